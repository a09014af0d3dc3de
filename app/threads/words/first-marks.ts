/** Where the marks of a thread begin: px from the top of the window, and their place among all marks of the page. */
export type FirstMark = { top: number; order: number };

/** Of each thread whose words are on the page; of words in a folded text, where the fold is. */
export function firstMarks(): ReadonlyMap<string, FirstMark> {
  const first = new Map<string, FirstMark>();
  for (const [id, { mark, order }] of marksInOrder()) {
    const folded = mark.closest('details:not([open])')?.querySelector('summary') ?? null;
    first.set(id, { top: (folded ?? mark).getBoundingClientRect().top, order });
  }
  return first;
}

/** The place of each thread's words among those of all threads. */
export function orderOfWords(): ReadonlyMap<string, number> {
  return new Map([...marksInOrder()].map(([id, { order }]) => [id, order]));
}

function marksInOrder(): Map<string, { mark: HTMLElement; order: number }> {
  const found = new Map<string, { mark: HTMLElement; order: number }>();
  const marks = document.querySelectorAll<HTMLElement>('mark[data-thread]');
  marks.forEach((mark, order) => {
    const id = mark.dataset.thread;
    if (id !== undefined && !found.has(id)) found.set(id, { mark, order });
  });
  return found;
}
