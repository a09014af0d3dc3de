/**
 * Goes round in a number of steps, and comes by each member once a round: members are spread over the steps, so that
 * a thousand of them are never seen to at the same moment. It has no clock: whoever holds it turns it.
 */
export class Wheel<Member> {
  readonly #slots: Set<Member>[];
  #at = 0;
  #next = 0;

  constructor(steps: number) {
    this.#slots = Array.from({ length: steps }, () => new Set());
  }

  add(member: Member): void {
    this.#slots[this.#next]?.add(member);
    this.#next = (this.#next + 1) % this.#slots.length;
  }

  delete(member: Member): void {
    for (const slot of this.#slots) if (slot.delete(member)) return;
  }

  /** Those whose turn comes with this step; they may leave meanwhile. */
  step(): Iterable<Member> {
    const slot = this.#slots[this.#at];
    this.#at = (this.#at + 1) % this.#slots.length;
    return slot ?? [];
  }
}
