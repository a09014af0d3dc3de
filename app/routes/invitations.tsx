import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Invitations, Printed } from '../../server/accounts/contract.ts';
import { ChoosePeople } from '../access/choose-people.tsx';
import { Sheets } from '../access/sheets.tsx';
import { Told } from '../access/told.tsx';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Masthead } from '../components/masthead.tsx';
import { requireSession } from '../session.server.ts';

const t = sv.access.invitations;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  const { searchParams } = new URL(request.url);
  const filter = {
    unitId: searchParams.get('enhet') || undefined,
    groupId: searchParams.get('grupp') || undefined,
  };
  const found = await context.access.invitations(filter);
  if (found === null) throw new Response(null, { status: 403 });
  return { ...found, filter };
}

const formSchema = z.object({ intent: z.enum(['mail', 'print']), people: z.array(z.string()).max(5_000) });

type Answer =
  | { kind: 'nobody' }
  | { kind: 'invited'; invited: number; left: number }
  | { kind: 'printed'; printed: Printed & { left: number } };

export async function action({ context, request }: ActionFunctionArgs) {
  requireSession(context, request);
  const sent = await request.formData();
  const form = formSchema.safeParse({ intent: sent.get('intent'), people: sent.getAll('person') });
  if (!form.success) throw new Response(null, { status: 400 });
  const { intent, people } = form.data;
  if (people.length === 0) return data<Answer>({ kind: 'nobody' }, { status: 400 });
  if (intent === 'mail') return data<Answer>({ kind: 'invited', ...(await context.access.invite(people)) });
  return data<Answer>({ kind: 'printed', printed: await context.access.printCodes(people) });
}

export default function InvitationsPage() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead />
      <main className="wrap reading" id="text" tabIndex={-1}>
        {answer?.kind === 'printed' ? (
          <Sheets
            printed={answer.printed}
            back={{ to: '/administration/inbjudningar', text: sv.access.sheets.done }}
          />
        ) : (
          <Line found={found} filter={found.filter} answer={answer ?? null} />
        )}
      </main>
      <EndOfPage />
    </>
  );
}

type LineProps = {
  found: Invitations;
  filter: { unitId?: string; groupId?: string };
  answer: Exclude<Answer, { kind: 'printed' }> | null;
};

function Line({ found, filter, answer }: LineProps) {
  const filtered = filter.unitId !== undefined || filter.groupId !== undefined;
  const empty = found.people.length === 0;
  return (
    <>
      <p className="kicker">
        <Link to="/administration">{sv.organisation.title}</Link>
      </p>
      <h1 className="say calm">{filtered ? t.title : t.say(found.people.length)}</h1>
      <p className="say-more">{t.canSignIn(found.canSignIn)}</p>
      {empty && !filtered ? null : <Filter found={found} filter={filter} />}
      {answer?.kind === 'nobody' ? <Told wrong>{t.nobodyChosen}</Told> : null}
      {answer?.kind === 'invited' ? (
        <Told wrong={answer.invited === 0}>{t.invited(answer.invited, answer.left)}</Told>
      ) : null}
      {empty ? (
        <p className="muted">{filtered ? t.noneHere : t.none}</p>
      ) : (
        <ChoosePeople
          // What is chosen to begin with follows the invitations.
          key={`${filter.unitId} ${filter.groupId} ${answer?.kind === 'invited'}`}
          people={found.people}
          canMail={found.canMail}
        />
      )}
    </>
  );
}

function Filter({ found, filter }: { found: Invitations; filter: LineProps['filter'] }) {
  const unit = found.units.find(({ id }) => id === filter.unitId);
  const groups = unit === undefined ? [] : unit.groups;
  if (found.units.length === 0) return null;
  return (
    <Form method="get" className="filter" key={`${filter.unitId} ${filter.groupId}`}>
      <label className="field">
        <span className="label">{t.unit}</span>
        <select className="input" name="enhet" defaultValue={filter.unitId ?? ''}>
          <option value="">{t.allUnits}</option>
          {found.units.map(({ id, name }) => (
            <option value={id} key={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {groups.length === 0 ? null : (
        <label className="field">
          <span className="label">{t.group}</span>
          <select className="input" name="grupp" defaultValue={filter.groupId ?? ''}>
            <option value="">{t.allGroups}</option>
            {groups.map(({ id, name }) => (
              <option value={id} key={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button className="btn" type="submit">
        {t.show}
      </button>
    </Form>
  );
}
