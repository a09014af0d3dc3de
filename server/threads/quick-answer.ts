import type { ThreadResult } from '@delaktig/domain';
import { mayAnswerQuickly } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { setAnswer } from '../database/threads-writing.ts';
import { type ActOf, type Scene, sectionFor } from './scene.ts';

/** Whether a section is true of those who work there: one answer each, which may be changed or taken back. */
export async function quickAnswer(
  scene: Scene,
  { sectionId, answer, line }: ActOf<'quick-answer'>,
): Promise<ThreadResult> {
  const { tx, actor, facts, today } = scene;
  const found = sectionFor(scene, sectionId);
  if (found === null) return { ok: false, reason: 'not-found' };
  if (!mayAnswerQuickly(actor, facts, factsOf(found.section))) {
    return { ok: false, reason: found.rights.comment === 'report' ? 'forbidden' : 'changed' };
  }
  const own = { sectionId, accountId: actor.accountId, day: today };
  await setAnswer(tx, { ...own, answer, line: answer === null ? '' : (line ?? null) });
  return { ok: true };
}
