import type { ThreadResult } from '@delaktig/domain';
import { addToShare, encodeShare, footprintOf, newShare } from '@delaktig/sync';
import type postgres from 'postgres';
import type { Sql } from '../database/connect.ts';
import { appendComposed, type RoomRow } from '../database/rooms.ts';
import { type SuggestionRow, suggestionOf } from '../database/suggestions.ts';
import { changePlaces, placesIn } from '../database/thread-places.ts';
import type { Compose, Composed, Held } from '../rooms/compose.ts';
import type { Replaced } from '../rooms/replacement.ts';
import { type Asked, mayReadReport, openScene, type Scene, type ThreadScene, threadFor } from './scene.ts';

/** A suggestion that nobody else changes until the transaction ends. */
export type SuggestionScene = { scene: Scene; found: ThreadScene; suggestion: SuggestionRow };

export type Refused = Extract<ThreadResult, { ok: false }>;

/** What must stand at the mark of a suggestion, and what is to; `author`: whose the new words are, null: they stood there before. */
export type Wish = { seen: string; words: string; author: string | null };

/** How an act rewrites the text. */
export type Rewriting = {
  wishes(of: SuggestionScene): Wish | Refused;
  /** Goes with the words, in one transaction. */
  store(of: SuggestionScene, held: Held): Promise<void>;
};

/**
 * Puts other words where a suggestion is marked, with all that goes with them, or refuses and does nothing. Rights are
 * looked at before the room is opened, so that nobody has it opened who may not, and again in the transaction. While the
 * act holds the room nobody else's words are stored in it: what was seen is compared with exactly what is replaced.
 */
export async function rewrite(
  { sql, compose }: { sql: Sql; compose: Compose },
  asked: Asked & { threadId: string },
  rewriting: Rewriting,
): Promise<ThreadResult> {
  const before = await sql.begin('isolation level read committed', async (tx) => {
    const of = await openSuggestion(tx, asked);
    if ('reason' in of) return of;
    const wish = rewriting.wishes(of);
    return 'reason' in wish ? wish : { sectionId: of.found.section.id };
  });
  if ('reason' in before) return before;
  return compose(before.sectionId, (held) =>
    sql.begin('isolation level read committed', (tx) => write(tx, held, asked, rewriting)),
  );
}

async function write(
  tx: postgres.TransactionSql,
  held: Held,
  asked: Asked & { threadId: string },
  rewriting: Rewriting,
): Promise<Composed<ThreadResult>> {
  const of = await openSuggestion(tx, asked);
  if ('reason' in of) return { update: null, result: of };
  const wish = rewriting.wishes(of);
  if ('reason' in wish) return { update: null, result: wish };
  const { threadId } = asked;
  const author = wish.author === null ? null : { accountId: wish.author, client: held.newClient() };
  const replaced = await held.thread.replaceWords({
    parts: held.parts,
    places: await placesIn(tx, held),
    threadId,
    seen: wish.seen,
    words: wish.words,
    client: held.client,
    author: author?.client ?? held.client,
  });
  if (!replaced.done) return { update: null, result: { ok: false, reason: REFUSALS[replaced.why] } };
  const row = rowOf(held, replaced.update, author);
  // The section was closed to writing, or has another room.
  if (!(await appendComposed(tx, row))) return { update: null, result: { ok: false, reason: 'changed' } };
  await changePlaces(tx, held, replaced.places);
  await rewriting.store(of, held);
  held.patience.throwIfAborted();
  return { update: row.update, newClients: row.newClients, result: { ok: true, threadId } };
}

const REFUSALS: Record<Extract<Replaced, { done: false }>['why'], Refused['reason']> = {
  changed: 'look-again',
  'not-one-block': 'words-gone',
  lost: 'words-gone',
};

/** Where the new words are somebody's, they stand under a Yjs client that is that one's from now on. */
function rowOf(
  { sectionId, epoch, seq }: Held,
  update: Uint8Array,
  author: { accountId: string; client: number } | null,
): RoomRow {
  const row = { sectionId, epoch, seq, update };
  if (author === null) return { ...row, shares: [], newClients: [] };
  const { inserted, deleted } = footprintOf(update) ?? { inserted: [], deleted: [] };
  const theirs = inserted.filter(({ client }) => client === author.client);
  const share = newShare();
  addToShare(share, { inserted: theirs, deleted });
  const shares = [{ accountId: author.accountId, share: encodeShare(share) }];
  return { ...row, shares, newClients: theirs.length === 0 ? [] : [author] };
}

async function openSuggestion(
  tx: postgres.TransactionSql,
  asked: Asked & { threadId: string },
): Promise<SuggestionScene | Refused> {
  const scene = await openScene(tx, asked);
  if (scene === null) return { ok: false, reason: 'not-found' };
  if (!mayReadReport(scene)) return { ok: false, reason: 'forbidden' };
  const found = await threadFor(scene, asked.threadId);
  const suggestion = found === null ? null : await suggestionOf(tx, asked.threadId);
  if (found === null || suggestion === null) return { ok: false, reason: 'not-found' };
  return { scene, found, suggestion };
}
