import type { ThreadResult } from '@delaktig/domain';
import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { giveOutcome } from './give-outcome.ts';
import { type ActOf, type Scene, threadFor } from './scene.ts';

/** Gives the thread its outcome. Of a suggestion it is how it is not taken, or how somebody wrote it in by hand. */
export async function closeThread(
  scene: Scene,
  { threadId, outcome, body }: ActOf<'close-thread'>,
): Promise<ThreadResult> {
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { section, rights } = found;
  if (!leadsSection(scene.actor, scene.facts, factsOf(section))) return { ok: false, reason: 'forbidden' };
  if (!rights.close) return { ok: false, reason: 'changed' };
  await giveOutcome(scene, found, { kind: outcome, body });
  return { ok: true, threadId };
}
