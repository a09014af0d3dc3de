import type { ThreadResult } from '@delaktig/domain';
import { setReaction } from '../database/threads-writing.ts';
import { type ActOf, postFor, type Scene } from './scene.ts';

export async function react(scene: Scene, { postId, reaction, on }: ActOf<'react'>): Promise<ThreadResult> {
  const found = await postFor(scene, postId);
  if (found === null) return { ok: false, reason: 'not-found' };
  if (!found.rights.react || found.post.body === null) return { ok: false, reason: 'changed' };
  await setReaction(scene.tx, { postId, accountId: scene.actor.accountId, reaction, on });
  return { ok: true, threadId: found.thread.id };
}
