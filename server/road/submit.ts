import type { RoadResult } from '@delaktig/domain';
import { handedOver } from '@delaktig/domain';
import { insertSubmission } from '../database/approvals.ts';
import { setReportState } from '../database/road.ts';
import { sealRoom } from '../database/rooms.ts';
import { missingInReport } from '../reports/missing-in-report.ts';
import { exportOf } from './export.ts';
import { sealed } from './fingerprint.ts';
import { type ActOf, contentsOf, onReport, record, type Scene } from './scene.ts';

/** Hands the report in. What is missing is said first; then prose and facts are frozen, and kept as an export. */
export async function submit(scene: Scene, { despite }: ActOf<'submit'>): Promise<RoadResult> {
  const { tx, report, now } = scene;
  const acting = onReport(scene, 'lead');
  if (!acting.ok) return acting;
  const state = handedOver(report.state);
  if (state === null) return { ok: false, reason: 'changed' };
  const rooms = scene.sections.filter((row) => row.hasRoom);
  const known = missingInReport(scene.sections, await contentsOf(scene, rooms));
  if (known.length > 0 && !despite) return { ok: false, reason: 'missing', missing: known };

  await setReportState(tx, report.id, state);
  for (const id of rooms.map((row) => row.id).sort()) await sealRoom(tx, id);
  const contents = await contentsOf(scene, rooms);
  const missing = missingInReport(scene.sections, contents);
  const { canonical, fingerprint } = sealed(await exportOf(tx, report, contents));
  await insertSubmission(tx, {
    reportId: report.id,
    submittedBy: scene.actor.accountId,
    role: acting.role,
    now,
    fingerprint,
    export: canonical,
    missing,
  });
  const detail = { fingerprint, missing: missing.length };
  await record(scene, acting.role, 'submit', [{ sectionId: null, detail }]);
  return { ok: true };
}
