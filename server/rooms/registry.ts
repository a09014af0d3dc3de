import { CLOSE, type Writer } from '@delaktig/sync';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { compactRoom, loadRoom } from '../database/rooms.ts';
import type { Entrance } from './gate.ts';
import { LogWriter } from './log-writer.ts';
import type { Member } from './member.ts';
import { Room } from './room.ts';
import { EMPTY_UPDATE, RoomState } from './room-state.ts';

/** A tail longer than this makes every opening slower; merging it costs 1 to 2 ms. */
const LONGEST_TAIL = 200;

/** A room that is let go with a tail above this is compacted, so that the next opening reads one row. */
const LONGEST_RESTING_TAIL = 20;

type Entry = { room: Promise<Room>; ended: Promise<void> };

/**
 * The rooms that are open. Guarantee: one section has at most one room at a time, loaded once however many come
 * at the same moment, and a room is read anew only when the one before it has nothing under way.
 */
export class RoomRegistry {
  readonly #sql: postgres.Sql;
  readonly #log: Logger;
  readonly #writer: LogWriter;
  readonly #entries = new Map<string, Entry>();
  #closing = false;
  readonly #compactions = new Map<string, Promise<void>>();
  readonly #writersChanged: (entrance: Entrance, writers: Writer[]) => void;

  constructor(
    sql: postgres.Sql,
    log: Logger,
    writersChanged: (entrance: Entrance, writers: Writer[]) => void,
  ) {
    this.#sql = sql;
    this.#log = log;
    this.#writer = new LogWriter(sql);
    this.#writersChanged = writersChanged;
  }

  get openRooms(): number {
    return this.#entries.size;
  }

  /** Joins the section's room, loading it when nobody has it open. Throws when the database is away, and when the server goes down. */
  async enter(entrance: Entrance, member: Member): Promise<Room> {
    for (;;) {
      if (this.#closing) throw new Error('The server is going down');
      const entry = this.#entries.get(entrance.sectionId) ?? this.#open(entrance);
      const room = await entry.room;
      // The last one may have left while this one waited: such a room takes nobody in, a new one does.
      if (!room.closed) {
        room.join(member);
        return room;
      }
      await entry.ended;
    }
  }

  /** Closes every room and waits until all that was received is stored or refused. */
  async close(): Promise<void> {
    this.#closing = true;
    const entries = [...this.#entries.values()];
    for (const { room } of entries)
      (await room.catch(() => null))?.close(CLOSE.restart, 'the server restarts');
    await Promise.all(entries.map((entry) => entry.ended));
    await Promise.all(this.#compactions.values());
  }

  #open(entrance: Entrance): Entry {
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const finish = () => {
      this.#entries.delete(entrance.sectionId);
      end();
    };
    const room = this.#load(entrance, finish);
    room.catch(finish);
    const entry = { room, ended };
    this.#entries.set(entrance.sectionId, entry);
    return entry;
  }

  async #load(entrance: Entrance, finish: () => void): Promise<Room> {
    const { sectionId } = entrance;
    const stored = await loadRoom(this.#sql, sectionId);
    const tail = stored.tail.map(({ update }) => update);
    const seq = stored.tail.at(-1)?.seq ?? stored.snapshot?.seq ?? 0;
    const state = new RoomState(stored.snapshot?.state ?? EMPTY_UPDATE, tail, seq);
    // Of a failed commit nobody knows whether it is stored: this state may lack it, and must not replace it.
    let failed = false;
    return new Room(sectionId, state, this.#writer, {
      writersChanged: (writers) => this.#writersChanged(entrance, writers),
      committed: () => {
        if (!failed && state.uncompacted >= LONGEST_TAIL) this.#compact(sectionId, state);
      },
      ended: () => {
        finish();
        if (!failed && state.uncompacted > LONGEST_RESTING_TAIL) this.#compact(sectionId, state);
      },
      failed: (cause) => {
        if (!failed) this.#log.error({ cause, sectionId }, 'words could not be stored; the room is closed');
        failed = true;
      },
    });
  }

  /** One at a time for a room. A compaction that fails costs nothing but a longer tail. */
  #compact(sectionId: string, state: RoomState): void {
    if (this.#compactions.has(sectionId)) return;
    const rows = state.uncompacted;
    const compaction = compactRoom(this.#sql, sectionId, state.seq, state.whole())
      .then(() => state.compacted(rows))
      .catch((cause: unknown) => this.#log.warn({ cause, sectionId }, 'compaction failed'))
      .finally(() => this.#compactions.delete(sectionId));
    this.#compactions.set(sectionId, compaction);
  }
}
