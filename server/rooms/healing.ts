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

/** `update`: to be stored; null when the marks are right. `places`: those that are others than was known. */
export type Healed = { update: Uint8Array | null; places: KnownPlace[] };

/** Throws on parts that are no document. */
export function healed({ parts, known, client }: Ailing): Healed {
  const doc = documentOf(parts);
  try {
    doc.clientID = client;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const places = healMarks(doc, known);
    return { update: updates.length > 0 ? Y.mergeUpdates(updates) : null, places };
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
