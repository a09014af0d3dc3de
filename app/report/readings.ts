import { waitAfter } from '../collab/backoff.ts';
import type { Timers } from '../collab/connection.ts';

/** `done`: read and shown, or refused for good. `lost`: without an answer, or with one that another time may be better. */
export type Outcome = 'done' | 'lost';

export type ReadingsNeeds = {
  /** Reads and shows what it read. Rejects when `signal` aborts or there is no contact. */
  read(signal: AbortSignal): Promise<Outcome>;
  timers: Timers;
  /** From 0 up to 1: spreads the readings of many pages. */
  random(): number;
};

/**
 * How long a reading may take, in ms: longer than the server's own patience. After each that was lost the next has as
 * much more, so that a slow line is not tried for ever with what it cannot do.
 */
const PATIENCE_MS = 20_000;
const MOST_PATIENCE_MS = 120_000;

/** Of the waits after losses, the first that is used here: the shorter ones are for those who write. */
const FIRST_WAIT = 2;

/**
 * Reads something that changes, again each time that it is asked for. One reading at a time: what is asked for
 * meanwhile is read after it, so that the last one is of the latest. What is lost is asked for again, with waits that
 * grow, until it is done.
 */
export class Readings {
  readonly #needs: ReadingsNeeds;
  #isOn = false;
  #under: { way: AbortController; again: boolean } | null = null;
  #lost = 0;
  #cancelWait = () => {};

  constructor(needs: ReadingsNeeds) {
    this.#needs = needs;
  }

  start(): void {
    this.#isOn = true;
  }

  /** Ends what is under way. What is asked for from now on is not read, until it is started again. */
  stop(): void {
    this.#isOn = false;
    this.#cancelWait();
    this.#under?.way.abort();
    this.#under = null;
  }

  ask(): void {
    if (!this.#isOn) return;
    if (this.#under) this.#under.again = true;
    else void this.#go();
  }

  async #go(): Promise<void> {
    this.#cancelWait();
    const mine = { way: new AbortController(), again: false };
    this.#under = mine;
    const patience = Math.min(PATIENCE_MS * (1 + this.#lost), MOST_PATIENCE_MS);
    const giveUp = this.#needs.timers.after(patience, () => mine.way.abort());
    const outcome = await this.#needs.read(mine.way.signal).catch((): Outcome => 'lost');
    giveUp();
    if (this.#under !== mine) return;
    this.#under = null;
    this.#lost = outcome === 'lost' ? this.#lost + 1 : 0;
    if (mine.again) void this.#go();
    else if (outcome === 'lost') {
      const wait = waitAfter(FIRST_WAIT + this.#lost - 1, this.#needs.random());
      this.#cancelWait = this.#needs.timers.after(wait, () => this.ask());
    }
  }
}
