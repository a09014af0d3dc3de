import type { ReportView } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import { SaveLine } from '../collab/index.ts';
import { Masthead } from '../components/masthead.tsx';

/** The report's name and state at the top, while one reads and writes. */
export function ReportMasthead({ report, onKeys }: { report: ReportView; onKeys: () => void }) {
  const kind = sv.kinds[report.kind];
  return (
    <Masthead
      stays
      crest={report.unit.initials}
      onKeys={onKeys}
      middle={
        <>
          <SaveLine />
          {report.state === 'open' && report.lastCommentDay !== null ? (
            <p className="line opt">
              <span className="roomy">{sv.report.openTo}</span>
              <span className="tight">{sv.report.openToShort}</span>
              <b>{formatDate(report.lastCommentDay, 'without-year')}</b>
            </p>
          ) : null}
        </>
      }
    >
      <span className="long">
        {kind.name} {report.year} ·{' '}
      </span>
      <span className="short">
        {kind.short} {report.year} ·{' '}
      </span>
      {report.unit.name}
    </Masthead>
  );
}
