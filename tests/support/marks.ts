import { plainText } from '@delaktig/domain';
import { type LineRange, markedRanges } from '@delaktig/editor/anchors';
import { fieldContent } from '@delaktig/editor/fragment';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom } from '../../server/database/rooms.ts';
import { placesIn } from '../../server/database/thread-places.ts';

export type Marks = Record<string, string[]>;

/** The words that carry each thread's marks in a field of a document, in the order of the text. */
export function marksIn(doc: Y.Doc, field = 'content'): Marks {
  const content = fieldContent(doc, field);
  const line = plainText(content);
  const words = ({ from, to }: LineRange) => line.slice(from, to);
  const sorted = [...markedRanges(content)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([thread, ranges]) => [thread, ranges.map(words)]));
}

/** The same of the table: what every document should have. */
export async function placesAsMarks(sql: Sql, sectionId: string, field = 'content'): Promise<Marks> {
  const { epoch } = await loadRoom(sql, sectionId);
  const places = await placesIn(sql, { sectionId, epoch: epoch ?? 0 });
  const found = places.filter((place) => place.field === field && !place.lost);
  return Object.fromEntries(found.map(({ threadId, quote }) => [threadId, [quote]]));
}

/** The document of a room as it is stored. */
export async function storedDoc(sql: Sql, sectionId: string): Promise<Y.Doc> {
  const { snapshot, tail } = await loadRoom(sql, sectionId);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot.state);
  for (const { update } of tail) Y.applyUpdate(doc, update);
  return doc;
}

/** Every text of a field, in order. */
export function textsIn(doc: Y.Doc, field = 'content'): Y.XmlText[] {
  const within = (type: Y.XmlFragment): Y.XmlText[] =>
    type.toArray().flatMap((child) => {
      if (child instanceof Y.XmlText) return [child];
      return child instanceof Y.XmlElement ? within(child) : [];
    });
  return within(doc.getXmlFragment(field));
}

/** Takes all marks from a text, as a hostile writer may. */
export function strip(text: Y.XmlText): void {
  const keys = new Set<string>();
  for (const { attributes } of text.toDelta()) for (const key of Object.keys(attributes ?? {})) keys.add(key);
  for (const key of keys) if (key.startsWith('comment')) text.format(0, text.length, { [key]: null });
}
