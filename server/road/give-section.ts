import type { RoadResult } from '@delaktig/domain';
import { setDeputies } from '../database/road.ts';
import { deputiesOfUnits } from '../database/road-people.ts';
import { type ActOf, onReport, record, type Scene, sectionsIn } from './scene.ts';
import { tellGiven } from './tell.ts';

/** Gives sections to deputies of the unit, in place of those who had them. */
export async function giveSection(
  scene: Scene,
  { sectionIds, deputyIds }: ActOf<'give-section'>,
): Promise<RoadResult> {
  const acting = onReport(scene, 'lead');
  if (!acting.ok) return acting;
  const sections = sectionsIn(scene, sectionIds);
  const deputies = await deputiesOfUnits(scene.tx, scene.report.unitIds, scene.today);
  const areDeputies = deputyIds.every((wanted) => deputies.some(({ id, deputy }) => deputy && id === wanted));
  if (sections === null || !areDeputies) return { ok: false, reason: 'not-of-unit' };
  await setDeputies(
    scene.tx,
    sections.map(({ id }) => id),
    deputyIds,
  );
  await record(
    scene,
    acting.role,
    'give-section',
    sections.map(({ id }) => ({ sectionId: id, detail: { deputyIds } })),
  );
  await tellGiven(scene, sections, deputyIds);
  return { ok: true };
}
