import type postgres from 'postgres';
import { appendUpdates, type RoomUpdate } from '../database/rooms.ts';

type Waiting = { update: RoomUpdate; resolve: () => void; reject: (cause: unknown) => void };

/** Rows and bytes of one commit at most: a burst must not become one statement of any size. */
const MAX_ROWS = 500;
const MAX_BYTES = 4 * 1024 * 1024;

/** A class of error that says the row is wrong (a section that is gone), not that the database is away. */
const isRowError = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('23');

/**
 * Writes updates of all rooms by group commit: at once when nothing is under way, else together with whatever
 * came meanwhile. Guarantee: `append` resolves only when the row is committed, and for one room in the order of
 * the calls. It rejects when the commit failed; whether the row is stored is then unknown, and the room must be
 * read anew before anything more is written to it.
 */
export class LogWriter {
  readonly #sql: postgres.Sql;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(sql: postgres.Sql) {
    this.#sql = sql;
  }

  append(update: RoomUpdate): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ update, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** When everything appended so far is either committed or refused. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What the same turn of the loop appends goes into the same commit.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#commit(this.#take());
    this.#running = null;
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { update } of this.#queue) {
      bytes += update.update.byteLength;
      if (count === MAX_ROWS || (count > 0 && bytes > MAX_BYTES)) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(batch: Waiting[]): Promise<void> {
    try {
      await appendUpdates(
        this.#sql,
        batch.map((waiting) => waiting.update),
      );
      for (const waiting of batch) waiting.resolve();
    } catch (cause) {
      const rooms = new Set(batch.map((waiting) => waiting.update.sectionId));
      if (rooms.size > 1 && isRowError(cause)) await this.#commitApart(batch, rooms);
      else for (const waiting of batch) waiting.reject(cause);
    }
  }

  /** One room's wrong row must not take the others' words with it. */
  async #commitApart(batch: Waiting[], rooms: Set<string>): Promise<void> {
    for (const room of rooms) {
      await this.#commit(batch.filter((waiting) => waiting.update.sectionId === room));
    }
  }
}
