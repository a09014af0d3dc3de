/** A room as the pace sees it. */
export type PacedRoom = {
  readonly audience: number;
  /** Words are on their way to a commit, and will go out soon. */
  readonly hasWords: boolean;
  tellPresence(): void;
};

/** One look for all rooms where a caret has moved. */
const TICK_MS = 15;
/** A caret is told so seldom at least, and in a full room more seldom: nobody follows 200 carets. */
const SHORTEST_MS = 30;
const LONGEST_MS = 100;
const PER_MEMBER_MS = 1.2;
/** So much longer it waits for words to go out with, where there are some on their way. */
const FOR_WORDS_MS = 30;

/**
 * When rooms tell of carets: the latest of each, some time after the last time, or sooner together with words.
 * Guarantee: a room with news is told to speak within 150 ms; there is one timer for all rooms, and
 * none when no caret has moved.
 */
export class PresencePace {
  readonly #toldAt = new WeakMap<PacedRoom, number>();
  /** Rooms with news, and since when. */
  readonly #dirty = new Map<PacedRoom, number>();
  #timer: NodeJS.Timeout | null = null;

  soon(room: PacedRoom): void {
    if (!this.#dirty.has(room)) this.#dirty.set(room, performance.now());
    this.#timer ??= setTimeout(() => this.#tick(), TICK_MS).unref();
  }

  /** Whether the room has news, and may tell them now together with something else. */
  isDue(room: PacedRoom): boolean {
    return this.#dirty.has(room) && performance.now() >= this.#dueAt(room);
  }

  /** The room has told, or ended. */
  told(room: PacedRoom): void {
    if (this.#dirty.delete(room)) this.#toldAt.set(room, performance.now());
  }

  #dueAt(room: PacedRoom): number {
    const pause = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, room.audience * PER_MEMBER_MS));
    return (this.#toldAt.get(room) ?? Number.NEGATIVE_INFINITY) + pause;
  }

  #tick(): void {
    this.#timer = null;
    const now = performance.now();
    for (const [room, since] of [...this.#dirty]) {
      const patience = room.hasWords ? since + FOR_WORDS_MS : since;
      if (now >= Math.max(this.#dueAt(room), patience)) room.tellPresence();
    }
    if (this.#dirty.size > 0) this.#timer = setTimeout(() => this.#tick(), TICK_MS).unref();
  }
}
