import { formatDate, sentence, sv } from '@delaktig/texts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Masthead } from '../components/masthead.tsx';
import { requireSession } from '../session.server.ts';
import { Beside } from '../start/beside.tsx';
import { EmptyStart } from '../start/empty.tsx';
import { News } from '../start/news.tsx';
import { Say } from '../start/say.tsx';
import { Waiting } from '../start/waiting.tsx';
import { reportsByUnit } from '../start/years.ts';
import { YearsTable } from '../start/years-table.tsx';

export const meta: MetaFunction = () => [{ title: sv.chrome.title(sv.start.title) }];

/** As many as one takes in at a glance. */
const NEWEST = 4;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { units, actor } = requireSession(context, request);
  return {
    view: await context.reports.start(),
    news: (await context.threads.notices()).filter(({ read }) => !read).slice(0, NEWEST),
    units,
    demo: context.mode === 'demo',
    isAdministrator: actor.assignments.some(({ role }) => role === 'administrator'),
  };
}

export default function Start() {
  const { view, news, units, demo, isAdministrator } = useLoaderData<typeof loader>();
  const byUnit = reportsByUnit(view.reports);
  const unit = units.length === 1 ? units[0] : undefined;
  const menu =
    view.mayImport || isAdministrator ? (
      <nav className="line opt" aria-label={sv.chrome.mainMenu}>
        {view.mayImport ? <Link to="/las-in">{sv.chrome.readIn}</Link> : null}
        {isAdministrator ? <Link to="/administration">{sv.chrome.administration}</Link> : null}
      </nav>
    ) : null;
  return (
    <>
      <a className="skip" href="#text">
        {sv.start.skip}
      </a>
      <Masthead crest={unit?.initials} middle={menu} showName>
        {unit?.name}
      </Masthead>
      <main className="wrap" id="text" tabIndex={-1}>
        <p className="kicker">{sentence(formatDate(view.today, 'weekday'))}</p>
        {byUnit.length === 0 ? (
          <EmptyStart
            mayImport={view.mayImport}
            demo={demo}
            hasUnit={units.length > 0}
            isAdministrator={isAdministrator}
          />
        ) : (
          <>
            <Say view={view} manyUnits={byUnit.length > 1} />
            <div className="columns">
              <div>
                <News notices={news} />
                {view.waiting.length === 0 ? null : <Waiting view={view} manyUnits={byUnit.length > 1} />}
                {byUnit.map((of, index) => (
                  <YearsTable
                    key={of.unit.id}
                    of={of}
                    caption={byUnit.length === 1 ? sv.start.reports : sv.start.reportsOf(of.unit.name)}
                    first={index === 0 && view.waiting.length === 0}
                  />
                ))}
                {view.mayImport ? (
                  <p className="acts only-narrow">
                    <Link className="btn" to="/las-in">
                      {sv.chrome.readIn}
                    </Link>
                  </p>
                ) : null}
              </div>
              <Beside view={view} units={units} />
            </div>
          </>
        )}
      </main>
      <EndOfPage />
    </>
  );
}
