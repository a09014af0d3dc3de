import { healMarks, type KnownPlace, replaceWords } from '@delaktig/editor/healing';
import * as Y from 'yjs';
import { documentOf } from './healing.ts';

/** Other words at the mark of a thread, in a room as it stands. */
export type Replacement = {
  /** All of the room: Yjs updates, in order. */
  parts: readonly Uint8Array[];
  /** Of all threads in the room. */
  places: readonly KnownPlace[];
  threadId: string;
  /** What must stand there now. */
  seen: string;
  words: string;
  /** Yjs clients, each with no other words under way: the server's own for marks, and the one for the words. */
  client: number;
  author: number;
};

export type Replaced =
  /** `update`: to be stored. `places`: those that are others than before, the thread's among them. */
  | { done: true; update: Uint8Array; places: KnownPlace[] }
  | { done: false; why: 'changed' | 'not-one-block' | 'lost' };

/** Throws on parts that are no document. */
export function replaced(replacement: Replacement): Replaced {
  const { places, threadId, seen, words, client, author } = replacement;
  const doc = documentOf(replacement.parts);
  try {
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    // A mark may not have been made yet, or have been lost to an edit of this very moment.
    doc.clientID = client;
    const before = withPlaces(places, healMarks(doc, places));
    const place = before.get(threadId);
    if (place === undefined || place.lost) return { done: false, why: 'lost' };
    doc.clientID = author;
    const answer = replaceWords(doc, place.field, threadId, seen, words);
    if (answer !== 'done') return { done: false, why: answer };
    doc.clientID = client;
    before.set(threadId, withWords(place, words));
    const after = withPlaces([...before.values()], healMarks(doc, [...before.values()]));
    const known = new Set(places);
    const changed = [...after.values()].filter((each) => !known.has(each));
    return { done: true, update: Y.mergeUpdates(updates), places: changed };
  } finally {
    doc.destroy();
  }
}

/** Known by the mark that the words have now: its own letters may all be gone. Where no words came, neither did a mark. */
function withWords(place: KnownPlace, words: string): KnownPlace {
  return words === ''
    ? { ...place, lost: true }
    : { ...place, said: words, quote: words, from: null, to: null };
}

function withPlaces(places: readonly KnownPlace[], changed: readonly KnownPlace[]): Map<string, KnownPlace> {
  return new Map([...places, ...changed].map((place) => [place.threadId, place]));
}
