import { formatDate, list, sv } from '@delaktig/texts';
import type { PersonalUnit, StartView } from '../../server/http/context.ts';

const t = sv.start;

/** The days ahead that are known, and one's units. */
export function Beside({ view, units }: { view: StartView; units: PersonalUnit[] }) {
  const ahead = view.waiting
    .flatMap(({ report }) => (report.lastCommentDay === null ? [] : [{ report, day: report.lastCommentDay }]))
    .filter(({ day }) => day >= view.today)
    .sort((a, b) => a.day.localeCompare(b.day));
  return (
    <div className="beside">
      {ahead.length === 0 ? null : (
        <section>
          <h2 className="heading">{t.ahead}</h2>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
          <ul className="dates" role="list">
            {ahead[0]?.day === view.today ? null : (
              <li>
                <time className="now" dateTime={view.today}>
                  {t.todayTitle}
                </time>
                <span className="now">{formatDate(view.today, 'weekday')}</span>
              </li>
            )}
            {ahead.map(({ report, day }) => (
              <li key={report.id}>
                <time dateTime={day}>{formatDate(day, 'without-year')}</time>
                <span>
                  {t.lastDayOf(`${sv.kinds[report.kind].short} ${report.year}`)}
                  {units.length > 1 ? <small className="small muted">{report.unit.name}</small> : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="heading">{units.length === 1 ? t.yourUnit : t.yours}</h2>
        {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
        <ul role="list">
          {units.map((unit) => (
            <li key={unit.id}>
              {unit.name}
              <small>
                {list(unit.roles.map((role) => sv.roles[role]))}
                {unit.groups.length > 0 ? `, ${list(unit.groups)}` : ''}
              </small>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
