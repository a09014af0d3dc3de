/** In a room where many read along: the last of its readers sees a word 30 ms after it was typed, nearly always. */
const LONGEST_MS = 22;
/** A frame that is spared is spared to each reader: the more there are, the longer it pays to wait for more words. */
const PER_READER_MS = 0.12;
/** With many rooms a commit spares no frame, only commits: that takes more rooms in each, and nobody feels 40 ms. */
const MANY_ROOMS_MS = 40;
/** So many more updates are to be expected during a pause, or it is not worth the while. */
const WORTH_WAITING_FOR = 0.16;

/**
 * How long a commit waits for more words to come. Someone who writes alone never waits; with many who write, the more
 * read along and the more rooms there are, the more a commit and a frame are worth filling. What it gains is measured
 * by the benchmark: with 200 readers a pause of 16 ms halves the work.
 */
export class CommitPace {
  /** Updates a second, over about the last second. */
  #rate = 0;
  #rateAt = 0;
  /** From 0, when every commit is of the same room, to 1, when each is of another. */
  #spread = 0;
  #lastRoom: unknown = null;

  /** One more update waits. @param now in ms, on a clock that never goes back */
  came(now: number): void {
    this.#rate = this.#rateNow(now) + 1;
    this.#rateAt = now;
  }

  /** A commit begins, with this room first. */
  begins(room: unknown): void {
    this.#spread = this.#spread * 0.9 + (room === this.#lastRoom ? 0 : 0.1);
    this.#lastRoom = room;
  }

  /** How long to wait from now, in ms. @param readers of all rooms that wait */
  pauseMs(now: number, readers: number): number {
    const wanted = Math.max(Math.min(LONGEST_MS, readers * PER_READER_MS), this.#spread * MANY_ROOMS_MS);
    // The update that is here does not announce another.
    const others = Math.max(0, this.#rateNow(now) - 1);
    return (others * wanted) / 1000 >= WORTH_WAITING_FOR ? wanted : 0;
  }

  #rateNow(now: number): number {
    return this.#rate * Math.exp((this.#rateAt - now) / 1000);
  }
}
