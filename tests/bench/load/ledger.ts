import { type Ear, earOf } from './ear.ts';

/** When each keystroke was sent, and how long it took to each of the others. */
export class Ledger {
  /** By writer and clock. */
  readonly #sentAt: number[][] = [];
  #from = Number.POSITIVE_INFINITY;
  /** Of what was sent since `measure`, in milliseconds: one for each character at each other client. */
  readonly latencies: number[] = [];

  /** Deliveries of what is sent from now on count. */
  measure(): void {
    this.#from = performance.now();
  }

  sent(writer: number, clock: number): void {
    const clocks = this.#sentAt[writer] ?? [];
    this.#sentAt[writer] = clocks;
    clocks[clock] = performance.now();
  }

  ear(self: number): Ear {
    return earOf((writer, from, to) => this.#arrived(writer, from, to), self);
  }

  #arrived(writer: number, from: number, to: number): void {
    const now = performance.now();
    for (let clock = from; clock < to; clock++) {
      const at = this.#sentAt[writer]?.[clock] ?? Number.NEGATIVE_INFINITY;
      if (at >= this.#from) this.latencies.push(now - at);
    }
  }
}
