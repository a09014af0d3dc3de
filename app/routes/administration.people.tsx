import { sv } from '@delaktig/texts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { readPeopleFilter } from '../administration/filters.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { Pages } from '../administration/pages.tsx';
import { PeopleSearch } from '../administration/people-search.tsx';
import { PeopleTable } from '../administration/people-table.tsx';

const t = sv.organisation;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.nav.people) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  const filter = readPeopleFilter(new URL(request.url).searchParams);
  const found = await context.organisation.people(chosen.administration.id, filter);
  return { ...chosen, filter, view: viewOr404(found) };
}

export default function People() {
  const { view, filter, administration, many } = useLoaderData<typeof loader>();
  const { page: _, closed, ...rest } = filter;
  const isFiltered = Object.values(rest).some((value) => value !== undefined);
  const at = (path: string) => within(path, administration, many);
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      heading={closed ? t.people.closedTitle : t.nav.people}
    >
      <p className="acts">
        <Link className="btn main" to={at('/administration/personer/las-in')}>
          {t.overview.readIn}
        </Link>
        <Link className="btn" to={at('/administration/personer/ny')}>
          {t.overview.addPerson}
        </Link>
      </p>
      <PeopleSearch filter={filter} units={view.units} administration={many ? administration.id : null} />
      <p className="found" role="status">
        {view.total > 0
          ? t.people.found(view.total)
          : isFiltered || closed
            ? t.people.noneFound
            : t.people.none}{' '}
        {isFiltered ? <Link to={at('/administration/personer')}>{t.people.clear}</Link> : null}
      </p>
      {view.people.length === 0 ? null : <PeopleTable people={view.people} />}
      <Pages page={view.page} pages={view.pages} />
      <p className="part">
        {closed ? (
          <Link to={at('/administration/personer')}>{t.people.open}</Link>
        ) : view.closed === 0 ? null : (
          <Link to={at('/administration/personer?visa=stangda')}>{t.people.closed(view.closed)}</Link>
        )}
      </p>
    </AdministrationFrame>
  );
}
