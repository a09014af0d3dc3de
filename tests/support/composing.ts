import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { appendComposed, type RoomRow } from '../../server/database/rooms.ts';
import type { Composed, Held } from '../../server/rooms/compose.ts';

type Act<T> = (held: Held) => Promise<Composed<T>>;

/** The update that puts words at the beginning of the field `content` of a room. */
export function updateSaying(held: Pick<Held, 'parts'>, words: string, client: number): Uint8Array {
  const doc = new Y.Doc();
  for (const part of held.parts) Y.applyUpdate(doc, part);
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.getText('content').insert(0, words);
  return Y.encodeStateAsUpdate(doc, before);
}

/** An act that puts words into the room, as the server's own or as somebody's. */
export function saying(sql: Sql, words: string, accountId?: string): Act<'stored' | 'refused'> {
  return (held) =>
    sql.begin(async (tx): Promise<Composed<'stored' | 'refused'>> => {
      const { sectionId, epoch, seq } = held;
      const client = accountId ? held.newClient() : held.client;
      const newClients: RoomRow['newClients'] = accountId ? [{ client, accountId }] : [];
      const update = updateSaying(held, words, client);
      const row = { sectionId, epoch, seq, update, newClients, shares: [] };
      if (!(await appendComposed(tx, row))) return { update: null, result: 'refused' };
      return { update, newClients, result: 'stored' };
    });
}
