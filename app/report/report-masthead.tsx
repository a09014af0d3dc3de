import type { ReportView } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import { useMemo } from 'react';
import { SaveLine } from '../collab/index.ts';
import { Masthead } from '../components/masthead.tsx';
import { sectionsOf } from './outline.ts';
import { ReportPens } from './who-writes.tsx';

/** The report's name and state at the top, while one reads and writes. */
export function ReportMasthead({ report, onKeys }: { report: ReportView; onKeys: () => void }) {
  const kind = sv.kinds[report.kind];
  const sectionIds = useMemo(() => sectionsOf(report.outline).map(({ id }) => id), [report]);
  return (
    <Masthead
      stays
      crest={report.unit.initials}
      onKeys={onKeys}
      middle={
        <>
          <SaveLine />
          <ReportPens sectionIds={sectionIds} />
          {report.state === 'open' && report.lastCommentDay !== null ? (
            <p className="line opt">
              <span>
                {sv.report.openTo.first}
                <span className="roomy"> {sv.report.openTo.middle}</span> {sv.report.openTo.last}
              </span>
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
