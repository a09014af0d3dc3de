import type { ThreadResult } from '@delaktig/domain';
import { changePost } from '../database/threads-writing.ts';
import { type ActOf, postFor, type Scene } from './scene.ts';

/** One's own words, while the thread is open; that they were changed is shown. */
export async function editPost(scene: Scene, { postId, body }: ActOf<'edit-post'>): Promise<ThreadResult> {
  const found = await postFor(scene, postId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { post, thread, rights } = found;
  if (post.authorId !== scene.actor.accountId) return { ok: false, reason: 'forbidden' };
  if (!rights.editOwn || post.body === null || post.outcome !== null) return { ok: false, reason: 'changed' };
  if (post.body !== body) await changePost(scene.tx, postId, body);
  return { ok: true, threadId: thread.id };
}
