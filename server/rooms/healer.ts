import type { KnownPlace } from '@delaktig/editor/healing';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { appendComposed } from '../database/rooms.ts';
import { changePlaces, placesIn, storable, withPlaces } from '../database/thread-places.ts';
import type { ToldChange } from '../database/told-changes.ts';
import { GoingDown, within } from '../http/outage.ts';
import type { Compose, Held, Looked } from './compose.ts';
import { HealingPace } from './healing-pace.ts';
import type { MarksThread } from './marks-thread.ts';
import { LARGE_BYTES } from './room-state.ts';
import type { Signals } from './signals.ts';

/** Whatever is told of everything comes in bursts: so long between two looks at all rooms, in milliseconds. */
const BETWEEN_LOOKS_MS = 5_000;

/** An answer of the database that takes longer is none. */
const PATIENCE_MS = 10_000;

/** How many times it is looked beside a room in which others go on; the words that they wrote ask for it again. */
const TRIES = 3;
/** What takes longer beside the room is not done in it, where everybody who writes would wait: both in milliseconds. */
const QUICK_MS = 100;
const HELD_MS = 500;

/** What makes a mark in an update; most words hold no such letters. */
const MARK = Buffer.from('comment');

export type HealerNeeds = {
  sql: postgres.Sql;
  log: Logger;
  signals: Signals;
  thread: MarksThread;
  compose: Compose;
  /**
   * Looks at a room beside it, which is opened when nobody has it open. Null when there is no such section; `look`
   * answers null when the room has been closed.
   */
  visit<T>(sectionId: string, work: (look: () => Looked | null) => Promise<T>): Promise<T | null>;
};

type Open = {
  reportId: string;
  /** Threads are on its words, or something in it may look like that. */
  hasPlaces: boolean;
  /** How many letters stand before the words of each thread: it changes with every letter, and is not worth a row. */
  at: Map<string, number | null>;
};

type Treatment = Looked & { update: Uint8Array | null; changed: KnownPlace[]; count: number; ms: number };

/**
 * A document of half a megabyte takes the thread a tenth of a second: it is left alone for one, and so on. What takes
 * long for another reason has the thread for itself a fifth of the time.
 */
function restMs({ parts, ms }: Treatment): number {
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return Math.max(bytes > LARGE_BYTES ? bytes / 500 : 0, ms > HELD_MS ? 4 * ms : 0);
}

/**
 * Makes the marks of comments in the rooms equal to the table of their places, and the table follow words that move:
 * within two seconds of a change, whoever made it, and when a room is opened. Looks at a room beside it, and holds it only
 * to write; what writes marks of its own is not looked at again for it. In sections that are closed to writing the fence
 * refuses it, and the marks come when the section is opened again.
 */
export class Healer {
  readonly #needs: HealerNeeds;
  readonly #open = new Map<string, Open>();
  /** Being healed while nobody has them open: the healer itself opens them. */
  readonly #alone = new Set<string>();
  readonly #pace: HealingPace;
  #look: NodeJS.Timeout | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(needs: HealerNeeds) {
    this.#needs = needs;
    this.#pace = new HealingPace((sectionId) => this.#heal(sectionId));
  }

  opened(sectionId: string, open: Omit<Open, 'at'>): void {
    this.#open.set(sectionId, { ...open, at: new Map() });
    if (open.hasPlaces && !this.#alone.has(sectionId)) this.#now(sectionId);
  }

  closed(sectionId: string): void {
    this.#open.delete(sectionId);
  }

  /** Somebody's words are stored. */
  wordsCame(sectionId: string, update: Uint8Array): void {
    const open = this.#open.get(sectionId);
    if (!open) return;
    if (!open.hasPlaces && !Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(MARK))
      return;
    open.hasPlaces = true;
    if (!this.#isClosed) this.#needs.thread.start();
    this.#pace.soon(sectionId);
  }

  /** An act has written into it, or has not. */
  composed(sectionId: string): void {
    if (this.#open.get(sectionId)?.hasPlaces) this.#pace.soon(sectionId);
  }

  /** What the database tells. */
  told(change: ToldChange): void {
    switch (change.of) {
      case 'places': {
        const open = this.#open.get(change.id);
        if (open) open.hasPlaces = true;
        return this.#now(change.id);
      }
      case 'section':
        return this.#again((sectionId) => sectionId === change.id);
      case 'report':
        return this.#again((_, { reportId }) => reportId === change.id);
      case 'everything':
        return this.#lookAtAll();
    }
  }

  /** No more is begun; waits for what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#look) clearTimeout(this.#look);
    await this.#pace.close();
  }

  #again(concerns: (sectionId: string, open: Open) => boolean): void {
    for (const [sectionId, open] of this.#open)
      if (open.hasPlaces && concerns(sectionId, open)) this.#now(sectionId);
  }

  #now(sectionId: string): void {
    if (!this.#isClosed) this.#needs.thread.start();
    this.#pace.now(sectionId);
  }

  /** Something may have been missed. */
  #lookAtAll(): void {
    if (this.#isClosed || this.#open.size === 0) return;
    const wait = Math.max(0, this.#lookedAt + BETWEEN_LOOKS_MS - performance.now());
    this.#look ??= setTimeout(() => {
      this.#look = null;
      this.#lookedAt = performance.now();
      void this.#lookNow();
    }, wait).unref();
  }

  async #lookNow(): Promise<void> {
    try {
      const open = [...this.#open.keys()];
      for (const sectionId of await within(PATIENCE_MS, withPlaces(this.#needs.sql, open))) {
        const open = this.#open.get(sectionId);
        if (open) open.hasPlaces = true;
      }
    } catch {
      // When the database is heard again, all of it is told again.
      return;
    }
    this.#again(() => true);
  }

  async #heal(sectionId: string): Promise<number | 'failed'> {
    const began = performance.now();
    try {
      const treatment = await this.#make(sectionId);
      if (!treatment) return 0;
      const open = this.#open.get(sectionId);
      if (open) open.hasPlaces = treatment.count > 0;
      this.#needs.signals.healed((performance.now() - began) / 1000);
      return restMs(treatment);
    } catch (cause) {
      // It is tried again with the next words, also where nothing but letters in an update had told of marks.
      const open = this.#open.get(sectionId);
      if (open) open.hasPlaces = true;
      if (this.#isClosed || cause instanceof GoingDown) return 0;
      this.#needs.signals.healingFailed();
      this.#needs.log.warn({ cause, sectionId }, 'marks of comments could not be healed');
      return 'failed';
    } finally {
      this.#alone.delete(sectionId);
    }
  }

  /** Null when there is nothing to make it of: the section is gone, or the room. */
  #make(sectionId: string): Promise<Treatment | null> {
    if (!this.#open.has(sectionId)) this.#alone.add(sectionId);
    return this.#needs.visit(sectionId, async (look) => {
      for (let tries = 1; ; tries++) {
        const looked = look();
        // There may be another by now.
        if (!looked) this.#pace.now(sectionId);
        if (!looked) return null;
        const before = await this.#treat(looked);
        if (isWell(before)) return before;
        const made = await this.#needs.compose(sectionId, (held) => this.#write(held, before));
        if (made || tries === TRIES) return made ?? before;
      }
    });
  }

  /** What was found out beside the room, when nothing was said meanwhile; null: something was, and it must be looked at again. */
  async #write(
    held: Held,
    before: Treatment,
  ): Promise<{ update: Uint8Array | null; result: Treatment | null }> {
    const isFresh = before.client === held.client && before.seq === held.seq;
    const treatment = isFresh ? before : await this.#treatQuickly(held, before);
    const isStored = treatment && !isWell(treatment) && (await this.#store(held, treatment));
    return { update: isStored ? treatment.update : null, result: treatment };
  }

  /** In the room itself, where it is as good as done. */
  async #treatQuickly(held: Held, before: Treatment): Promise<Treatment | null> {
    if (before.ms > QUICK_MS || !this.#needs.thread.isFree) return null;
    try {
      return await within(HELD_MS, this.#treat(held));
    } catch {
      // Beside the room it is told what is wrong, if anything is.
      return null;
    }
  }

  async #treat(looked: Looked): Promise<Treatment> {
    const { sectionId, epoch, seq, parts, client } = looked;
    const stored = await within(PATIENCE_MS, placesIn(this.#needs.sql, looked));
    const at = this.#open.get(sectionId)?.at;
    const known = stored.map((place) => ({ ...place, at: at?.get(place.threadId) ?? place.at }));
    const { update, places, ms } = await this.#needs.thread.heal({ parts, known, client });
    for (const place of places) at?.set(place.threadId, place.at);
    const changed = changedPlaces(known, places);
    return { sectionId, epoch, seq, parts, client, update, changed, count: known.length, ms };
  }

  /** Marks and places, or neither. */
  #store({ patience }: Held, { sectionId, epoch, seq, update, changed }: Treatment): Promise<boolean> {
    return this.#needs.sql.begin('isolation level read committed', async (tx) => {
      const row = { sectionId, epoch, seq, shares: [], newClients: [] };
      if (update && !(await appendComposed(tx, { ...row, update }))) return false;
      await changePlaces(tx, { epoch }, changed);
      patience.throwIfAborted();
      return true;
    });
  }
}

const isWell = ({ update, changed }: Treatment): boolean => update === null && changed.length === 0;

/** Those that are written down otherwise. */
function changedPlaces(known: readonly KnownPlace[], places: readonly KnownPlace[]): KnownPlace[] {
  const before = new Map(known.map((place) => [place.threadId, fingerprint(place)]));
  return places.filter((place) => before.get(place.threadId) !== fingerprint(storable(place)));
}

const fingerprint = ({ field, quote, prefix, suffix, from, to, lost }: KnownPlace): string =>
  JSON.stringify([field, quote, prefix, suffix, from && [...from], to && [...to], lost]);
