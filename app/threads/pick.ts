import type { ThreadAnchor, ThreadView } from '@delaktig/domain';

/** Which comments are shown. */
export const FILTERS = ['all', 'mine', 'group', 'open', 'fresh'] as const;
export type Filter = (typeof FILTERS)[number];

/** `all`: those that are there to read. `open`: without an outcome. `fresh`: not read yet. */
export type Counts = { all: number; open: number; fresh: number };

/** It waits for an answer in this report. */
export function isUnanswered({ state, hidden, forNextPlan }: ThreadView): boolean {
  return state === 'open' && hidden === null && !forNextPlan;
}

/**
 * The threads that the filter lets through, in the order given. Of all, those that are answered and read step back:
 * they stand in "Ni sa – det blev". The active one is always there, that nothing goes away under one's hands.
 */
export function picked(
  threads: readonly ThreadView[],
  filter: Filter,
  activeId: string | null,
): ThreadView[] {
  return threads.filter((thread) => thread.id === activeId || passes(thread, filter));
}

function passes(thread: ThreadView, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return thread.state === 'open' || thread.unread;
    case 'mine':
      return thread.mine;
    case 'group':
      return thread.ofMyGroup;
    case 'open':
      return isUnanswered(thread);
    case 'fresh':
      return thread.unread;
  }
}

export function countThreads(threads: readonly ThreadView[]): Counts {
  return {
    all: threads.length,
    open: threads.filter(isUnanswered).length,
    fresh: threads.filter(({ unread }) => unread).length,
  };
}

export function bySection(threads: readonly ThreadView[]): ReadonlyMap<string, ThreadView[]> {
  const sections = new Map<string, ThreadView[]>();
  for (const thread of threads) {
    const there = sections.get(thread.sectionId);
    if (there === undefined) sections.set(thread.sectionId, [thread]);
    else there.push(thread);
  }
  return sections;
}

/** The place on the page that an anchor stands at, as `data-at` has it; null: words, which stand where they stand. */
export function placeKey(sectionId: string, anchor: ThreadAnchor): string | null {
  switch (anchor.of) {
    case 'section':
      return null;
    case 'indicator':
    case 'activity':
      return `${anchor.of}:${anchor.id}`;
    case 'row':
      return `row:${sectionId}:${anchor.table}:${anchor.row}`;
    case 'inherited':
    case 'words':
      return null;
  }
}
