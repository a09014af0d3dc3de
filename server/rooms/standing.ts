import { Allowance } from './allowance.ts';
import type { Member } from './member.ts';

/** So much of one member's may wait for a commit; whoever says more is not listened to meanwhile. */
const MOST_MESSAGES = 1000;
const MOST_BYTES = 1024 * 1024;

/**
 * Where one member stands in a room: what they said, and what of it is committed. Guarantee: `done` says of a number
 * of messages that they are committed only when they are, in the order in which they came.
 */
export class Standing {
  readonly #member: Member;
  #received = 0;
  #waiting = 0;
  #waitingBytes = 0;
  #isHeld = false;
  /** A caret at every key of the fastest typist, and what a bad network lets through at once after a minute. */
  readonly #moves = new Allowance(1000, 60);
  /** Each answer may be the whole document. */
  readonly #questions = new Allowance(30, 2);
  /** Said while something large of theirs is being looked at elsewhere: in its order behind it. */
  behind: Uint8Array[] | null = null;
  /** Something they asked for is being made elsewhere. */
  isAsking = false;

  constructor(member: Member) {
    this.#member = member;
  }

  get hasWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** Messages so far that are committed, counted from the first without a gap. */
  get done(): number {
    return this.#received - this.#waiting;
  }

  mayMove(): boolean {
    return this.#moves.take(performance.now());
  }

  mayAsk(): boolean {
    return this.#questions.take(performance.now());
  }

  /** Words that the room has already. */
  receivedKnown(): void {
    this.#received += 1;
  }

  received(bytes: number): void {
    this.#received += 1;
    this.#waiting += 1;
    this.#waitingBytes += bytes;
    if (!this.#isHeld && (this.#waiting >= MOST_MESSAGES || this.#waitingBytes >= MOST_BYTES)) {
      this.#isHeld = true;
      this.#member.holdBack();
    }
  }

  committed(messages: number, bytes: number): void {
    this.#waiting -= messages;
    this.#waitingBytes -= bytes;
    if (this.#isHeld && this.#waiting <= MOST_MESSAGES / 2 && this.#waitingBytes <= MOST_BYTES / 2)
      this.letGo();
  }

  /** Listens to the member again, whatever waits. */
  letGo(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#member.goOn();
  }
}
