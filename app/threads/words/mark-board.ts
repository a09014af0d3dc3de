import type { ThreadView } from '@delaktig/domain';
import type { WordsOf } from './places.ts';
import { isSuggested, placesIn } from './places.ts';

type Listener = () => void;
const NOWHERE: readonly WordsOf[] = [];

/** What the page says at the words of a thread; null: it knows no such thread, and nothing is drawn. */
export type Mark = {
  id: string;
  sectionId: string;
  answered: boolean;
  by: ThreadView['posts'][number]['by'];
};

/**
 * Which words of the page are commented on and how their marks look, for everything that draws one: each hears of its
 * own, so that two hundred marks are not drawn again when one of them changes. Outside React, since editors draw too.
 */
export class MarkBoard {
  #threads: ReadonlyMap<string, ThreadView> = new Map();
  #places: ReadonlyMap<string, readonly WordsOf[]> = new Map();
  #active: string | null = null;
  #pointed: string | null = null;
  /** The thread whose way to its card has the focus: it is drawn anew with its block, and must not lose it. */
  focused: string | null = null;
  #listeners = new Set<Listener>();
  #movedListeners = new Set<Listener>();

  constructor(threads: readonly ThreadView[]) {
    this.#take(threads);
  }

  /** The threads as they were read last. */
  setThreads(threads: readonly ThreadView[]): void {
    this.#take(threads);
    this.#tell();
  }

  /** The thread that is open, and the one whose card or words somebody points at. */
  setActive(threadId: string | null): void {
    if (threadId === this.#active) return;
    this.#active = threadId;
    this.#tell();
  }

  setPointed(threadId: string | null): void {
    if (threadId === this.#pointed) return;
    this.#pointed = threadId;
    this.#tell();
  }

  /** The classes of a thread's marks; '' where nothing is drawn. */
  lookOf(threadId: string): string {
    const thread = this.#threads.get(threadId);
    if (thread === undefined) return '';
    const state = isSuggested(thread)
      ? 'anchor suggests'
      : thread.state === 'open'
        ? 'anchor'
        : 'anchor answered';
    if (threadId === this.#active) return `${state} on`;
    return threadId === this.#pointed ? `${state} near` : state;
  }

  isPointed(threadId: string): boolean {
    return this.#pointed === threadId;
  }

  get activeId(): string | null {
    return this.#active;
  }

  thread(threadId: string): ThreadView | null {
    return this.#threads.get(threadId) ?? null;
  }

  /** The threads on words of a field. The same array until one of them comes, goes or stands elsewhere. */
  wordsOf(key: string): readonly WordsOf[] {
    return this.#places.get(key) ?? NOWHERE;
  }

  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told when marks may stand elsewhere than before. */
  onMoved(listener: Listener): () => void {
    this.#movedListeners.add(listener);
    return () => this.#movedListeners.delete(listener);
  }

  tellMoved = (): void => {
    for (const listener of [...this.#movedListeners]) listener();
  };

  #take(threads: readonly ThreadView[]): void {
    const shown = threads.filter(({ hidden }) => hidden === null);
    this.#threads = new Map(shown.map((thread) => [thread.id, thread]));
    this.#places = placesIn(shown, this.#places);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
