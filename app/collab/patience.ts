import type { Timers } from './connection.ts';

/** Waits of which one of each name runs at a time: for what is told, or done, only when it lasts. */
export class Patience<Name extends string> {
  #timers: Timers;
  #waits = new Map<Name, () => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Acts after so long; a wait of that name which runs already goes on instead. */
  wait(name: Name, ms: number, act: () => void): void {
    if (this.#waits.has(name)) return;
    const cancel = this.#timers.after(ms, () => {
      this.#waits.delete(name);
      act();
    });
    this.#waits.set(name, cancel);
  }

  cancel(name: Name): void {
    this.#waits.get(name)?.();
    this.#waits.delete(name);
  }

  cancelAll(): void {
    for (const name of [...this.#waits.keys()]) this.cancel(name);
  }
}
