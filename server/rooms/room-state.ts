import { EMPTY_UPDATE, type Footprint, footprintOf, type IdRange, IdSet } from '@delaktig/sync';
import * as Y from 'yjs';
import { outside, withoutHeld } from './update-parts.ts';

/** Merging or comparing more than this takes longer than others should wait: see `DocumentThread`. */
export const LARGE_BYTES = 256 * 1024;

/** What someone lacks: an answer to sync step 1, and the updates that belong to it. */
export type Missing = { answer: Uint8Array; after: readonly Uint8Array[] };

/**
 * The committed prose of one room as bytes: a snapshot and the tail of updates after it, and which ids they hold.
 * Nothing here is a Y.Doc: a live one takes nine times its encoding, and relaying bytes is ten times cheaper than
 * applying them. Guarantee: what it answers with holds every update appended so far.
 */
export class RoomState {
  #whole: Uint8Array;
  #tail: Uint8Array[];
  #tailBytes = 0;
  /** The sequence number of the last update in here. */
  #seq: number;
  /** Rows after the stored snapshot, and their bytes: what the next compaction takes away. */
  #rows: number;
  #rowBytes: number;
  readonly #inserted = new IdSet();
  readonly #deleted = new IdSet();
  /** Words that are on their way in here, and how far each client has come with them: it has said nothing after that. */
  readonly #announced = new Set<Footprint>();
  readonly #ends = new Map<number, number>();
  /** The updates since a snapshot began to be made, while it is being made. */
  #since: Uint8Array[] | null = null;

  /** @param contents the footprint of all that is given */
  constructor(snapshot: Uint8Array, tail: Uint8Array[], seq: number, contents: readonly Footprint[]) {
    this.#whole = snapshot;
    this.#tail = tail;
    this.#tailBytes = bytesOf(tail);
    this.#seq = seq;
    this.#rows = tail.length;
    this.#rowBytes = this.#tailBytes;
    for (const footprint of contents) this.#know(footprint);
  }

  get seq(): number {
    return this.#seq;
  }

  /**
   * Whether so much is stored after the snapshot that it should be made anew: so many rows, or so many bytes and as
   * many again as the snapshot has, since all of it is read and written for it.
   */
  isLongerThan({ rows, bytes }: { rows: number; bytes: number }): boolean {
    return this.#rows > rows || this.#rowBytes > Math.max(bytes, this.size / 2);
  }

  /** An upper bound of the encoded size, in bytes. */
  get size(): number {
    return this.#whole.byteLength + this.#tailBytes;
  }

  get isLarge(): boolean {
    return this.size > LARGE_BYTES;
  }

  /** Whether a Yjs client has words in here, or on their way. */
  knows(client: number): boolean {
    return this.#ends.has(client);
  }

  /** Takes an update that is committed under `seq`. */
  append(update: Uint8Array, seq: number, footprints: readonly Footprint[]): void {
    this.#tail.push(update);
    this.#since?.push(update);
    this.#tailBytes += update.byteLength;
    this.#seq = seq;
    this.#rows += 1;
    this.#rowBytes += update.byteLength;
    for (const footprint of footprints) {
      this.#announced.delete(footprint);
      this.#know(footprint);
    }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#inserted.heads());
  }

  /**
   * The words of an update that are neither here nor announced, and its deletions. If the same ids were kept with two
   * contents, it would depend on when somebody came which of them they read.
   */
  newIn(update: Uint8Array, footprint: Footprint): { update: Uint8Array; footprint: Footprint } {
    const isAfterAll = ({ client, from }: IdRange) => from >= (this.#ends.get(client) ?? 0);
    if (footprint.inserted.every(isAfterAll)) return { update, footprint };
    const held = [...this.#inserted.ranges(), ...[...this.#announced].flatMap(({ inserted }) => inserted)];
    const left = withoutHeld(update, held);
    return { update: left, footprint: footprintOf(left) ?? { inserted: [], deleted: [] } };
  }

  /** These words are on their way in here: nobody else brings in the same ids. */
  announce(footprint: Footprint): void {
    this.#announced.add(footprint);
    this.#reach(footprint);
  }

  /**
   * What an update deletes of words that nobody has brought in, and that is not known to be deleted. Whoever heard of
   * such a deletion says it again, though it is not theirs.
   */
  deletedUnseen({ deleted }: Footprint): IdRange[] {
    const unseen = deleted.filter((range) => !this.#inserted.has(range));
    if (unseen.length === 0) return unseen;
    return outside(unseen, [...this.#inserted.ranges(), ...this.#deleted.ranges()]);
  }

  /**
   * Whether an update brings anything that is not here already. A client that reconnects answers with all its
   * deletions every time; storing them again would grow the log by a row at each reconnect.
   */
  lacks({ inserted, deleted }: Footprint): boolean {
    return (
      inserted.some((range) => !this.#inserted.has(range)) ||
      deleted.some((range) => !this.#deleted.has(range))
    );
  }

  /** What someone who has `stateVector` lacks, merged where that can be. Not for a large room. Throws on bytes that are no state vector. */
  missing(stateVector: Uint8Array): Missing {
    this.#merge();
    const answer = knowsNothing(stateVector) ? this.#whole : Y.diffUpdate(this.#whole, stateVector);
    return { answer, after: [...this.#tail] };
  }

  /** All there is, unmerged: the snapshot to be compared elsewhere, and what came after it as it is. */
  parts(): Missing {
    return { answer: this.#whole, after: [...this.#tail] };
  }

  /** Begins to make a snapshot of all there is now; `replaced` or `kept` ends it. */
  beginSnapshot(): { parts: Uint8Array[]; seq: number; rows: number; bytes: number } {
    this.#since = [];
    return { parts: [this.#whole, ...this.#tail], seq: this.#seq, rows: this.#rows, bytes: this.#rowBytes };
  }

  /** The snapshot is stored and holds so many rows, of so many bytes. */
  replaced(snapshot: Uint8Array, rows: number, bytes: number): void {
    this.#whole = snapshot;
    this.#tail = this.#since ?? [];
    this.#tailBytes = bytesOf(this.#tail);
    this.#rows -= rows;
    this.#rowBytes -= bytes;
    this.#since = null;
  }

  /** The snapshot came to nothing: the rows stay. */
  kept(): void {
    this.#since = null;
  }

  /** What Yjs will not merge stays a tail, and is served as one. */
  #merge(): void {
    if (this.#tail.length === 0) return;
    try {
      this.#whole = mergeUpdates([this.#whole, ...this.#tail]);
    } catch {
      return;
    }
    this.#tail = [];
    this.#tailBytes = 0;
  }

  #know(footprint: Footprint): void {
    for (const range of footprint.inserted) this.#inserted.add(range);
    for (const range of footprint.deleted) this.#deleted.add(range);
    this.#reach(footprint);
  }

  #reach({ inserted }: Footprint): void {
    for (const { client, to } of inserted) this.#ends.set(client, Math.max(to, this.#ends.get(client) ?? 0));
  }
}

/** Merging grows with the square of their number: in pieces. */
const MERGED_AT_ONCE = 100;

/** One update with all that these hold. Throws where Yjs does. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [first, ...rest] = updates;
  if (!first) return EMPTY_UPDATE;
  if (rest.length === 0) return first;
  if (updates.length <= MERGED_AT_ONCE) return Y.mergeUpdates([...updates]);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += MERGED_AT_ONCE) {
    pieces.push(mergeUpdates(updates.slice(at, at + MERGED_AT_ONCE)));
  }
  return mergeUpdates(pieces);
}

/** An empty state vector is a single zero. */
export const knowsNothing = (stateVector: Uint8Array): boolean =>
  stateVector.byteLength === 1 && stateVector[0] === 0;

const bytesOf = (updates: readonly Uint8Array[]): number =>
  updates.reduce((sum, update) => sum + update.byteLength, 0);
