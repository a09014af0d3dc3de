import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { type IdRange, IdSet, readIdSet, writeIdSet } from './id-set.ts';

/** What an update does to a document, by id and without a word of its content. */
export type Footprint = { inserted: IdRange[]; deleted: IdRange[] };

/**
 * The footprint of an update; null when the bytes are no update, or one that breaks those who get it. Yjs takes
 * such a one apart without complaint, and then throws in every document it comes to, for ever: a struct that leans
 * on one of its own author which comes only after it (Yjs waits for other authors' alone), and clocks beyond what
 * a number can count. Never throws.
 */
export function footprintOf(update: Uint8Array): Footprint | null {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const inserted: IdRange[] = [];
    for (const struct of structs) {
      if (!isSound(struct)) return null;
      if (struct instanceof Y.Skip) continue;
      const { client, clock } = struct.id;
      inserted.push({ client, from: clock, to: clock + struct.length });
    }
    const deleted: IdRange[] = [];
    for (const [client, items] of ds.clients) {
      for (const { clock, len } of items) {
        if (!Number.isSafeInteger(clock + len)) return null;
        deleted.push({ client, from: clock, to: clock + len });
      }
    }
    return { inserted, deleted };
  } catch {
    return null;
  }
}

function isSound(struct: Y.Item | Y.GC | Y.Skip): boolean {
  const { client, clock } = struct.id;
  if (!Number.isSafeInteger(clock + struct.length)) return false;
  if (!(struct instanceof Y.Item)) return true;
  return [struct.origin, struct.rightOrigin, struct.parent].every(
    (id) => !(id instanceof Y.ID) || id.client !== client || id.clock < clock,
  );
}

/** What one person did in a stretch of the log. */
export type Share = { inserted: IdSet; deleted: IdSet };

export const newShare = (): Share => ({ inserted: new IdSet(), deleted: new IdSet() });

export function addToShare(share: Share, footprint: Footprint): void {
  for (const range of footprint.inserted) share.inserted.add(range);
  for (const range of footprint.deleted) share.deleted.add(range);
}

/** The ids inserted, then the ids deleted. */
export function encodeShare(share: Share): Uint8Array {
  const encoder = encoding.createEncoder();
  writeIdSet(encoder, share.inserted);
  writeIdSet(encoder, share.deleted);
  return encoding.toUint8Array(encoder);
}

/** Throws on bytes that are no share. */
export function decodeShare(bytes: Uint8Array): Share {
  const decoder = decoding.createDecoder(bytes);
  return { inserted: readIdSet(decoder), deleted: readIdSet(decoder) };
}
