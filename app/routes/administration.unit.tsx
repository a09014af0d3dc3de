import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, answerTo } from '../administration/answer.ts';
import { administersMany, viewOr404 } from '../administration/chosen.server.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { UnitChanges } from '../administration/unit-changes.tsx';
import { actOnUnit } from '../administration/unit-form.ts';
import { UnitGroups } from '../administration/unit-groups.tsx';
import { UnitHistory, UnitWaiting } from '../administration/unit-history.tsx';
import { UnitPeople } from '../administration/unit-people.tsx';
import { useStamp } from '../administration/use-stamp.ts';
import { postedForm } from '../posted-form.server.ts';

const t = sv.organisation;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: sv.chrome.title(data?.view.name ?? t.title) },
];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const many = await administersMany(context, request);
  return { many, view: viewOr404(await context.organisation.unit(params.id ?? '')) };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  return answerTo(form, await actOnUnit(context.organisation, params.id ?? '', form));
}

export default function Unit() {
  const { view, many } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const stamp = useStamp(answer);
  return (
    <AdministrationFrame
      administration={view.administration}
      many={many}
      kicker={<Link to={within('/administration', view.administration, many)}>{t.unit.back}</Link>}
      heading={view.name}
      answer={answer}
    >
      {view.endsAfter === null ? null : <p className="say-more">{t.unit.endsAfter(view.endsAfter)}</p>}
      <div key={stamp}>
        <UnitWaiting view={view} answer={answer} />
        <div className="columns">
          <div>
            <UnitPeople view={view} />
          </div>
          <div>
            <UnitGroups view={view} answer={answer} />
            <UnitHistory view={view} />
          </div>
        </div>
        {view.endsAfter !== null && view.endsAfter < view.today ? null : (
          <UnitChanges view={view} answer={answer} />
        )}
      </div>
    </AdministrationFrame>
  );
}
