import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom } from '../../server/database/rooms.ts';

/** The text of a section's field `content` as PostgreSQL holds it now. */
export async function storedText(sql: Sql, sectionId: string): Promise<string> {
  const stored = await loadRoom(sql, sectionId);
  const doc = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot.state);
  for (const { update } of stored.tail) Y.applyUpdate(doc, update);
  return doc.getText('content').toString();
}
