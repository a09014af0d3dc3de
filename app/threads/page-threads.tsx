import type { ReportView } from '@delaktig/domain';
import { useCallback, useMemo } from 'react';
import { sectionsOf } from '../report/outline.ts';
import { useChosenInText } from './in-text-choice.tsx';
import { ThreadMargin } from './margin.tsx';
import { ThreadSheet } from './thread-sheet.tsx';
import { useThreadsUi } from './threads-context.tsx';
import { usePointing } from './words/use-pointing.ts';
import { WordBar } from './words/word-bar.tsx';

/** The comments of a page where they have room: a margin beside the text, or a sheet over it. */
export function PageThreads({ report }: { report: ReportView }) {
  const { width } = useThreadsUi();
  useChosenInText();
  const commentable = useMemo(
    () =>
      new Set(
        sectionsOf(report.outline)
          .filter(({ rights }) => rights.comment !== 'no')
          .map(({ id }) => id),
      ),
    [report],
  );
  usePointing();
  const mayComment = useCallback((sectionId: string) => commentable.has(sectionId), [commentable]);
  return (
    <>
      <WordBar />
      {width === 'margin' ? <ThreadMargin /> : null}
      <ThreadSheet mayComment={mayComment} />
    </>
  );
}
