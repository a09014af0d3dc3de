import type { ReportView } from '@delaktig/domain';
import { useCallback, useMemo } from 'react';
import { sectionsOf } from '../report/outline.ts';
import { ThreadMargin } from './margin.tsx';
import { ThreadSheet } from './thread-sheet.tsx';
import { useThreadsUi } from './threads-context.tsx';

/** The comments of a page where they have room: a margin beside the text, or a sheet over it. */
export function PageThreads({ report }: { report: ReportView }) {
  const { width } = useThreadsUi();
  const commentable = useMemo(
    () =>
      new Set(
        sectionsOf(report.outline)
          .filter(({ rights }) => rights.comment !== 'no')
          .map(({ id }) => id),
      ),
    [report],
  );
  const mayComment = useCallback((sectionId: string) => commentable.has(sectionId), [commentable]);
  return (
    <>
      {width === 'margin' ? <ThreadMargin /> : null}
      <ThreadSheet mayComment={mayComment} />
    </>
  );
}
