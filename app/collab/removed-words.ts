import * as Y from 'yjs';
import type { Removed } from './left-out.ts';

/** The words that a transaction took away. To be called before it is cleaned up, when Yjs forgets them. */
export function removedIn(transaction: Y.Transaction): Removed[] {
  const removed: Removed[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    removed.push({ client: struct.id.client, clock: struct.id.clock, text: struct.content.str });
  });
  return removed;
}
