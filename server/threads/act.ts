import type { Actor, ThreadAct, ThreadResult } from '@delaktig/domain';
import type postgres from 'postgres';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { closeThread } from './close-thread.ts';
import { comment } from './comment.ts';
import { deletePost } from './delete-post.ts';
import { stateDissent, withdrawDissent } from './dissent.ts';
import { editPost } from './edit-post.ts';
import { hideThread, showThread } from './hide-thread.ts';
import type { NamelessLimiter } from './nameless-limiter.ts';
import { quickAnswer } from './quick-answer.ts';
import { react } from './react.ts';
import { readThreads } from './read-threads.ts';
import { reopenThread } from './reopen-thread.ts';
import { reply } from './reply.ts';
import { mayReadReport, openScene, type Scene } from './scene.ts';

type Asked = { actor: Actor; now: Date; reportId: string; act: ThreadAct };

/** Does one act among the comments of a report, or refuses it and does nothing. One transaction. */
export async function actOnThreads(sql: Sql, asked: Asked, limiter: NamelessLimiter): Promise<ThreadResult> {
  const { act, actor, now } = asked;
  if (act.act !== 'comment' || !act.nameless) return transact(sql, asked);
  const giveBack = limiter.take(actor.accountId, now);
  if (giveBack === null) return { ok: false, reason: 'too-often' };
  let said = false;
  try {
    const result = await transact(sql, asked);
    said = result.ok;
    return result;
  } finally {
    if (!said) giveBack();
  }
}

async function transact(sql: Sql, asked: Asked): Promise<ThreadResult> {
  if (!isId(asked.reportId)) return { ok: false, reason: 'not-found' };
  return sql.begin('isolation level read committed', (tx) => actInTransaction(tx, asked));
}

/** The same within a transaction that goes on, and without the limit on what is said without a name. */
export async function actInTransaction(tx: postgres.TransactionSql, asked: Asked): Promise<ThreadResult> {
  const scene = await openScene(tx, asked);
  if (scene === null) return { ok: false, reason: 'not-found' };
  if (!mayReadReport(scene)) return { ok: false, reason: 'forbidden' };
  return play(scene, asked.act);
}

function play(scene: Scene, act: ThreadAct): Promise<ThreadResult> {
  switch (act.act) {
    case 'comment':
      return comment(scene, act);
    case 'suggest':
    case 'take-suggestion':
    case 'undo-suggestion':
      return Promise.resolve({ ok: false, reason: 'forbidden' });
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
