import type { ThreadView } from '@delaktig/domain';
import { useRef } from 'react';
import { picked } from './pick.ts';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';
import { orderOfWords } from './words/first-marks.ts';

type Steps = { next: () => void; previous: () => void; nextUnread: () => void };

/** From thread to thread in the order of the report, round about. */
export function useSteps(): Steps {
  const { view, names } = useThreads();
  const { filter, activeId } = useThreadsUi();
  const { open } = useThreadActs();
  // What was read last is where one goes on from, also when the filter has taken it away.
  const last = useRef<string | null>(null);
  if (activeId !== null) last.current = activeId;
  const order = [...names.sections.keys()];
  /** By section, and in it what is about all of it and its figures before the words, as these follow each other. */
  const inOrder = (threads: readonly ThreadView[]) => {
    const words = orderOfWords();
    return [...threads].sort(
      (a, b) =>
        order.indexOf(a.sectionId) - order.indexOf(b.sectionId) ||
        (words.get(a.id) ?? -1) - (words.get(b.id) ?? -1),
    );
  };
  const step = (by: 1 | -1) => {
    const shown = inOrder(picked(view.threads, filter, last.current));
    const here = shown.findIndex(({ id }) => id === last.current);
    const from = here === -1 && by === -1 ? 0 : here;
    const thread = shown[(from + by + shown.length) % shown.length];
    if (thread !== undefined) open(thread.id, true);
  };
  const nextUnread = () => {
    const all = inOrder(view.threads);
    const here = all.findIndex(({ id }) => id === last.current);
    const thread = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(({ unread }) => unread);
    if (thread !== undefined) open(thread.id, true);
  };
  return { next: () => step(1), previous: () => step(-1), nextUnread };
}
