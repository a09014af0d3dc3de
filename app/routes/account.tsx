import { MAIL_CHOICES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import type { OwnAccount } from '../../server/accounts/contract.ts';
import type { AccountUseCases } from '../../server/http/context.ts';
import { MailChoiceForm } from '../access/mail-choice.tsx';
import { NewPassword } from '../access/new-password.tsx';
import { Sessions } from '../access/sessions.tsx';
import { roleLine } from '../access/shown.ts';
import { Told } from '../access/told.tsx';
import { EndOfPage } from '../components/end-of-page.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { Masthead } from '../components/masthead.tsx';
import { postedForm } from '../posted-form.server.ts';
import { requireSession } from '../session.server.ts';

const t = sv.access.account;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  const account = await context.accounts.own();
  if (account === null) throw new Response(null, { status: 403 });
  return { account, demo: context.mode === 'demo', canMail: context.accounts.canMail };
}

const formSchema = z.union([
  z.object({ session: z.string() }),
  z.object({ intent: z.literal('end-all') }),
  z.object({
    intent: z.literal('mail'),
    choice: z.enum(MAIL_CHOICES),
    quiet: z
      .literal('on')
      .optional()
      .transform((ticked) => ticked === 'on'),
  }),
  z.object({ present: z.string().max(2_000), next: z.string().max(2_000) }),
]);

type Answer = {
  about: 'sessions' | 'password' | 'mail';
  wrong: 'refused' | 'password-length' | null;
  count: number;
};

export async function action({ context, request }: ActionFunctionArgs) {
  const form = formSchema.safeParse(Object.fromEntries(await postedForm(context, request)));
  if (!form.success) throw new Response(null, { status: 400 });
  const answer = await act(context.accounts, form.data);
  return data(answer, { status: answer.wrong === null ? 200 : 400 });
}

async function act(accounts: AccountUseCases, form: z.infer<typeof formSchema>): Promise<Answer> {
  if ('session' in form) {
    return { about: 'sessions', wrong: null, count: await accounts.endOwnSession(form.session) };
  }
  if ('intent' in form && form.intent === 'mail') {
    await accounts.chooseMail({ choice: form.choice, quiet: form.quiet });
    return { about: 'mail', wrong: null, count: 0 };
  }
  if ('intent' in form) return { about: 'sessions', wrong: null, count: await accounts.endOtherSessions() };
  const changed = await accounts.changePassword(form.present, form.next);
  return changed.ok
    ? { about: 'password', wrong: null, count: changed.ended }
    : { about: 'password', wrong: changed.reason, count: 0 };
}

export default function Account() {
  const { account, demo, canMail } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { sessions } = account;
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead />
      <main className="wrap reading own-account" id="text" tabIndex={-1}>
        <h1 className="say calm">{t.title}</h1>
        <section>
          <h2 className="heading">{t.about}</h2>
          <About account={account} />
          <p className="small muted">{t.aboutMore}</p>
        </section>
        <section id="mejl">
          <h2 className="heading">{sv.telling.choice.heading}</h2>
          <MailChoiceForm account={account} canMail={canMail} isChanged={answer?.about === 'mail'} />
        </section>
        <section>
          <h2 className="heading">{t.sessions}</h2>
          <Sessions sessions={sessions} endAll={sessions.length > 2 ? t.endOthers : null} />
          {answer?.about === 'sessions' ? <Told wrong={false}>{t.ended(answer.count)}</Told> : null}
          <p className="small muted">{t.sessionsMore}</p>
        </section>
        <section>
          <h2 className="heading">{t.change}</h2>
          {account.hasPassword ? (
            <ChangePassword answer={answer?.about === 'password' ? answer : null} />
          ) : (
            <p className="muted">{demo ? t.noPasswordDemo : t.noPassword}</p>
          )}
        </section>
      </main>
      <EndOfPage />
    </>
  );
}

function About({ account: { name, email, mobile, username, roles } }: { account: OwnAccount }) {
  return (
    <dl className="account-facts">
      <dt>{t.name}</dt>
      <dd>{name === '' ? t.nameHidden : name}</dd>
      <dt>{t.email}</dt>
      <dd>{email ?? <span className="muted">{t.none}</span>}</dd>
      <dt>{t.mobile}</dt>
      <dd>{mobile ?? <span className="muted">{t.none}</span>}</dd>
      <dt>{t.username}</dt>
      <dd>{username ?? <span className="muted">{t.none}</span>}</dd>
      <dt>{t.roles}</dt>
      <dd>
        {roles.length === 0 ? (
          <span className="muted">{t.noRoles}</span>
        ) : (
          roles.map((role) => (
            <span className="role-line" key={`${role.role} ${role.unit}`}>
              {roleLine(role)}
            </span>
          ))
        )}
      </dd>
    </dl>
  );
}

function ChangePassword({ answer }: { answer: Answer | null }) {
  const underWay = useNavigation().formData?.has('present') ?? false;
  const done = answer !== null && answer.wrong === null;
  return (
    <Form method="post" className="change-password" key={done ? 'done' : 'asked'}>
      <MadeFor />
      <label className="field">
        <span className="label">{t.present}</span>
        <input
          className="input"
          type="password"
          name="present"
          autoComplete="current-password"
          required
          aria-invalid={answer?.wrong === 'refused'}
        />
      </label>
      <NewPassword name="next" label={t.next} wrong={answer?.wrong === 'password-length'} />
      <p className="small muted">{t.changeMore}</p>
      <button className="btn" type="submit">
        {underWay ? t.changeBusy : t.changeSubmit}
      </button>
      {answer?.wrong === 'refused' ? <Told wrong>{t.refused}</Told> : null}
      {done ? <Told wrong={false}>{t.changed(answer.count)}</Told> : null}
    </Form>
  );
}
