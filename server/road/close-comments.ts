import type { RoadResult } from '@delaktig/domain';
import { commentsClosed } from '@delaktig/domain';
import { setReportState } from '../database/road.ts';
import { onReport, record, type Scene } from './scene.ts';

/** Takes no more comments, before the last day or after it. */
export async function closeComments(scene: Scene): Promise<RoadResult> {
  const acting = onReport(scene, 'lead');
  if (!acting.ok) return acting;
  const state = commentsClosed(scene.storedState);
  if (state === null) return { ok: false, reason: 'changed' };
  await setReportState(scene.tx, scene.report.id, state);
  await record(scene, acting.role, 'close-comments', [{ sectionId: null }]);
  return { ok: true };
}
