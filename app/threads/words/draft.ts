import { findQuote } from '@delaktig/editor/anchors';
import { useEffect } from 'react';
import type { Composing } from '../threads-context.tsx';
import { editorIn, rootOf } from './fields-on-page.ts';
import { lettersIn, rangeOf } from './letters.ts';
import { isOnWords } from './places.ts';

/** As in words.css. */
const NAME = 'draft-words';

/**
 * The words that somebody is writing about stay marked in the text, as far as the browser can without touching it, also
 * when the text changes under them.
 */
export function useDraftShown(composing: Composing | null): void {
  useEffect(() => {
    if (composing === null || !isOnWords(composing.anchor)) return;
    const root = rootOf({ sectionId: composing.sectionId, ...composing.anchor });
    if (root === null) return;
    let stop = show(root, composing);
    let asked = 0;
    const again = new MutationObserver(() => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => {
        stop();
        stop = show(root, composing);
      });
    });
    // An editor keeps its draft where it belongs by itself.
    if (editorIn(root) === null) again.observe(root, { childList: true, characterData: true, subtree: true });
    return () => {
      cancelAnimationFrame(asked);
      again.disconnect();
      stop();
    };
  }, [composing]);
}

function show(root: Element, { anchor, markedAt }: Composing): () => void {
  if (!isOnWords(anchor)) return () => {};
  const editor = editorIn(root);
  const letters = editor === null ? lettersIn(root) : null;
  const line = editor?.line() ?? letters?.line ?? '';
  const found = findQuote(line, anchor, markedAt?.at ?? null);
  if (editor !== null) {
    editor.showDraft(found);
    return () => editor.showDraft(null);
  }
  const range = letters === null || found === null ? null : rangeOf(letters, found);
  if (range === null || !('highlights' in CSS)) return () => {};
  CSS.highlights.set(NAME, new Highlight(range));
  return () => void CSS.highlights.delete(NAME);
}
