import type { ThreadResult } from '@delaktig/domain';
import { insertPost, setRead } from '../database/threads-writing.ts';
import { type ActOf, type Scene, speakingRole, threadFor } from './scene.ts';
import { tellWriters } from './tell.ts';

/** Says more in a thread that is open; whoever has written in it is told. */
export async function reply(scene: Scene, { threadId, body }: ActOf<'reply'>): Promise<ThreadResult> {
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  // Whoever may read a thread may reply in it while it and its section are open.
  if (!found.rights.reply) return { ok: false, reason: 'changed' };
  const { tx, actor, now, today } = scene;
  const by = { accountId: actor.accountId, role: speakingRole(scene, found.section), at: now };
  await insertPost(tx, { threadId, by, day: today, body });
  await setRead(tx, [threadId], actor.accountId);
  await tellWriters(scene, found.thread, 'reply');
  return { ok: true, threadId };
}
