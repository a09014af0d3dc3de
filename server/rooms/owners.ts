import { randomInt } from 'node:crypto';
import type { IdRange } from '@delaktig/sync';

/** Whose the ids of the server are: no account's. */
const SERVER = '';

/** Clients of one account that were only present, not written under, and are remembered: in a room that is never empty. */
const MOST_SEEN_OF_ONE = 256;

/**
 * Whose each Yjs client id is in a room: that account's which used it first. Guarantee: nobody else writes, or is
 * present, under an id that has been written under.
 */
export class Owners {
  readonly #written: Map<number, string>;
  readonly #seen = new Map<number, string>();
  /** Each account's own, the oldest first: nobody can have a colleague's forgotten. */
  readonly #seenOf = new Map<string, Set<number>>();
  #fresh: { client: number; accountId: string }[] = [];

  constructor(stored: Map<number, string>) {
    this.#written = stored;
  }

  isFree(client: number, accountId: string): boolean {
    return (this.#written.get(client) ?? this.#seen.get(client) ?? accountId) === accountId;
  }

  /** Somebody is present under an id: it is theirs before they have written a word. */
  saw(client: number, accountId: string): void {
    if (this.#written.has(client)) return;
    this.#seen.set(client, accountId);
    const theirs = this.#seenOf.get(accountId) ?? new Set();
    this.#seenOf.set(accountId, theirs.add(client));
    const [oldest] = theirs;
    if (oldest === undefined || theirs.size <= MOST_SEEN_OF_ONE) return;
    theirs.delete(oldest);
    this.#seen.delete(oldest);
  }

  /**
   * Whether the account may bring these ids in, or delete them, which the room does not have. Under a colleague's id
   * they would stand in the place of what that one writes next, which everybody would then take for known or deleted.
   */
  claim(ids: readonly IdRange[], accountId: string): boolean {
    if (!ids.every(({ client }) => this.isFree(client, accountId))) return false;
    for (const { client } of ids) {
      if (this.#written.has(client)) continue;
      this.#written.set(client, accountId);
      this.#seen.delete(client);
      this.#seenOf.get(accountId)?.delete(client);
      this.#fresh.push({ client, accountId });
    }
    return true;
  }

  /** An id that nobody has used and nobody else will, until it is given to somebody. @param isKnown of the words in the room */
  reserve(isKnown: (client: number) => boolean): number {
    for (;;) {
      const client = randomInt(1, 2 ** 32);
      if (isKnown(client) || this.#written.has(client) || this.#seen.has(client)) continue;
      this.#written.set(client, SERVER);
      return client;
    }
  }

  /** What is written under an id is this account's, and that is stored. */
  give(client: number, accountId: string): void {
    this.#written.set(client, accountId);
  }

  /** The ids that were written under for the first time since this was asked last. */
  takeFresh(): { client: number; accountId: string }[] {
    const fresh = this.#fresh;
    if (fresh.length > 0) this.#fresh = [];
    return fresh;
  }
}
