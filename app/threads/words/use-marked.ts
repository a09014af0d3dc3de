import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { fieldAround } from './fields-on-page.ts';
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
  const done = useRef<string | null>(null);
  const dismiss = useCallback(() => {
    setMarked((before) => {
      done.current = nameOf(before);
      return null;
    });
  }, []);
  useEffect(() => {
    let isMarking = false;
    let asked: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const found = selectedWords(document.getSelection());
      setMarked(found === null || nameOf(found) === done.current ? null : found);
    };
    const changed = () => {
      clearTimeout(asked);
      const selection = document.getSelection();
      if (selection?.isCollapsed === false) {
        if (!isMarking) asked = setTimeout(look, RESTED_MS);
        return;
      }
      // A form takes the selection with it, and gives it back: only a caret in the text says that one is done.
      if (fieldAround(selection?.anchorNode ?? null) !== null) done.current = null;
      setMarked(null);
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

function nameOf(marked: SelectedWords | null): string | null {
  return marked === null ? null : JSON.stringify([marked.about.sectionId, marked.about.anchor]);
}

function isIn(element: Element | null, target: EventTarget | null): boolean {
  return element !== null && target instanceof Node && element.contains(target);
}
