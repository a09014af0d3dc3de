/**
 * Contestants that are measured at the same time: each busy stretch alone, and rests together. One that gives up
 * is not waited for.
 */
export class Company {
  #present: number;
  #waiting: (() => void)[] = [];
  #busy: Promise<unknown> = Promise.resolve();

  constructor(members: number) {
    this.#present = members;
  }

  /** Nobody else is busy meanwhile. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#busy.then(work);
    this.#busy = mine.catch(() => {});
    return mine;
  }

  /** Resolves when all have come here. */
  meet(): Promise<void> {
    const met = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#goOn();
    return met;
  }

  leave(): void {
    this.#present -= 1;
    this.#goOn();
  }

  #goOn(): void {
    if (this.#waiting.length < this.#present) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
