import { useEffect } from 'react';
import { useThreadActs, useThreadsUi } from '../threads-context.tsx';
import { useMarkBoard } from './comment-mark.tsx';

/** Pointing at words shows their card, a click on them opens it; of words with several threads, one after the other. */
export function usePointing(): void {
  const board = useMarkBoard();
  const { open } = useThreadActs();
  const hasMargin = useThreadsUi().width === 'margin';
  useEffect(() => {
    const text = document.getElementById('text');
    if (text === null || board === null) return;
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') board.setPointed(threadsAt(event.target)[0] ?? null);
    };
    const click = (event: MouseEvent) => {
      const threads = threadsAt(event.target);
      const first = threads[0];
      // Who marks words, or follows a link in them, wants that.
      if (first === undefined || document.getSelection()?.isCollapsed === false || isLink(event.target))
        return;
      // Without a margin the card would come over the words that somebody is about to write in.
      if (isWriting(event.target) && !hasMargin) return;
      const at = threads.indexOf(board.activeId ?? '');
      open(threads[at + 1] ?? first, !isWriting(event.target));
    };
    const leave = () => board.setPointed(null);
    text.addEventListener('pointerover', over);
    text.addEventListener('pointerleave', leave);
    text.addEventListener('click', click);
    return () => {
      text.removeEventListener('pointerover', over);
      text.removeEventListener('pointerleave', leave);
      text.removeEventListener('click', click);
    };
  }, [board, open, hasMargin]);
}

/** Innermost first. */
function threadsAt(target: EventTarget | null): string[] {
  const threads: string[] = [];
  let mark = target instanceof Element ? target.closest<HTMLElement>('mark[data-thread]') : null;
  while (mark !== null) {
    if (mark.dataset.thread !== undefined) threads.push(mark.dataset.thread);
    mark = mark.parentElement?.closest<HTMLElement>('mark[data-thread]') ?? null;
  }
  return threads;
}

function isLink(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a') !== null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable;
}
