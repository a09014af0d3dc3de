import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { AccessUseCases, PersonAccess, Printed } from '../../server/accounts/contract.ts';
import { GiveUsername } from '../access/give-username.tsx';
import { Sessions } from '../access/sessions.tsx';
import { SheetsPage } from '../access/sheets.tsx';
import { codeLine, roleLine, shownAs } from '../access/shown.ts';
import { Told } from '../access/told.tsx';
import { chosenOrNone } from '../administration/chosen.server.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { postedForm } from '../posted-form.server.ts';

const t = sv.access.person;

export const meta: MetaFunction<typeof loader> = ({ data: found }) => {
  if (!found) return [{ title: sv.chrome.title(sv.access.invitations.title) }];
  return [{ title: sv.chrome.title(t.title(shownAs(found.person.name, found.person.roles))) }];
};

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { chosen, all } = await chosenOrNone(context, request);
  const person = await context.access.person(params.id ?? '');
  if (person === null) throw new Response(null, { status: 404 });
  const [first] = all;
  const administration = chosen?.administration ?? first;
  if (administration === undefined) throw new Response(null, { status: 403 });
  return { person, administration, many: all.length > 1 };
}

const formSchema = z.union([
  z.object({ session: z.string() }),
  z.object({ intent: z.enum(['end-all', 'mail', 'print']) }),
  z.object({ username: z.string().max(400) }),
]);

type Answer =
  | { kind: 'forbidden' }
  | { kind: 'ended'; count: number }
  | { kind: 'sent'; sent: boolean }
  | { kind: 'printed'; printed: Printed & { left: number } }
  | { kind: 'username'; wrong: 'form' | 'taken' | null; username: string };

export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = formSchema.safeParse(Object.fromEntries(await postedForm(context, request)));
  if (!form.success) throw new Response(null, { status: 400 });
  const answer = await act(context.access, params.id ?? '', form.data);
  const refused = answer.kind === 'forbidden' ? 403 : answer.kind === 'username' && answer.wrong ? 400 : 200;
  return data(answer, { status: refused });
}

async function act(access: AccessUseCases, id: string, form: z.infer<typeof formSchema>): Promise<Answer> {
  if ('username' in form) {
    const set = await access.setUsername(id, form.username);
    if (set.ok) return { kind: 'username', wrong: null, username: set.username };
    if (set.reason === 'forbidden') return { kind: 'forbidden' };
    return { kind: 'username', wrong: set.reason, username: form.username };
  }
  if ('session' in form) return ended(await access.endSession(id, form.session));
  switch (form.intent) {
    case 'end-all':
      return ended(await access.endAllSessions(id));
    case 'mail':
      return { kind: 'sent', sent: (await access.invite([id])).invited === 1 };
    case 'print': {
      const printed = await access.printCodes([id]);
      return printed.sheets.length === 0 ? { kind: 'forbidden' } : { kind: 'printed', printed };
    }
  }
}

function ended(result: Awaited<ReturnType<AccessUseCases['endSession']>>): Answer {
  return result.ok ? { kind: 'ended', count: result.ended } : { kind: 'forbidden' };
}

export default function PersonAccessPage() {
  const { person, administration, many } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.kind === 'printed') {
    const to = within(`/administration/personer/${person.id}/inloggning`, administration, many);
    return <SheetsPage printed={answer.printed} back={{ to, text: sv.access.sheets.donePerson }} />;
  }
  const who = shownAs(person.name, person.roles);
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      kicker={<Link to={`/administration/personer/${person.id}`}>{t.back(who)}</Link>}
      heading={t.title(who)}
    >
      <Person person={person} answer={answer ?? null} />
    </AdministrationFrame>
  );
}

type Props = { person: PersonAccess; answer: Exclude<Answer, { kind: 'printed' }> | null };

function Person({ person, answer }: Props) {
  const { sessions } = person;
  return (
    <div className="own-account">
      <p className="say-more">{standing(person)}</p>
      {person.mayAct || person.closed ? null : <p className="say-more">{t.elsewhere}</p>}
      {answer?.kind === 'forbidden' ? <Told wrong>{t.forbidden}</Told> : null}
      <SignsInWith person={person} />
      {person.mayAct ? <WayIn person={person} answer={answer} /> : null}
      <section>
        <h2 className="heading">{t.sessions}</h2>
        {sessions.length === 0 ? (
          <p className="muted">{t.noSessions}</p>
        ) : (
          <Sessions sessions={sessions} endAll={sessions.length > 1 ? t.endAll : null} />
        )}
        {answer?.kind === 'ended' ? <Told wrong={false}>{t.ended(answer.count)}</Told> : null}
        <p className="small muted">{t.sessionsMore}</p>
      </section>
    </div>
  );
}

function standing({ closed, hasPassword }: PersonAccess): string {
  if (closed) return t.closed;
  return hasPassword ? t.canSignIn : t.cannot;
}

function SignsInWith({
  person: { hidden, mayAct, email, mobile, username, roles },
}: {
  person: PersonAccess;
}) {
  const account = sv.access.account;
  return (
    <section>
      <h2 className="heading">{t.signsInWith}</h2>
      <dl className="account-facts">
        {mayAct && !hidden ? (
          <>
            <dt>{account.email}</dt>
            <dd>{email ?? <span className="muted">{account.none}</span>}</dd>
            <dt>{account.mobile}</dt>
            <dd>{mobile ?? <span className="muted">{account.none}</span>}</dd>
          </>
        ) : null}
        {mayAct ? (
          <>
            <dt>{account.username}</dt>
            <dd>{username ?? <span className="muted">{account.none}</span>}</dd>
          </>
        ) : null}
        <dt>{account.roles}</dt>
        <dd>
          {roles.map((role) => (
            <span className="role-line" key={`${role.role} ${role.unit}`}>
              {roleLine(role)}
            </span>
          ))}
        </dd>
      </dl>
      {hidden ? <p className="small muted">{t.hidden}</p> : null}
    </section>
  );
}

function WayIn({ person, answer }: Props) {
  const { hasPassword, canMail, hasEmail, code } = person;
  const mails = canMail && hasEmail;
  return (
    <section>
      <h2 className="heading">{t.comeIn}</h2>
      <p>{codeLine(code)}</p>
      <Form method="post" className="acts">
        <MadeFor />
        {mails ? (
          <button className="btn" type="submit" name="intent" value="mail">
            {hasPassword ? t.sendReset : t.sendInvite}
          </button>
        ) : null}
        <button className="btn" type="submit" name="intent" value="print">
          {hasPassword ? t.printReset : t.printInvite}
        </button>
      </Form>
      {mails ? null : <p className="small muted">{canMail ? t.noEmail : sv.access.invitations.noMail}</p>}
      {answer?.kind === 'sent' ? <Told wrong={!answer.sent}>{answer.sent ? t.sent : t.notSent}</Told> : null}
      <GiveUsername
        present={person.username}
        answer={answer?.kind === 'username' ? answer : null}
        key={person.username}
      />
    </section>
  );
}
