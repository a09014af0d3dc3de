import { daysUntil, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { StartView } from '../../server/http/context.ts';

const t = sv.start;

/** What waits, with the days that are left. One filled button: the first. */
export function Waiting({ view, manyUnits }: { view: StartView; manyUnits: boolean }) {
  return (
    <>
      <h2 className="heading">{t.waiting}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ol className="todo" role="list">
        {view.waiting.map((item, index) => {
          const { report } = item;
          const name = `${sv.kinds[report.kind].name} ${report.year}`;
          return (
            <li key={report.id}>
              <Days until={report.lastCommentDay} today={view.today} />
              <div>
                <h3>{name}</h3>
                {manyUnits ? <p>{report.unit.name}</p> : null}
                <p>
                  {item.write > 0 ? t.mayWrite(item.write) : t.mayRead(report.sections)}{' '}
                  {t.progress(report.ready, report.sections)}{' '}
                  {report.lastCommentDay === null ? null : t.lastDay(report.lastCommentDay)}
                </p>
              </div>
              <p className="act">
                <Link className={index === 0 ? 'btn main' : 'btn'} to={`/rapporter/${report.id}`}>
                  {item.write > 0 ? t.write : t.read}
                  <span className="sr"> {name}</span>
                </Link>
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Days(props: { until: string | null; today: string }) {
  if (props.until === null) return <p className="big none">–</p>;
  const days = daysUntil(props.until, props.today);
  if (days < 1) {
    return (
      <p className="big">
        <span aria-hidden="true">!</span>
        <small>{days === 0 ? t.today : t.over}</small>
      </p>
    );
  }
  return (
    <p className="big">
      {days} <small>{t.days(days)}</small>
    </p>
  );
}
