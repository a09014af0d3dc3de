import type { RoadResult } from '@delaktig/domain';
import { marked } from '@delaktig/domain';
import { setSectionStates } from '../database/road.ts';
import { sealRoom } from '../database/rooms.ts';
import { type ActOf, contentsOf, inSection, record, type Scene, sectionIn } from './scene.ts';
import { tellWaiting } from './tell.ts';

/**
 * Marks a section as done, for the manager or for the one who approves. What is missing is said first; that comments
 * stay unanswered takes a reason, which is shown in the history.
 */
export async function markReady(
  scene: Scene,
  { sectionId, despite, reason }: ActOf<'mark-ready'>,
): Promise<RoadResult> {
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'markReady');
  if (!acting.ok) return acting;
  const missing = (await contentsOf(scene, [section])).missing(section);
  const unexplained = reason === undefined && missing.some(({ kind }) => kind === 'unanswered');
  if (missing.length > 0 && (!despite || unexplained)) return { ok: false, reason: 'missing', missing };
  const next = marked(acting.role);
  await setSectionStates(scene.tx, [sectionId], next);
  const detail = { missing: missing.length };
  await record(scene, acting.role, 'mark-ready', [
    { sectionId, detail, ...(reason !== undefined && { reason }) },
  ]);
  await sealRoom(scene.tx, sectionId);
  await tellWaiting(scene, section, next.readyFor);
  return { ok: true };
}
