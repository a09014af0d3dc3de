import { REPORT_KINDS } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { ReportSummary } from '../../server/http/context.ts';
import type { UnitReports } from './years.ts';

const t = sv.start;

/** A unit's reports: years down, kinds across. On a phone each year is a short list. */
export function YearsTable(props: { of: UnitReports; caption: string; first: boolean }) {
  return (
    <section className={props.first ? 'years first' : 'years'}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.year}</th>
            {REPORT_KINDS.map((kind) => (
              <th scope="col" key={kind}>
                {sv.kinds[kind].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.of.years.map(({ year, reports }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {REPORT_KINDS.map((kind) => (
                <Cell key={kind} report={reports[kind]} label={sv.kinds[kind].short} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ report, label }: { report: ReportSummary | undefined; label: string }) {
  if (report === undefined) {
    return (
      <td data-label={label} className="none">
        <span aria-hidden="true" className="muted">
          –
        </span>
        <span className="sr">{t.none}</span>
      </td>
    );
  }
  const open = report.state === 'open';
  const underWay = open || report.state === 'draft' || report.state === 'closing';
  const word =
    open && report.lastCommentDay !== null ? t.openTo(report.lastCommentDay) : sv.reportStates[report.state];
  return (
    <td data-label={label}>
      <Link to={`/rapporter/${report.id}`}>
        {open ? <b>{word}</b> : word}
        <span className="sr">
          , {sv.kinds[report.kind].name} {report.year}
        </span>
      </Link>
      {underWay && report.sections > 0 ? <small>{t.readySmall(report.ready, report.sections)}</small> : null}
    </td>
  );
}
