import { daysUntil, shownName, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { StartView, WaitingReport } from '../../server/http/context.ts';
import { byUrgency, pressingIn } from './pressing.ts';

const t = sv.start;

/** What waits, most pressing first, with the days that are left. One filled button: the first. */
export function Waiting({ view, manyUnits }: { view: StartView; manyUnits: boolean }) {
  return (
    <>
      <h2 className="heading">{t.waiting}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ol className="todo" role="list">
        {[...view.waiting].sort(byUrgency).map((item, index) => {
          const { report } = item;
          const name = `${sv.kinds[report.kind].name} ${report.year}`;
          return (
            <li key={report.id}>
              <Days until={report.lastCommentDay} today={view.today} />
              <div>
                <h3>{name}</h3>
                {manyUnits ? <p>{report.unit.name}</p> : null}
                <Pressing item={item} />
                <p>
                  {partOf(item)} {t.progress(report.ready, report.sections)}{' '}
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

/** What the reader may do in the report, as it stands. */
function partOf({ report, write, mark }: WaitingReport): string {
  if (mark > 0 && mark === write) return t.mayWriteAndMark(write);
  const writes = write > 0 ? t.mayWrite(write) : t.mayRead(report.sections);
  return mark > 0 ? `${writes} ${t.mark(mark)}` : writes;
}

/** What others wait for; of what came back, the reason and the way there. */
function Pressing({ item }: { item: WaitingReport }) {
  const { report, sentBack, returned } = item;
  const sentences = pressingIn(item);
  if (sentences.length === 0) return null;
  return (
    <>
      <p className="pressing">{sentences.join(' ')}</p>
      {sentBack === null || sentBack.reason === null ? null : (
        <p>
          {t.from(shownName(sentBack.by, [sentBack.role]))} {t.reason(sentBack.reason)}
        </p>
      )}
      {returned.length === 0 ? null : (
        <ul className="came-back-list">
          {returned.map(({ sectionId, title, reason, by, role }) => (
            <li key={sectionId}>
              <Link to={`/rapporter/${report.id}#lage-${sectionId}`}>{title}</Link>
              <span>
                {t.from(shownName(by, [role]))} {t.reason(reason)}
              </span>
            </li>
          ))}
        </ul>
      )}
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
