import type { ThreadResult } from '@delaktig/domain';
import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { setHidden } from '../database/threads-writing.ts';
import { type ActOf, type Scene, threadFor } from './scene.ts';

/** Taken from view at once, for all but those who lead the section. */
export async function hideThread(
  scene: Scene,
  { threadId, reason }: ActOf<'hide-thread'>,
): Promise<ThreadResult> {
  const { actor, today } = scene;
  return setView(scene, threadId, 'hide', { reason, by: actor.accountId, day: today });
}

export async function showThread(scene: Scene, { threadId }: ActOf<'show-thread'>): Promise<ThreadResult> {
  return setView(scene, threadId, 'show', null);
}

async function setView(
  scene: Scene,
  threadId: string,
  right: 'hide' | 'show',
  hidden: Parameters<typeof setHidden>[2],
): Promise<ThreadResult> {
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  if (!leadsSection(scene.actor, scene.facts, factsOf(found.section)))
    return { ok: false, reason: 'forbidden' };
  if (!found.rights[right]) return { ok: false, reason: 'changed' };
  await setHidden(scene.tx, threadId, hidden);
  return { ok: true, threadId };
}
