import type { RoadResult } from '@delaktig/domain';
import { setModes } from '../database/road.ts';
import { groupsOfUnits } from '../database/road-people.ts';
import { sealRoom } from '../database/rooms.ts';
import { type ActOf, inSection, record, type Scene, sectionsIn } from './scene.ts';

/** What sections are open for, and whom: all of them or none. */
export async function setMode(scene: Scene, act: ActOf<'set-mode'>): Promise<RoadResult> {
  const sections = sectionsIn(scene, act.sectionIds);
  if (sections === null) return { ok: false, reason: 'not-of-unit' };
  const acting = sections.map((section) => inSection(scene, section, 'open'));
  const refused = acting.find((each) => !each.ok);
  if (refused && !refused.ok) return refused;
  const writes = act.mode === 'write';
  const workGroupIds = writes ? act.workGroupIds : [];
  if (!(await areOfUnit(scene, workGroupIds))) return { ok: false, reason: 'not-of-unit' };
  const to = { mode: act.mode, workGroupIds, controllers: writes && act.controllers };
  await setModes(
    scene.tx,
    sections.map(({ id }) => id),
    to,
  );
  for (const [index, section] of sections.entries()) {
    const { id, mode } = section;
    const detail = { from: mode, to: act.mode, groupIds: [...workGroupIds], controllers: to.controllers };
    const each = acting[index];
    if (each?.ok) await record(scene, each.role, 'set-mode', [{ sectionId: id, detail }]);
  }
  if (act.mode === 'closed') for (const { id } of sections) await sealRoom(scene.tx, id);
  return { ok: true };
}

async function areOfUnit({ tx, report }: Scene, workGroupIds: readonly string[]): Promise<boolean> {
  const groups = await groupsOfUnits(tx, report.unitIds);
  return workGroupIds.every((wanted) => groups.some(({ id, open }) => open && id === wanted));
}
