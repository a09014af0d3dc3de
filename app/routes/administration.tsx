import { formatNumber, sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import type { OverviewView } from '../../server/organisation/contract.ts';
import { ActForm, Submit } from '../administration/act-form.tsx';
import { type Answer, answerTo } from '../administration/answer.ts';
import { Choose } from '../administration/choose.tsx';
import { chosenAdministration, chosenOrNone, viewOr404 } from '../administration/chosen.server.ts';
import { TextField } from '../administration/fields.tsx';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { Todo } from '../administration/todo.tsx';
import { word } from '../import/form-parts.ts';
import { postedForm } from '../posted-form.server.ts';

const t = sv.organisation;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { chosen, all } = await chosenOrNone(context, request);
  if (chosen === null) return { chosen: null, all, view: null };
  const found = await context.organisation.overview(chosen.administration.id);
  return { chosen, all, view: viewOr404(found) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  const { administration, many } = await chosenAdministration(context, request);
  const [name, initials] = [word(form, 'name'), word(form, 'initials')];
  const added = await context.organisation.addUnit({ administrationId: administration.id, name, initials });
  if (!added.ok) return answerTo(form, added);
  throw redirect(within(`/administration/enheter/${added.unitId}`, administration, many));
}

export default function Administration() {
  const { chosen, all, view } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  if (chosen === null || view === null) return <Choose all={all} />;
  const { administration, many } = chosen;
  const at = (path: string) => within(path, administration, many);
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      kicker={`${administration.organisation}, ${administration.name}`}
      heading={t.overview.say(view.units.length, view.people)}
      answer={answer}
    >
      <p className="acts">
        <Link className="btn" to={at('/administration/personer/las-in')}>
          {t.overview.readIn}
        </Link>
        <Link className="btn" to={at('/administration/personer/ny')}>
          {t.overview.addPerson}
        </Link>
      </p>
      {view.units.length === 0 ? (
        <p className="say-more">{t.overview.empty}</p>
      ) : (
        <>
          <Todo view={view} at={at} />
          <Units view={view} />
        </>
      )}
      <section className="part">
        <h2>{t.overview.newUnit}</h2>
        <ActForm intent="add-unit" answer={answer}>
          <div className="fields">
            <TextField name="name" label={t.overview.name} />
            <TextField name="initials" label={t.overview.initials} hint={t.overview.initialsHint} short />
          </div>
          <Submit main>{t.overview.add}</Submit>
        </ActForm>
      </section>
      {view.ended.length === 0 ? null : (
        <section className="part">
          <h2>{t.overview.endedTitle}</h2>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
          <ul className="plain" role="list">
            {view.ended.map(({ id, name, endsAfter }) => (
              <li key={id}>
                <Link to={`/administration/enheter/${id}`}>{name}</Link>{' '}
                <small>{t.overview.endedAfter(endsAfter)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </AdministrationFrame>
  );
}

function Units({ view }: { view: OverviewView }) {
  return (
    <section className="part">
      <table className="tab">
        <caption>{t.nav.units}</caption>
        <thead>
          <tr>
            <th scope="col">{t.overview.unit}</th>
            <th scope="col">{t.overview.manager}</th>
            <th scope="col" className="n">
              {t.overview.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.units.map((unit) => (
            <tr key={unit.id}>
              <th scope="row">
                <Link to={`/administration/enheter/${unit.id}`}>{unit.name}</Link>
                {unit.endsAfter === null ? null : <small>{t.overview.endsAfter(unit.endsAfter)}</small>}
              </th>
              <td className="span" data-label={t.overview.manager}>
                {unit.managers.length === 0
                  ? t.overview.none
                  : unit.managers.map((manager) => t.shownPerson(manager)).join(', ')}
              </td>
              <td className="n span" data-label={t.overview.people}>
                {formatNumber(unit.people)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
