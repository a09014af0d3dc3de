import type { ThreadResult } from '@delaktig/domain';
import { sectionRights } from '@delaktig/domain';
import { removeDissent, setDissent } from '../database/dissents.ts';
import type { SectionRow } from '../database/report-rows.ts';
import { factsOf } from '../database/sections.ts';
import { type ActOf, type Scene, sectionFor } from './scene.ts';

/** One text of each representative and section; a new one takes the place of what they stated before. */
export async function stateDissent(
  scene: Scene,
  { sectionId, body }: ActOf<'state-dissent'>,
): Promise<ThreadResult> {
  const refused = refuses(scene, sectionId);
  if (refused !== null) return refused;
  const { accountId } = scene.actor;
  await setDissent(scene.tx, { sectionId, accountId, body, day: scene.today });
  return { ok: true };
}

/** It goes whole: while the report is under way a dissent is its author's own. */
export async function withdrawDissent(
  scene: Scene,
  { sectionId }: ActOf<'withdraw-dissent'>,
): Promise<ThreadResult> {
  const refused = refuses(scene, sectionId);
  if (refused !== null) return refused;
  await removeDissent(scene.tx, sectionId, scene.actor.accountId);
  return { ok: true };
}

function refuses(scene: Scene, sectionId: string): ThreadResult | null {
  const found = sectionFor(scene, sectionId);
  if (found === null) return { ok: false, reason: 'not-found' };
  if (found.rights.dissent) return null;
  return { ok: false, reason: wasTheirs(scene, found.section) ? 'changed' : 'forbidden' };
}

/** A representative of the unit, who comes after the report was handed in. */
function wasTheirs({ actor, facts }: Scene, section: SectionRow): boolean {
  return sectionRights(actor, { ...facts, state: 'open' }, factsOf(section)).dissent;
}
