import { sv } from '@delaktig/texts';
import { useEffect, useRef } from 'react';
import { useThreadActs } from '../threads-context.tsx';
import type { SelectedWords } from './selected-words.ts';
import { selectedWords } from './selected-words.ts';
import { threadAt } from './use-thread-at-caret.ts';

type Given = {
  marked: SelectedWords | null;
  dismiss: () => void;
  compose: (marked: SelectedWords, suggest: boolean) => void;
};

/**
 * Ctrl Alt M, as in other programs one writes in: comments on what is marked, or goes from words that are commented on
 * to their card. Escape takes the bar away and leaves what is marked.
 */
export function useWordKeys(given: Given): void {
  const { open, say } = useThreadActs();
  const latest = useRef({ ...given, open, say });
  latest.current = { ...given, open, say };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { marked, dismiss, compose, open, say } = latest.current;
      if (event.key === 'Escape' && marked !== null) {
        event.preventDefault();
        event.stopPropagation();
        dismiss();
        return;
      }
      if (!isCommentKey(event) || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      const selection = document.getSelection();
      const words = selectedWords(selection);
      const thread = words === null ? threadAt(selection?.focusNode ?? null) : null;
      if (words !== null) compose(words, false);
      else if (thread !== null) open(thread, true);
      else say(sv.markedWords.nothing);
    };
    // Before the editor, where Escape leaves the text.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** By the place of the key, since Alt makes another letter of it on some keyboards. AltGr is not Ctrl and Alt. */
function isCommentKey(event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  return (
    event.code === 'KeyM' && command && event.altKey && !event.shiftKey && !event.getModifierState('AltGraph')
  );
}
