import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { AccountActs } from '../administration/account-acts.tsx';
import { type Answer, answerTo } from '../administration/answer.ts';
import { administersMany, viewOr404 } from '../administration/chosen.server.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { NewRole } from '../administration/new-role.tsx';
import { PersonDetails } from '../administration/person-details.tsx';
import { actOnPerson } from '../administration/person-form.ts';
import { PersonRoles } from '../administration/person-roles.tsx';
import { useStamp } from '../administration/use-stamp.ts';
import { postedForm } from '../posted-form.server.ts';

const t = sv.organisation;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: sv.chrome.title(data ? t.shownPerson(data.view) : t.title) },
];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const many = await administersMany(context, request);
  return { many, view: viewOr404(await context.organisation.person(params.id ?? '')) };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  return answerTo(form, await actOnPerson(context.organisation, params.id ?? '', form));
}

export default function Person() {
  const { view, many } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const stamp = useStamp(answer);
  return (
    <AdministrationFrame
      administration={view.administration}
      many={many}
      kicker={<Link to={within('/administration/personer', view.administration, many)}>{t.person.back}</Link>}
      heading={t.shownPerson(view)}
      answer={answer}
    >
      {view.isProtected ? <p className="say-more">{t.person.isProtected}</p> : null}
      {view.closed ? <p className="say-more">{t.person.isClosed}</p> : null}
      {view.isElsewhere ? <p className="say-more">{t.person.elsewhere}</p> : null}
      <div className="columns" key={stamp}>
        <div>
          <PersonRoles view={view} answer={answer} />
          <NewRole view={view} answer={answer} />
        </div>
        <div>
          {view.mayActOnAccount ? <PersonDetails view={view} answer={answer} /> : null}
          <section className="part">
            <h2>{t.person.signIn}</h2>
            <p>{view.canSignIn ? t.person.canSignIn : t.person.cannotSignIn}</p>
            <p>
              <Link to={`/administration/personer/${view.id}/inloggning`}>{t.person.signInLink}</Link>
            </p>
          </section>
          {view.mayActOnAccount ? <AccountActs view={view} answer={answer} /> : null}
        </div>
      </div>
    </AdministrationFrame>
  );
}
