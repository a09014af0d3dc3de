import type { RoadResult } from '@delaktig/domain';
import { opened } from '@delaktig/domain';
import { setReportState } from '../database/road.ts';
import { type ActOf, onReport, record, type Scene } from './scene.ts';

/** Opens the report for comments through a last day, or moves that day. */
export async function openReport(
  scene: Scene,
  { lastCommentDay }: ActOf<'open-report'>,
): Promise<RoadResult> {
  const acting = onReport(scene, 'lead');
  if (!acting.ok) return acting;
  const state = opened(scene.report.state);
  if (state === null) return { ok: false, reason: 'changed' };
  if (lastCommentDay < scene.today) return { ok: false, reason: 'past-day' };
  await setReportState(scene.tx, scene.report.id, state, lastCommentDay);
  await record(scene, acting.role, 'open-report', [{ sectionId: null, detail: { to: lastCommentDay } }]);
  return { ok: true };
}
