/** The text of an editor, one line a block, without the carets that are drawn into it. Runs in the page. */
export function writtenWords(element: Element): string {
  const copy = element.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const caret of copy.querySelectorAll('.caret')) caret.remove();
  return [...copy.querySelectorAll('p, li')].map((block) => block.textContent).join('\n');
}
