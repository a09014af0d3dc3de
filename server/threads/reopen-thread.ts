import type { ThreadResult } from '@delaktig/domain';
import { insertPost, setRead, takeOutcomeBack } from '../database/threads-writing.ts';
import { readMentions } from './mentions.ts';
import { type ActOf, type Scene, speakingRole, threadFor } from './scene.ts';
import { tellLeaders, tellMentioned } from './tell.ts';

/** Once, by somebody who has written in it, with a new ground; the outcome that was stays among what was said. */
export async function reopenThread(scene: Scene, act: ActOf<'reopen-thread'>): Promise<ThreadResult> {
  const { threadId } = act;
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { tx, actor, now, today } = scene;
  const { thread, section, rights } = found;
  if (!thread.writerIds.includes(actor.accountId)) return { ok: false, reason: 'forbidden' };
  if (!rights.reopen) return { ok: false, reason: 'changed' };
  await takeOutcomeBack(tx, threadId, { reopened: true });
  const by = { accountId: actor.accountId, role: speakingRole(scene, section), at: now };
  const { body, mentioned } = await readMentions(scene, section, act.body);
  const postId = await insertPost(tx, { threadId, by, day: today, body });
  await setRead(tx, [threadId], actor.accountId);
  await tellLeaders(scene, section, { kind: 'reopened', threadId, postId, nameless: false, mentioned });
  await tellMentioned(scene, section, { threadId, postId }, mentioned);
  return { ok: true, threadId };
}
