/** The text of an editor, one line a block, without what is drawn into it. Runs in the page. */
export function writtenWords(element: Element): string {
  const copy = element.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const drawn of copy.querySelectorAll('.caret, [data-beside]')) drawn.remove();
  return [...copy.querySelectorAll('p, li')].map((block) => block.textContent).join('\n');
}
