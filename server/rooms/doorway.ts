/** Someone who has asked to come in and has no answer yet. */
export type Waiting = { readonly since: number; giveUp(): void };

/**
 * Those who wait to be let in: so many at most, and none for long. Each holds a connection while the database is
 * asked, and whoever is not let in need not have a right to anything.
 */
export class Doorway {
  /** In the order in which they came. */
  readonly #waiting = new Set<Waiting>();
  readonly #most: number;
  readonly #patienceMs: number;

  constructor(most: number, patienceMs: number) {
    this.#most = most;
    this.#patienceMs = patienceMs;
  }

  /** Null when it is full. `giveUp` is called when it has taken too long, which ends the wait. */
  enter(now: number, giveUp: () => void): Waiting | null {
    if (this.#waiting.size >= this.#most) return null;
    const waiting = { since: now, giveUp };
    this.#waiting.add(waiting);
    return waiting;
  }

  /** Answers whether they still waited. */
  leave(waiting: Waiting): boolean {
    return this.#waiting.delete(waiting);
  }

  beat(now: number): void {
    for (const waiting of this.#waiting) {
      if (now - waiting.since < this.#patienceMs) return;
      this.#waiting.delete(waiting);
      waiting.giveUp();
    }
  }
}
