import type { RoadResult } from '@delaktig/domain';
import { reopenedFrom } from '@delaktig/domain';
import { setSectionStates } from '../database/road.ts';
import { type ActOf, inSection, record, type Scene, sectionIn } from './scene.ts';
import { tellReturned } from './tell.ts';

/** Back to those who write, who are shown the reason; those who lead the section are told. */
export async function reopen(scene: Scene, { sectionId, reason }: ActOf<'reopen'>): Promise<RoadResult> {
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'reopen');
  if (!acting.ok) return acting;
  const state = reopenedFrom(section.state);
  if (state === null) return { ok: false, reason: 'changed' };
  await setSectionStates(scene.tx, [sectionId], { state, readyFor: 'approver' });
  await record(scene, acting.role, 'reopen', [{ sectionId, reason, detail: { before: section.state } }]);
  await tellReturned(scene, [section]);
  return { ok: true };
}
