/** The marks of a thread on the page, in the order of the text. */
function marksOf(threadId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`mark[data-thread="${CSS.escape(threadId)}"]`)];
}

/** Whether the words of a thread stand on the page. */
export function hasWordsOnPage(threadId: string): boolean {
  return marksOf(threadId).length > 0;
}

/** To the words that a thread is about: they are scrolled to, and the focus goes there. Nothing where they are gone. */
export function goToWords(threadId: string): void {
  const [first] = marksOf(threadId);
  if (first === undefined) return;
  showWords(threadId);
  const editor = first.closest<HTMLElement>('.ProseMirror');
  if (editor === null) {
    document
      .querySelector<HTMLElement>(`[data-to="${CSS.escape(threadId)}"]`)
      ?.focus({ preventScroll: true });
    return;
  }
  editor.focus({ preventScroll: true });
  document.getSelection()?.collapse(first, 0);
}

/** Scrolls to the words of a thread and leaves the focus. `top`: into the upper part of the window. */
export function showWords(threadId: string, top = false): void {
  const [first] = marksOf(threadId);
  if (first === undefined) return;
  // Long texts from above are folded.
  const folded = first.closest('details');
  if (folded !== null) folded.open = true;
  if (top) window.scrollBy({ top: first.getBoundingClientRect().top - UNDER_MASTHEAD });
  else first.scrollIntoView({ block: 'center' });
}

/** Where the text begins on a phone, with room for the line above. */
export const UNDER_MASTHEAD = 112;
