import type { ThreadResult } from '@delaktig/domain';
import { changePost } from '../database/threads-writing.ts';
import { readMentions } from './mentions.ts';
import { type ActOf, postFor, type Scene } from './scene.ts';
import { tellMentioned } from './tell.ts';

/** One's own words, while the thread is open; that they were changed is shown, and who is mentioned now is told. */
export async function editPost(scene: Scene, act: ActOf<'edit-post'>): Promise<ThreadResult> {
  const { postId } = act;
  const found = await postFor(scene, postId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { post, thread, section, rights } = found;
  if (post.authorId !== scene.actor.accountId) return { ok: false, reason: 'forbidden' };
  if (!rights.editOwn || post.body === null || post.outcome !== null) return { ok: false, reason: 'changed' };
  const { body, mentioned } = await readMentions(scene, section, act.body, post.body);
  if (post.body !== body) await changePost(scene.tx, postId, body);
  await tellMentioned(scene, section, { threadId: thread.id, postId }, mentioned);
  return { ok: true, threadId: thread.id };
}
