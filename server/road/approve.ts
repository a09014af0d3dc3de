import type { RoadResult } from '@delaktig/domain';
import { insertApproval, keepVersion } from '../database/approvals.ts';
import { setSectionStates } from '../database/road.ts';
import { sealRoom } from '../database/rooms.ts';
import { authorsIn } from './authors.ts';
import { sealed } from './fingerprint.ts';
import { type ActOf, contentsOf, inSection, record, type Scene, sectionIn } from './scene.ts';

/** Approves exactly the text and the facts that were shown: refused when they are not what stands there now. */
export async function approve(scene: Scene, act: ActOf<'approve'>): Promise<RoadResult> {
  const { tx, actor, now } = scene;
  const { sectionId } = act;
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'approve');
  if (!acting.ok) return acting;
  // It is ready, and so closed to writing: from here on what is read is its last text.
  await sealRoom(tx, sectionId);
  const { canonical, fingerprint } = sealed((await contentsOf(scene, [section])).version(section));
  if (fingerprint !== act.fingerprint) return { ok: false, reason: 'changed' };
  const authors = await authorsIn(tx, sectionId);
  const soleAuthor = authors.length === 1 && authors[0] === actor.accountId;
  const versionId = await keepVersion(tx, { sectionId, fingerprint, canonical, now });
  await insertApproval(tx, {
    sectionId,
    versionId,
    approvedBy: actor.accountId,
    role: acting.role,
    now,
    soleAuthor,
  });
  await setSectionStates(tx, [sectionId], { state: 'approved', readyFor: 'approver' });
  await record(scene, acting.role, 'approve', [{ sectionId, detail: { fingerprint } }]);
  return { ok: true };
}
