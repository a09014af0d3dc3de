import { type Batch, batchOf, type Words } from './room-batch.ts';

/** Some words under the number of their row in the log. */
export type Numbered = { seq: number; batch: Batch };

/**
 * What has come into a room and is not in its state yet: words that wait for a commit, those that a commit has taken
 * and whose fate is not known, and those that are stored and on their way through the fan-out. The next number belongs
 * to one at a time: to the log, which takes what waits, or to whoever holds it.
 */
export class Pending {
  #waiting: Words[] = [];
  #bytes = 0;
  #taken: Numbered | null = null;
  /** Committed here and not yet come back by the fan-out. */
  readonly #own = new Map<number, Batch>();
  #isHeld = false;
  /** Those who wait to hold it; each is told whether they do. */
  #holders: ((holds: boolean) => void)[] = [];
  /** What waited while somebody held it goes before the next who does. */
  #isLogsTurn = false;

  get hasWords(): boolean {
    return this.#taken !== null || this.#waiting.length > 0;
  }

  /** Words wait that the log may take. */
  get hasForLog(): boolean {
    return this.#waiting.length > 0 && !this.#isHeld;
  }

  get isWanted(): boolean {
    return this.hasWords || this.#isHeld || this.#holders.length > 0;
  }

  /** Bytes of words that no commit holds yet. */
  get bytes(): number {
    return this.#bytes;
  }

  push(words: Words): void {
    this.#waiting.push(words);
    this.#bytes += words.update.byteLength;
  }

  /** All words that are on their way in. */
  words(): Words[] {
    const committed = [...this.#own.values()].flatMap(({ words }) => words);
    return [...committed, ...(this.#taken?.batch.words ?? []), ...this.#waiting];
  }

  /** What is stored and not in the room's state, in order. */
  stored(): Uint8Array[] {
    return [...this.#own.values()].map(({ update }) => update);
  }

  /** For the log: some of what waits; null when nothing does, or the number is somebody's. @param seq of the state */
  take(seq: number): Numbered | null {
    if (this.#taken || !this.hasForLog) return null;
    this.#isLogsTurn = false;
    const batch = batchOf(this.#waiting);
    this.#waiting = this.#waiting.slice(batch.words.length);
    this.#taken = { seq: this.next(seq), batch };
    return this.#taken;
  }

  /** The number of the next row. @param seq of the state */
  next(seq: number): number {
    return seq + this.#own.size + 1;
  }

  /** What was taken is stored. */
  committed(): Numbered | null {
    const taken = this.#taken;
    this.#taken = null;
    if (!taken) return null;
    this.#forget(taken.batch.words);
    this.#own.set(taken.seq, taken.batch);
    this.#nextHolder();
    return taken;
  }

  /** Whoever holds the number has stored a row under it. */
  composed({ seq, batch }: Numbered): void {
    this.#own.set(seq, batch);
  }

  /** A row has come by the fan-out; its batch when it is ours. */
  came(seq: number): Batch | undefined {
    const own = this.#own.get(seq);
    this.#own.delete(seq);
    return own;
  }

  /**
   * When the log has nothing under way; then it takes nothing until `letGo`. Many who want it one after the other make
   * nobody's words wait for more than one of them. False: the room has come to its end.
   */
  hold(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#holders.push(resolve);
      this.#nextHolder();
    });
  }

  letGo(): void {
    this.#isHeld = false;
    this.#isLogsTurn = this.#waiting.length > 0;
    this.#nextHolder();
  }

  /** Nothing of what is not stored ever will be. Answers what that was; whoever holds the number still does. */
  forgetAll(): Words[] {
    const forgotten = [...(this.#taken?.batch.words ?? []), ...this.#waiting];
    this.#forget(forgotten);
    this.#taken = null;
    this.#waiting = [];
    this.#isLogsTurn = false;
    for (const tell of this.#holders.splice(0)) tell(false);
    return forgotten;
  }

  #forget(words: readonly Words[]): void {
    for (const { update } of words) this.#bytes -= update.byteLength;
  }

  #nextHolder(): void {
    if (this.#isHeld || this.#taken || this.#isLogsTurn) return;
    const tell = this.#holders.shift();
    if (!tell) return;
    this.#isHeld = true;
    tell(true);
  }
}
