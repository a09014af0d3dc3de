import type { Timers } from '../collab/connection.ts';

/** How a reading ended; `lost`: without an answer, or with one that says nothing of what was asked. */
export type Outcome = 'read' | 'lost';

export type ReadingsNeeds = {
  /** Reads and shows what it read. Rejects when `signal` aborts or there is no contact. */
  read(signal: AbortSignal): Promise<Outcome>;
  timers: Timers;
  /** From 0 up to 1: spreads the readings of many pages. */
  random(): number;
};

/** A reading that takes longer is lost. */
const PATIENCE_MS = 10_000;

/** After a reading that was lost it is read again within twice so long. */
const AGAIN_MS = 5_000;

/**
 * Reads something that changes, again each time that it is asked for. One reading at a time: what is asked for
 * meanwhile is read after it, so that the last one is of the latest. Guarantee: what was asked for is read as soon as
 * there is contact, however many readings are lost.
 */
export class Readings {
  readonly #needs: ReadingsNeeds;
  #under: { way: AbortController; again: boolean } | null = null;
  #cancelWait = () => {};

  constructor(needs: ReadingsNeeds) {
    this.#needs = needs;
  }

  ask(): void {
    if (this.#under) this.#under.again = true;
    else void this.#go();
  }

  /** Ends what is under way, and what was asked for. It can be asked again. */
  stop(): void {
    this.#cancelWait();
    this.#under?.way.abort();
    this.#under = null;
  }

  async #go(): Promise<void> {
    this.#cancelWait();
    const mine = { way: new AbortController(), again: false };
    this.#under = mine;
    const giveUp = this.#needs.timers.after(PATIENCE_MS, () => mine.way.abort());
    const outcome = await this.#needs.read(mine.way.signal).catch((): Outcome => 'lost');
    giveUp();
    if (this.#under !== mine) return;
    this.#under = null;
    if (mine.again) void this.#go();
    else if (outcome === 'lost') {
      const wait = AGAIN_MS * (1 + this.#needs.random());
      this.#cancelWait = this.#needs.timers.after(wait, () => this.ask());
    }
  }
}
