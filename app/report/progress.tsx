import { sv } from '@delaktig/texts';
import type { SectionCounts } from './outline.ts';

/** How many sections are marked ready: the figure first, then a line with a tick for each. */
export function Progress({ counts }: { counts: SectionCounts }) {
  if (counts.all === 0) return null;
  const { figure, rest } = sv.report.done(counts.ready, counts.all);
  const width = counts.all * 10;
  return (
    <p className="done">
      <b>{figure}</b> {rest}
      <svg viewBox={`0 0 ${width} 6`} preserveAspectRatio="none" aria-hidden="true">
        <path className="all" d={`M0 3h${width}`} strokeWidth="6" strokeDasharray="9 1" />
        {counts.ready === 0 ? null : (
          <path className="ready" d={`M0 3h${counts.ready * 10}`} strokeWidth="6" strokeDasharray="9 1" />
        )}
      </svg>
    </p>
  );
}
