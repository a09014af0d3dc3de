import type { RoadResult } from '@delaktig/domain';
import { setRegistryNumber as store } from '../database/road.ts';
import { type ActOf, onReport, record, type Scene } from './scene.ts';

/** The dnr of the report, from the start and until it is handed in. */
export async function setRegistryNumber(
  scene: Scene,
  { registryNumber }: ActOf<'set-registry-number'>,
): Promise<RoadResult> {
  const acting = onReport(scene, 'lead');
  if (!acting.ok) return acting;
  await store(scene.tx, scene.report.id, registryNumber === '' ? null : registryNumber);
  await record(scene, acting.role, 'set-registry-number', [
    { sectionId: null, detail: { to: registryNumber } },
  ]);
  return { ok: true };
}
