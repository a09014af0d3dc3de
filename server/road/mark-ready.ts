import type { RoadResult } from '@delaktig/domain';
import { marked } from '@delaktig/domain';
import { setSectionStates } from '../database/road.ts';
import { sealRoom } from '../database/rooms.ts';
import { type ActOf, contentsOf, inSection, record, type Scene, sectionIn } from './scene.ts';

/** Marks a section as done, for the manager or for the one who approves. What is missing is said first. */
export async function markReady(
  scene: Scene,
  { sectionId, despite }: ActOf<'mark-ready'>,
): Promise<RoadResult> {
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'markReady');
  if (!acting.ok) return acting;
  const missing = (await contentsOf(scene, [section])).missing(section);
  if (missing.length > 0 && !despite) return { ok: false, reason: 'missing', missing };
  await setSectionStates(scene.tx, [sectionId], marked(acting.role));
  const detail = { missing: missing.length };
  await record(scene, acting.role, 'mark-ready', [{ sectionId, detail }]);
  await sealRoom(scene.tx, sectionId);
  return { ok: true };
}
