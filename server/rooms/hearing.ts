import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { echo } from '../database/told-changes.ts';

/** How often we ask ourselves whether we hear, and how long the answer may take. */
const ASK_MS = 10_000;
const ANSWER_MS = 3_000;

/**
 * Whether what the database tells comes through. A connection that has died without a word looks open for minutes,
 * and through some poolers nothing is ever heard: so something is said now and then, and waited for.
 */
export class Hearing {
  readonly #sql: postgres.Sql;
  readonly #log: Logger;
  readonly #name = randomUUID();
  #asked = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #answered = 0;
  #isDeaf = false;

  constructor(sql: postgres.Sql, log: Logger) {
    this.#sql = sql;
    this.#log = log;
  }

  /** Whoever is deaf has to look for themselves. */
  get isDeaf(): boolean {
    return this.#isDeaf;
  }

  /** The database is listened to from now on: what was asked before may have come too early. */
  listening(): void {
    this.#answered = this.#asked;
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  echoed(words: string): void {
    if (words !== this.#words) return;
    this.#answered = this.#asked;
    if (this.#isDeaf) this.#log.info('changes of rights are told again');
    this.#isDeaf = false;
  }

  /** `now` in milliseconds, of any clock that does not go back. */
  beat(now: number): void {
    const isOwed = this.#answered < this.#asked;
    if (isOwed && !this.#isDeaf && now - this.#askedAt >= ANSWER_MS) {
      this.#isDeaf = true;
      this.#log.warn('changes of rights are not told; they are looked for instead');
    }
    if (now - this.#askedAt < ASK_MS) return;
    this.#asked += 1;
    this.#askedAt = now;
    // An outage is no answer either.
    echo(this.#sql, this.#words).catch(() => {});
  }

  get #words(): string {
    return `${this.#name}.${this.#asked}`;
  }
}
