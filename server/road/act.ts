import type { Actor, RoadAct, RoadResult } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { approve } from './approve.ts';
import { closeComments } from './close-comments.ts';
import { giveSection } from './give-section.ts';
import { markReady } from './mark-ready.ts';
import { openReport } from './open-report.ts';
import { reopen } from './reopen.ts';
import { restoreApproved } from './restore-approved.ts';
import { returnReport } from './return-report.ts';
import { onReport, openScene, type Scene } from './scene.ts';
import { setMode } from './set-mode.ts';
import { setRegistryNumber } from './set-registry-number.ts';
import { setStatus } from './set-status.ts';
import { submit } from './submit.ts';

/** Does one act on the road, or refuses it and does nothing. One transaction, alone with the report. */
export async function actOnRoad(
  sql: Sql,
  asked: { actor: Actor; now: Date; reportId: string; act: RoadAct },
): Promise<RoadResult> {
  if (!isId(asked.reportId)) return { ok: false, reason: 'not-found' };
  return sql.begin('isolation level read committed', async (tx): Promise<RoadResult> => {
    const scene = await openScene(tx, asked);
    if (scene === null) return { ok: false, reason: 'not-found' };
    if (!onReport(scene, 'read').ok) return { ok: false, reason: 'forbidden' };
    return play(scene, asked.act);
  });
}

function play(scene: Scene, act: RoadAct): Promise<RoadResult> {
  switch (act.act) {
    case 'open-report':
      return openReport(scene, act);
    case 'close-comments':
      return closeComments(scene);
    case 'set-registry-number':
      return setRegistryNumber(scene, act);
    case 'submit':
      return submit(scene, act);
    case 'return-report':
      return returnReport(scene, act);
    case 'set-mode':
      return setMode(scene, act);
    case 'give-section':
      return giveSection(scene, act);
    case 'mark-ready':
      return markReady(scene, act);
    case 'approve':
      return approve(scene, act);
    case 'reopen':
      return reopen(scene, act);
    case 'restore-approved':
      return restoreApproved(scene, act);
    case 'set-status':
      return setStatus(scene, act);
  }
}
