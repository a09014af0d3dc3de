import { healMarks, type KnownPlace } from '@delaktig/editor/healing';
import * as Y from 'yjs';

/** A room as it stands, and where its threads are known to be. */
export type Ailing = {
  /** All of the room: Yjs updates, in order. */
  parts: readonly Uint8Array[];
  known: readonly KnownPlace[];
  /** The Yjs client that the marks are written under, with no other words under way. */
  client: number;
};

export type Healed = {
  /** To be stored; null when the marks are right. */
  update: Uint8Array | null;
  /** Those that are others than was known. */
  places: KnownPlace[];
  /** How long it took, in milliseconds. */
  ms: number;
};

/** Marks of this many bytes are nobody's comments, but somebody's who wants the section full. */
const MOST_BYTES = 256 * 1024;
/** And so many more for each thread: its words may be in many paragraphs. */
const MOST_BYTES_OF_ONE = 4 * 1024;

/** Throws on parts that are no document, and where the marks would be more than comments can be. */
export function healed({ parts, known, client }: Ailing, mostBytes = MOST_BYTES): Healed {
  const began = performance.now();
  const doc = documentOf(parts);
  try {
    doc.clientID = client;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const places = healMarks(doc, known);
    const update = updates.length > 0 ? Y.mergeUpdates(updates) : null;
    const most = mostBytes + known.length * MOST_BYTES_OF_ONE;
    if (update && update.byteLength > most) throw new Error(`Marks of ${update.byteLength} bytes`);
    return { update, places, ms: performance.now() - began };
  } finally {
    doc.destroy();
  }
}

export function documentOf(parts: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  return doc;
}
