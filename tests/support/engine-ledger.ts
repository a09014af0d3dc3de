import { type Footprint, footprintOf, type IdRange, IdSet } from '@delaktig/sync';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom } from '../../server/database/rooms.ts';
import type { Person } from '../../server/rooms/member.ts';

type Entry = { sectionId: string; words: Footprint; how: string };

/** A section as PostgreSQL holds it. */
type Stored = { inserted: IdSet; deleted: IdSet; doc: Y.Doc };

/** What anybody has been shown of others' words, or been told of their own as saved: all of it must be stored. */
export class EngineLedger {
  readonly #all: Entry[] = [];
  readonly #readers = new Set<string>();
  readonly #faults: string[] = [];
  #checked = 0;

  get size(): number {
    return this.#all.length;
  }

  /** A person who never may write, and whose words therefore are never saved. */
  reader({ accountId }: Person): void {
    this.#readers.add(accountId);
  }

  isReader({ accountId }: Person): boolean {
    return this.#readers.has(accountId);
  }

  note({ accountId, name }: Person, sectionId: string, words: Footprint, how: 'shown' | 'saved'): void {
    this.#all.push({ sectionId, words, how: `${how} to ${name}` });
    if (how === 'saved' && this.#readers.has(accountId)) this.#faults.push(`${name}, who may not write, did`);
  }

  /** Throws when something was told that PostgreSQL does not hold now. */
  async check(sql: Sql, sectionIds: readonly string[]): Promise<void> {
    const entries = this.#all.slice(this.#checked);
    // What was told while the answer was on its way may be stored after it.
    const told = this.#all.length;
    if (this.#faults.length > 0) throw new Error(this.#faults.join('; '));
    await this.#expectStored(sql, sectionIds, entries);
    this.#checked = told;
  }

  async checkAll(sql: Sql, sectionIds: readonly string[]): Promise<void> {
    await this.#expectStored(sql, sectionIds, this.#all);
  }

  async #expectStored(sql: Sql, sectionIds: readonly string[], entries: readonly Entry[]): Promise<void> {
    for (const sectionId of sectionIds) {
      const { inserted, deleted, doc } = await readStored(sql, sectionId);
      doc.destroy();
      for (const { words, how } of entries.filter((entry) => entry.sectionId === sectionId)) {
        const missing: IdRange[] = [
          ...words.inserted.filter((range) => !inserted.has(range)),
          ...words.deleted.filter((range) => !deleted.has(range)),
        ];
        if (missing.length > 0) throw new Error(`${how} and not stored: ${JSON.stringify(missing)}`);
      }
    }
  }
}

/** Reads a section from PostgreSQL; throws when its rows are not numbered one by one, or are no document. */
export async function readStored(sql: Sql, sectionId: string): Promise<Stored> {
  const { snapshot, tail } = await loadRoom(sql, sectionId);
  const stored: Stored = { inserted: new IdSet(), deleted: new IdSet(), doc: new Y.Doc() };
  let last = snapshot?.seq ?? 0;
  for (const { seq } of tail) {
    if (seq !== last + 1) throw new Error(`Row ${seq} comes after row ${last}`);
    last = seq;
  }
  for (const bytes of [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)]) {
    const footprint = footprintOf(bytes);
    if (!footprint) throw new Error('A row is no update');
    for (const range of footprint.inserted) stored.inserted.add(range);
    for (const range of footprint.deleted) stored.deleted.add(range);
    Y.applyUpdate(stored.doc, bytes);
  }
  return stored;
}
