import type { ConnectionNeeds } from './connection.ts';

/** Asks for the report to be read again: once, however many reasons there are, and not by everybody at the same moment. */
export class ReadAgain {
  #needs: Pick<ConnectionNeeds, 'timers' | 'now' | 'random'>;
  #read: () => void;
  #at = Number.POSITIVE_INFINITY;
  #cancel = () => {};

  constructor(needs: Pick<ConnectionNeeds, 'timers' | 'now' | 'random'>, read: () => void) {
    this.#needs = needs;
    this.#read = read;
  }

  /** At some moment within so many ms, or sooner if that was asked for before. */
  within(ms: number): void {
    const wait = ms * this.#needs.random();
    const at = this.#needs.now() + wait;
    if (at >= this.#at) return;
    this.#cancel();
    this.#at = at;
    this.#cancel = this.#needs.timers.after(wait, () => {
      this.#at = Number.POSITIVE_INFINITY;
      this.#read();
    });
  }

  cancel(): void {
    this.#cancel();
    this.#at = Number.POSITIVE_INFINITY;
  }
}
