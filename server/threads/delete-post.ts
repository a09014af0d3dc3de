import type { ThreadResult } from '@delaktig/domain';
import { emptyPost, isFollowedByOthers, removePost } from '../database/threads-writing.ts';
import { type ActOf, postFor, type Scene } from './scene.ts';

/** One's own words, while the thread is open. Where somebody else has gone on from them their place stays, empty. */
export async function deletePost(scene: Scene, { postId }: ActOf<'delete-post'>): Promise<ThreadResult> {
  const found = await postFor(scene, postId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { post, thread, rights } = found;
  const { tx, actor } = scene;
  if (post.authorId !== actor.accountId) return { ok: false, reason: 'forbidden' };
  if (!rights.editOwn || post.body === null || post.outcome !== null) return { ok: false, reason: 'changed' };
  const { ordinal } = post;
  if (await isFollowedByOthers(tx, { threadId: thread.id, ordinal, authorId: actor.accountId })) {
    await emptyPost(tx, postId);
  } else {
    await removePost(tx, thread.id, postId);
  }
  return { ok: true, threadId: thread.id };
}
