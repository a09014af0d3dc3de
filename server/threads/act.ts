import type { ThreadAct, ThreadResult } from '@delaktig/domain';
import type postgres from 'postgres';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { Compose } from '../rooms/compose.ts';
import { closeThread } from './close-thread.ts';
import { comment } from './comment.ts';
import { deletePost } from './delete-post.ts';
import { stateDissent, withdrawDissent } from './dissent.ts';
import { editPost } from './edit-post.ts';
import { hideThread, showThread } from './hide-thread.ts';
import { rewrite } from './in-prose.ts';
import type { NamedLimiter } from './named-limiter.ts';
import type { NamelessLimiter } from './nameless-limiter.ts';
import { quickAnswer } from './quick-answer.ts';
import { react } from './react.ts';
import { readThreads } from './read-threads.ts';
import { reopenThread } from './reopen-thread.ts';
import { reply } from './reply.ts';
import { type Asked, mayReadReport, openScene, type Scene } from './scene.ts';
import { suggest } from './suggest.ts';
import { takeSuggestion } from './take-suggestion.ts';
import { undoSuggestion } from './undo-suggestion.ts';

/** What acts need beside the database. */
export type ActNeeds = { limiter: NamelessLimiter; named: NamedLimiter; compose: Compose };

type AskedAct = Asked & { act: ThreadAct };

/** Does one act among the comments of a report, or refuses it and does nothing. One transaction. */
export async function actOnThreads(
  sql: Sql,
  asked: AskedAct,
  { limiter, named, compose }: ActNeeds,
): Promise<ThreadResult> {
  if (!isId(asked.reportId)) return { ok: false, reason: 'not-found' };
  const { act, ...who } = asked;
  switch (act.act) {
    case 'take-suggestion':
      return rewrite({ sql, compose }, { ...who, threadId: act.threadId }, takeSuggestion(act));
    case 'undo-suggestion':
      return rewrite({ sql, compose }, { ...who, threadId: act.threadId }, undoSuggestion(act));
    default: {
      const work = () => transact(sql, { ...who, act });
      const { accountId } = who.actor;
      if (act.act === 'comment' && act.nameless) return withinLimit(limiter.take(accountId, who.now), work);
      return SAYS.has(act.act) ? withinLimit(await named.take(accountId), work) : work();
    }
  }
}

/** What begins something, or says more. */
const SAYS: ReadonlySet<ThreadAct['act']> = new Set(['comment', 'suggest', 'reply']);

/** @param giveBack of the turn that was taken, when there was one */
async function withinLimit(
  giveBack: (() => void) | null,
  transact: () => Promise<ThreadResult>,
): Promise<ThreadResult> {
  if (giveBack === null) return { ok: false, reason: 'too-often' };
  let said = false;
  try {
    const result = await transact();
    said = result.ok;
    return result;
  } finally {
    if (!said) giveBack();
  }
}

/** An act that only changes rows; those that write into the text have a room to wait for. */
export type RowAct = Exclude<ThreadAct, { act: 'take-suggestion' | 'undo-suggestion' }>;

type AskedOfRows = Asked & { act: RowAct };

function transact(sql: Sql, asked: AskedOfRows): Promise<ThreadResult> {
  return sql.begin('isolation level read committed', (tx) => actInTransaction(tx, asked));
}

/** The same within a transaction that goes on, and without limits on how much is said. */
export async function actInTransaction(
  tx: postgres.TransactionSql,
  asked: AskedOfRows,
): Promise<ThreadResult> {
  const scene = await openScene(tx, asked);
  if (scene === null) return { ok: false, reason: 'not-found' };
  if (!mayReadReport(scene)) return { ok: false, reason: 'forbidden' };
  return play(scene, asked.act);
}

function play(scene: Scene, act: RowAct): Promise<ThreadResult> {
  switch (act.act) {
    case 'comment':
      return comment(scene, act);
    case 'suggest':
      return suggest(scene, act);
    case 'reply':
      return reply(scene, act);
    case 'edit-post':
      return editPost(scene, act);
    case 'delete-post':
      return deletePost(scene, act);
    case 'react':
      return react(scene, act);
    case 'close-thread':
      return closeThread(scene, act);
    case 'reopen-thread':
      return reopenThread(scene, act);
    case 'hide-thread':
      return hideThread(scene, act);
    case 'show-thread':
      return showThread(scene, act);
    case 'read-threads':
      return readThreads(scene, act);
    case 'quick-answer':
      return quickAnswer(scene, act);
    case 'state-dissent':
      return stateDissent(scene, act);
    case 'withdraw-dissent':
      return withdrawDissent(scene, act);
  }
}
