/** The marks of a thread on the page, in the order of the text. */
function marksOf(threadId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`mark[data-thread="${CSS.escape(threadId)}"]`)];
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

/**
 * Brings the words of a thread into view and leaves the focus. `top`: into the upper part of the window, over a sheet.
 * Answers whether they are on the page.
 */
export function showWords(threadId: string, top = false): boolean {
  const [first] = marksOf(threadId);
  if (first === undefined) return false;
  // Long texts from above are folded.
  const folded = first.closest('details');
  if (folded !== null) folded.open = true;
  const at = first.getBoundingClientRect().top;
  if (top) window.scrollBy({ top: at - UNDER_MASTHEAD });
  else if (at < UNDER_MASTHEAD || at > window.innerHeight * 0.75) first.scrollIntoView({ block: 'center' });
  return true;
}

/** Where the text begins on a phone, with room for the line above. */
export const UNDER_MASTHEAD = 112;
