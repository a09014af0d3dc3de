import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Invitations, Printed } from '../../server/accounts/contract.ts';
import { ChoosePeople } from '../access/choose-people.tsx';
import { SheetsPage } from '../access/sheets.tsx';
import { Told } from '../access/told.tsx';
import { chosenAdministration } from '../administration/chosen.server.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { postedForm } from '../posted-form.server.ts';

const t = sv.access.invitations;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  const { searchParams } = new URL(request.url);
  const filter = {
    administrationId: chosen.administration.id,
    unitId: searchParams.get('enhet') || undefined,
    groupId: searchParams.get('grupp') || undefined,
  };
  const found = await context.access.invitations(filter);
  if (found === null) throw new Response(null, { status: 403 });
  return { ...chosen, found, filter };
}

const formSchema = z.object({ intent: z.enum(['mail', 'print']), people: z.array(z.string()).max(5_000) });

type Answer =
  | { kind: 'nobody' }
  | { kind: 'invited'; invited: number; left: number }
  | { kind: 'printed'; printed: Printed & { left: number } };

export async function action({ context, request }: ActionFunctionArgs) {
  const sent = await postedForm(context, request);
  const form = formSchema.safeParse({ intent: sent.get('intent'), people: sent.getAll('person') });
  if (!form.success) throw new Response(null, { status: 400 });
  const { intent, people } = form.data;
  if (people.length === 0) return data<Answer>({ kind: 'nobody' }, { status: 400 });
  if (intent === 'mail') return data<Answer>({ kind: 'invited', ...(await context.access.invite(people)) });
  return data<Answer>({ kind: 'printed', printed: await context.access.printCodes(people) });
}

export default function InvitationsPage() {
  const { administration, many, found, filter } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.kind === 'printed') {
    const back = {
      to: within('/administration/inbjudningar', administration, many),
      text: sv.access.sheets.done,
    };
    return <SheetsPage printed={answer.printed} back={back} />;
  }
  const isFiltered = filter.unitId !== undefined || filter.groupId !== undefined;
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      heading={isFiltered ? t.title : t.say(found.people.length)}
    >
      <p className="say-more">{t.canSignIn(found.canSignIn)}</p>
      {found.units.length === 0 ? null : (
        <Filter found={found} filter={filter} administration={many ? administration.id : null} />
      )}
      {answer === undefined ? null : <Came answer={answer} />}
      {found.people.length === 0 ? (
        <p className="muted">{isFiltered ? t.noneHere : t.none}</p>
      ) : (
        <ChoosePeople
          // What is chosen to begin with follows the invitations.
          key={`${filter.unitId} ${filter.groupId} ${invited(found)}`}
          people={found.people}
          canMail={found.canMail}
        />
      )}
    </AdministrationFrame>
  );
}

function invited({ people }: Invitations): number {
  return people.filter(({ code }) => code?.state === 'valid').length;
}

function Came({ answer }: { answer: Exclude<Answer, { kind: 'printed' }> }) {
  if (answer.kind === 'nobody') return <Told wrong>{t.nobodyChosen}</Told>;
  return <Told wrong={answer.invited === 0}>{t.invited(answer.invited, answer.left)}</Told>;
}

type FilterProps = {
  found: Invitations;
  filter: { unitId?: string; groupId?: string };
  /** To be kept in the address, where there are several. */
  administration: string | null;
};

function Filter({ found, filter, administration }: FilterProps) {
  const unit = found.units.find(({ id }) => id === filter.unitId);
  const groups = unit === undefined ? [] : unit.groups;
  return (
    <Form method="get" className="filter" key={`${filter.unitId} ${filter.groupId}`}>
      {administration === null ? null : <input type="hidden" name="forvaltning" value={administration} />}
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
