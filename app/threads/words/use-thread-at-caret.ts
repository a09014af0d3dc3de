import { useEffect, useState } from 'react';

/** The thread on the words that one's caret stands in; null where it stands elsewhere, and in a text that is read. */
export function useThreadAtCaret(isAsked: boolean): string | null {
  const [threadId, setThreadId] = useState<string | null>(null);
  useEffect(() => {
    if (!isAsked) {
      setThreadId(null);
      return;
    }
    const look = () => {
      const selection = document.getSelection();
      const editor = document.activeElement?.closest('.ProseMirror') ?? null;
      const isIn = editor !== null && selection?.isCollapsed === true;
      setThreadId(isIn ? threadAt(selection.focusNode) : null);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [isAsked]);
  return threadId;
}

/** The thread on the words at a place of the page. */
export function threadAt(node: Node | null): string | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('mark[data-thread]')?.dataset.thread ?? null;
}
