import type { ThreadResult } from '@delaktig/domain';
import { insertPost, setRead, takeOutcomeBack } from '../database/threads-writing.ts';
import { type ActOf, type Scene, speakingRole, threadFor } from './scene.ts';
import { tellLeaders } from './tell.ts';

/** Once, by somebody who has written in it, with a new ground; the outcome that was stays among what was said. */
export async function reopenThread(
  scene: Scene,
  { threadId, body }: ActOf<'reopen-thread'>,
): Promise<ThreadResult> {
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { tx, actor, now, today } = scene;
  const { thread, section, rights } = found;
  if (!thread.writerIds.includes(actor.accountId)) return { ok: false, reason: 'forbidden' };
  if (!rights.reopen) return { ok: false, reason: 'changed' };
  await takeOutcomeBack(tx, threadId, { reopened: true });
  const by = { accountId: actor.accountId, role: speakingRole(scene, section), at: now };
  await insertPost(tx, { threadId, by, day: today, body });
  await setRead(tx, [threadId], actor.accountId);
  await tellLeaders(scene, section, { kind: 'reopened', threadId, nameless: false });
  return { ok: true, threadId };
}
