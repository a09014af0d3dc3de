import type { RoadResult } from '@delaktig/domain';
import { proseOfVersion, sectionVersionSchema } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import { keepVersion, lastApprovedTexts } from '../database/approvals.ts';
import { replaceRoom, sealRoom } from '../database/rooms.ts';
import { authorsIn } from './authors.ts';
import { sealed } from './fingerprint.ts';
import { type ActOf, contentsOf, inSection, record, type Scene, sectionIn } from './scene.ts';

/**
 * Brings the text that was approved last back into a section that is open again. The text that stands there is kept
 * as a version first. Facts stay as they are.
 */
export async function restoreApproved(
  scene: Scene,
  { sectionId }: ActOf<'restore-approved'>,
): Promise<RoadResult> {
  const { tx, now } = scene;
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'open');
  if (!acting.ok) return acting;
  const approved = (await lastApprovedTexts(tx, scene.report.id)).get(sectionId);
  if (approved === undefined) return { ok: false, reason: 'changed' };
  // Before the text is read: the room goes on under another epoch, so that nothing is written after this.
  await sealRoom(tx, sectionId);
  const contents = await contentsOf(scene, [section]);
  const present = sealed(contents.version(section));
  await keepVersion(tx, { sectionId, ...present, now });
  const authorIds = await authorsIn(tx, sectionId);
  const version = sectionVersionSchema.parse(JSON.parse(approved.canonical));
  await replaceRoom(tx, sectionId, fieldsToUpdate(proseOfVersion(version, contents.parts(section))));
  const detail = { fingerprint: approved.fingerprint, before: present.fingerprint, authorIds };
  await record(scene, acting.role, 'restore-approved', [{ sectionId, detail }]);
  return { ok: true };
}
