import type { RoadResult } from '@delaktig/domain';
import { sentBack } from '@delaktig/domain';
import { setReportState, setSectionStates } from '../database/road.ts';
import { type ActOf, onReport, record, type Scene, sectionsIn } from './scene.ts';
import { tellReturned } from './tell.ts';

/** The superior sends the report back: what is named is opened again, with the reason, and the rest stays as it is. */
export async function returnReport(
  scene: Scene,
  { sectionIds, reason }: ActOf<'return-report'>,
): Promise<RoadResult> {
  const acting = onReport(scene, 'receive');
  if (!acting.ok) return acting;
  const state = sentBack(scene.report.state);
  if (state === null) return { ok: false, reason: 'changed' };
  const sections = sectionsIn(scene, sectionIds);
  if (sections === null) return { ok: false, reason: 'not-of-unit' };
  const ids = sections.map(({ id }) => id);
  await setReportState(scene.tx, scene.report.id, state);
  await setSectionStates(scene.tx, ids, { state: 'reopened', readyFor: 'approver' });
  await record(scene, acting.role, 'return-report', [
    { sectionId: null, reason, detail: { sectionIds: ids } },
    ...sections.map(({ id, state: before }) => ({ sectionId: id, reason, detail: { before } })),
  ]);
  await tellReturned(scene, sections);
  return { ok: true };
}
