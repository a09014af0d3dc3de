import type { RefObject } from 'react';
import { useCallback, useEffect, useState } from 'react';
import type { SelectedWords } from './selected-words.ts';
import { selectedWords } from './selected-words.ts';

/** How long a selection must have rested where no pointer says that it is done: by touch, and by keys. */
const RESTED_MS = 250;

/**
 * What is marked in the text and can be commented on, once somebody has done marking; null when nothing is. Never
 * touches the selection itself. `dismiss`: not this, until something else is marked.
 */
export function useMarked(bar: RefObject<HTMLElement>): {
  marked: SelectedWords | null;
  dismiss: () => void;
} {
  const [marked, setMarked] = useState<SelectedWords | null>(null);
  const dismiss = useCallback(() => setMarked(null), []);
  useEffect(() => {
    let isMarking = false;
    let asked: ReturnType<typeof setTimeout> | undefined;
    const look = () => setMarked(selectedWords(document.getSelection()));
    const changed = () => {
      clearTimeout(asked);
      const selection = document.getSelection();
      if (selection === null || selection.isCollapsed) {
        // The form that the bar leads to takes the selection with it, and the bar goes with the form.
        setMarked(null);
        return;
      }
      if (!isMarking) asked = setTimeout(look, RESTED_MS);
    };
    const down = (event: PointerEvent) => {
      isMarking = event.pointerType === 'mouse' && !isIn(bar.current, event.target);
    };
    const up = () => {
      if (!isMarking) return;
      isMarking = false;
      clearTimeout(asked);
      // The click that ends a selection may also undo it, a moment later.
      asked = setTimeout(look);
    };
    document.addEventListener('selectionchange', changed);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', up);
    return () => {
      clearTimeout(asked);
      document.removeEventListener('selectionchange', changed);
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', up);
    };
  }, [bar]);
  return { marked, dismiss };
}

function isIn(element: Element | null, target: EventTarget | null): boolean {
  return element !== null && target instanceof Node && element.contains(target);
}
