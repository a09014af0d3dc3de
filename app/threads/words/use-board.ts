import type { ThreadsView } from '@delaktig/domain';
import { useEffect, useState } from 'react';
import { MarkBoard } from './mark-board.ts';

/** The board of a page's marks, kept as the comments are. */
export function useBoard(view: ThreadsView, activeId: string | null): MarkBoard {
  const [board] = useState(() => new MarkBoard(view.threads));
  useEffect(() => board.setThreads(view.threads), [board, view]);
  useEffect(() => board.setActive(activeId), [board, activeId]);
  return board;
}
