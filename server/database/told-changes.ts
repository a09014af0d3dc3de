import type postgres from 'postgres';
import { isId } from './ids.ts';

/** What the triggers of `0003-told-changes.sql` tell on, and what `echo` does. */
const CHANNEL = 'delaktig_rights';

/** Something that decides rights was changed, by whomever, and the change is committed. */
export type ToldChange =
  | { of: 'session' | 'account' | 'report' | 'unit'; id: string }
  | { of: 'section'; id: string; reportId: string }
  /** Something was done on the road of a report: pages that show it read it again. */
  | { of: 'revision'; id: string }
  /** Comments of a report: nobody's rights. */
  | { of: 'threads'; id: string }
  /** Words in a section have a thread now, or none any more: nobody's rights. */
  | { of: 'places'; id: string }
  /** So much, or so unknown, that everything is decided anew. */
  | { of: 'everything' };

export type Listener = {
  changed(change: ToldChange): void;
  /** What was sent by `echo`, by whomever. */
  echoed(words: string): void;
  /** The database is being listened to from now on, for the first time or again: what was told before is lost. */
  listening(): void;
};

/**
 * Listens on one connection of its own, which is sought again by itself when it is lost. Answers how to stop.
 * A connection that has died without a word is not noticed for minutes, and a pooler between us and the database
 * may hear nothing at all: that is what `echo` is for.
 */
export function listenToChanges(sql: postgres.Sql, listener: Listener): () => void {
  let stopped = false;
  const heard = (payload: string) => {
    if (stopped) return;
    const told = parseTold(payload);
    if (told.of === 'echo') listener.echoed(told.words);
    else listener.changed(told);
  };
  const request = sql.listen(CHANNEL, heard, () => {
    if (!stopped) listener.listening();
  });
  // A first try that fails is followed by others inside; whoever waits for `listening` hears when one succeeds.
  request.catch(() => {});
  return () => {
    stopped = true;
    request.then(({ unlisten }) => unlisten()).catch(() => {});
  };
}

/** Says words to all who listen, ourselves included. */
export async function echo(sql: postgres.Sql, words: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${`echo:${words}`})`;
}

/** What is not understood may come from a newer version, and concern anybody. */
export function parseTold(payload: string): ToldChange | { of: 'echo'; words: string } {
  const [of, id = '', reportId = ''] = payload.split(':');
  switch (of) {
    case 'session':
    case 'account':
    case 'report':
    case 'unit':
    case 'revision':
    case 'threads':
    case 'places':
      return isId(id) ? { of, id } : { of: 'everything' };
    case 'section':
      return isId(id) && isId(reportId) ? { of, id, reportId } : { of: 'everything' };
    case 'echo':
      return { of, words: id };
    default:
      return { of: 'everything' };
  }
}
