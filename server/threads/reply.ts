import type { ThreadResult } from '@delaktig/domain';
import { insertPost, setRead } from '../database/threads-writing.ts';
import { readMentions } from './mentions.ts';
import { type ActOf, type Scene, speakingRole, threadFor } from './scene.ts';
import { tellMentioned, tellWriters } from './tell.ts';

/** Says more in a thread that is open; whoever has written in it is told. */
export async function reply(scene: Scene, act: ActOf<'reply'>): Promise<ThreadResult> {
  const { threadId } = act;
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  // Whoever may read a thread may reply in it while it and its section are open.
  if (!found.rights.reply) return { ok: false, reason: 'changed' };
  const { tx, actor, now, today } = scene;
  const by = { accountId: actor.accountId, role: speakingRole(scene, found.section), at: now };
  const { body, mentioned } = await readMentions(scene, found.section, act.body);
  const postId = await insertPost(tx, { threadId, by, day: today, body });
  await setRead(tx, [threadId], actor.accountId);
  await tellWriters(scene, found.thread, 'reply', { postId, mentioned });
  await tellMentioned(scene, found.section, { threadId, postId }, mentioned);
  return { ok: true, threadId };
}
