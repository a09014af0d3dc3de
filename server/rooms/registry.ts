import {
  CLOSE,
  EMPTY_UPDATE,
  type Footprint,
  footprintOf,
  type RoomId,
  roomIdOf,
  type Writer,
} from '@delaktig/sync';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { appendRows, compactRoom, discardShares, loadRoom, type RoomRow, roomOf } from '../database/rooms.ts';
import { GoingDown, within } from '../http/outage.ts';
import { type Composed, composeIn, type Held, type Looked } from './compose.ts';
import { DocumentThread, ThreadEnded } from './document-thread.ts';
import { LocalFanOut } from './fan-out.ts';
import { Healer } from './healer.ts';
import { LogWriter } from './log-writer.ts';
import { MarksThread } from './marks-thread.ts';
import type { Member } from './member.ts';
import { Owners } from './owners.ts';
import { PresencePace } from './presence-pace.ts';
import { Room } from './room.ts';
import type { RoomNeeds } from './room-needs.ts';
import { LARGE_BYTES, mergeUpdates, RoomState } from './room-state.ts';
import { ShareQueue } from './share-queue.ts';
import type { Signals } from './signals.ts';

type Tail = { rows: number; bytes: number };

/** How long the tail of a room may be before it is compacted. */
export type LongestTails = {
  /** A longer one makes every opening slower; merging it costs 1 to 2 ms. */
  open: Tail;
  /** Of a room that is let go, so that the next opening reads one row. */
  resting: Tail;
};

const LONGEST_TAILS: LongestTails = {
  open: { rows: 200, bytes: Number.POSITIVE_INFINITY },
  resting: { rows: 20, bytes: 4 * 1024 },
};

/** An answer of the database that takes longer is none. */
const PATIENCE_MS = 20_000;

type Entry = { room: Promise<Room>; ended: Promise<void> };

/** A room, and the report that it belongs to. */
export type Place = RoomId & { reportId: string };

export type RegistryNeeds = {
  sql: postgres.Sql;
  log: Logger;
  signals: Signals;
  /** As said above unless told. */
  longestTails?: LongestTails;
  writersChanged(place: Place, writers: Writer[]): void;
};

/**
 * The rooms that are open. Guarantee: one section has at most one room of an epoch at a time, loaded once however many
 * come at the same moment, and a room is read anew only when the one before it has nothing under way.
 */
export class RoomRegistry {
  readonly #needs: RegistryNeeds;
  readonly #longest: LongestTails;
  readonly #shared: RoomNeeds;
  /** By the rooms' names. */
  readonly #entries = new Map<string, Entry>();
  readonly #compactions = new Map<string, Promise<void>>();
  readonly #shares: ShareQueue;
  /** The one that each section has now, or had last, of those that are open. */
  readonly #rooms = new Map<string, Room>();
  readonly healer: Healer;
  readonly #marks = new MarksThread();
  readonly #composing = new Set<Promise<unknown>>();
  #closing = false;

  constructor(needs: RegistryNeeds) {
    const { sql, log, signals } = needs;
    this.#needs = needs;
    this.#longest = needs.longestTails ?? LONGEST_TAILS;
    // Nobody counts who wrote what yet: its reader throws it away.
    this.#shares = new ShareQueue(() => discardShares(sql), log);
    const append = async (rows: readonly RoomRow[]) => {
      const refused = await appendRows(sql, rows);
      this.#shares.came();
      return refused;
    };
    this.#shared = {
      log: new LogWriter(append, signals),
      fanOut: new LocalFanOut(),
      thread: new DocumentThread(),
      pace: new PresencePace(),
      signals,
    };
    this.healer = new Healer({
      sql,
      log,
      signals,
      thread: this.#marks,
      compose: (sectionId, act) => this.#track(this.#compose(sectionId, act)),
      visit: (sectionId, work) => this.#visit(sectionId, work),
    });
  }

  get openRooms(): number {
    return this.#entries.size;
  }

  /** Bytes of words in all rooms that no commit holds yet. */
  get waitingBytes(): number {
    return this.#shared.log.waitingBytes;
  }

  /** Gets ready what the first who come would wait for. */
  prepare(): void {
    this.#shared.thread.start();
  }

  /** Joins the section's room, loading it when nobody has it open. Throws when the database is away, and when the server goes down. */
  async enter(place: Place, member: Member): Promise<Room> {
    for (;;) {
      if (this.#closing) throw new GoingDown();
      const entry = this.#entries.get(roomIdOf(place)) ?? this.#open(place);
      const room = await entry.room;
      // The last one may have left while this one waited: such a room takes nobody in, a new one does.
      if (!room.closed) {
        room.join(member);
        return room;
      }
      await entry.ended;
    }
  }

  /** See `Compose`. Throws when there is no such section, and when the server goes down. */
  compose<T>(sectionId: string, act: (held: Held) => Promise<Composed<T>>): Promise<T> {
    const composing = this.#compose(sectionId, act);
    return this.#track(composing.finally(() => this.healer.composed(sectionId)));
  }

  /** The server does not go down before it has ended. */
  #track<T>(composing: Promise<T>): Promise<T> {
    const done = composing.then(
      () => void this.#composing.delete(done),
      () => void this.#composing.delete(done),
    );
    this.#composing.add(done);
    return composing;
  }

  async #compose<T>(sectionId: string, act: (held: Held) => Promise<Composed<T>>): Promise<T> {
    for (let mayBeTaken = true; ; ) {
      const composed = await composeIn(await this.#roomFor(sectionId), act, this.#marks);
      if (composed === 'closed') continue;
      if (composed === 'taken') {
        if (!mayBeTaken) throw new Error('The number of a row was taken twice');
        mayBeTaken = false;
        continue;
      }
      if (composed.wrote) this.#shares.came();
      return composed.result;
    }
  }

  /** Null when there is no such section. Throws as `compose` does. */
  async #visit<T>(sectionId: string, work: (look: () => Looked | null) => Promise<T>): Promise<T | null> {
    let letGo = () => {};
    try {
      const open = this.#rooms.get(sectionId);
      const room = open && !open.closed ? open : await this.#roomFor(sectionId);
      letGo = room.keep();
      return await work(() => (room.closed ? null : room.look()));
    } catch (cause) {
      if (cause instanceof NoSuchSection) return null;
      throw cause;
    } finally {
      letGo();
    }
  }

  /** The section's room as it is now, loaded when nobody has it open: whoever asks for it must hold it at once. */
  async #roomFor(sectionId: string): Promise<Room> {
    for (;;) {
      if (this.#closing) throw new GoingDown();
      const id = await within(PATIENCE_MS, roomOf(this.#needs.sql, sectionId));
      if (!id) throw new NoSuchSection();
      const entry = this.#entries.get(roomIdOf(id)) ?? this.#open(id);
      const room = await entry.room;
      if (!room.closed) return room;
      await entry.ended;
    }
  }

  /** Closes every room and waits until all that was received is stored or refused. */
  async close(): Promise<void> {
    this.#closing = true;
    const entries = [...this.#entries.values()];
    await Promise.all(
      entries.map(async ({ room }) =>
        (await room.catch(() => null))?.close(CLOSE.restart, 'the server restarts'),
      ),
    );
    await this.#shared.log.settled();
    await Promise.all([...this.#composing, this.healer.close()]);
    await Promise.all(entries.map((entry) => entry.ended));
    await Promise.all(this.#compactions.values());
    this.#shares.close();
    await Promise.all([this.#shared.thread.close(), this.#marks.close()]);
  }

  #open(place: Place): Entry {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const name = roomIdOf(place);
    const finish = () => {
      this.#entries.delete(name);
      end();
    };
    const room = this.#load(place, finish);
    room.catch(finish);
    const entry = { room, ended };
    this.#entries.set(name, entry);
    return entry;
  }

  async #load(place: Place, finish: () => void): Promise<Room> {
    const { sectionId, epoch } = place;
    const id: RoomId = { sectionId, epoch };
    const stored = await within(PATIENCE_MS, loadRoom(this.#needs.sql, sectionId));
    // It was replaced after the gate had looked: whoever comes again is told so.
    if (stored.epoch === null) throw new NoSuchSection();
    if (stored.epoch !== epoch) throw new Error(`The room is of epoch ${stored.epoch}, not ${epoch}`);
    const snapshot = stored.snapshot?.state ?? EMPTY_UPDATE;
    const tail = stored.tail.map(({ update }) => update);
    const seq = stored.tail.at(-1)?.seq ?? stored.snapshot?.seq ?? 0;
    const state = new RoomState(snapshot, tail, seq, await this.#contentsOf([snapshot, ...tail]));
    // Of a failed commit nobody knows whether it is stored: this state may lack it, and must not replace it.
    let failed = false;
    const grown = () => {
      if (!failed && state.isLongerThan(this.#longest.open)) this.#compact(id, state);
    };
    const room: Room = new Room(id, state, new Owners(stored.owners), this.#shared, {
      writersChanged: (writers) => this.#needs.writersChanged(place, writers),
      committed: (update) => {
        grown();
        this.healer.wordsCame(sectionId, update);
      },
      composed: grown,
      ended: () => {
        finish();
        if (this.#rooms.get(sectionId) === room) {
          this.#rooms.delete(sectionId);
          this.healer.closed(sectionId);
        }
        if (!failed && state.isLongerThan(this.#longest.resting)) this.#compact(id, state);
      },
      failed: (cause) => {
        if (!failed)
          this.#needs.log.error({ cause, sectionId }, 'words could not be stored; the room is closed');
        failed = true;
      },
    });
    this.#rooms.set(sectionId, room);
    this.healer.opened(sectionId, { reportId: place.reportId, hasPlaces: stored.hasPlaces });
    return room;
  }

  /** Large ones are looked through on the thread. */
  #contentsOf(parts: readonly Uint8Array[]): Promise<Footprint[]> {
    return Promise.all(
      parts.map(async (part) => {
        const isLarge = part.byteLength > LARGE_BYTES;
        const footprint = isLarge
          ? await this.#shared.thread.footprint(part, { isStored: true })
          : footprintOf(part);
        if (!footprint) throw new Error('What is stored of a section is no update');
        return footprint;
      }),
    );
  }

  /** One at a time for a room. A compaction that fails costs nothing but a longer tail. */
  #compact(id: RoomId, state: RoomState): void {
    const name = roomIdOf(id);
    if (this.#compactions.has(name)) return;
    const compaction = this.#store(id, state)
      .catch((cause: unknown) => this.#needs.log.warn({ cause, ...id }, 'compaction failed'))
      .finally(() => this.#compactions.delete(name));
    this.#compactions.set(name, compaction);
  }

  async #store({ sectionId }: RoomId, state: RoomState): Promise<void> {
    const began = performance.now();
    const { parts, seq, rows, bytes } = state.beginSnapshot();
    try {
      const snapshot = await this.#shared.thread.compact(parts).catch((cause: unknown) => {
        if (cause instanceof ThreadEnded || state.isLarge) throw cause;
        this.#needs.log.warn({ cause, sectionId }, 'no document could be made; merged as it is');
        return mergeUpdates(parts);
      });
      await within(PATIENCE_MS, compactRoom(this.#needs.sql, sectionId, seq, snapshot));
      state.replaced(snapshot, rows, bytes);
      this.#needs.signals.compacted((performance.now() - began) / 1000);
    } catch (cause) {
      state.kept();
      throw cause;
    }
  }
}

class NoSuchSection extends Error {
  constructor() {
    super('There is no such section');
  }
}
