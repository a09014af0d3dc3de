import type { ThreadResult } from '@delaktig/domain';
import { mayBeNameless, SMALLEST_GROUP } from '@delaktig/domain';
import { staffCount } from '../database/threads.ts';
import { isOfSection } from './anchored.ts';
import { beginThread } from './begin-thread.ts';
import { type ActOf, type Scene, sectionFor } from './scene.ts';

/**
 * Begins a thread. Without a name nothing is written that leads to the account: no author, no clock, no mark that the
 * writer has read it; and whoever leads the section is told of it, the writer too if they do. What stays is what the
 * moment itself shows: pages that are open then, and the order of rows on the disk of whoever runs the database.
 */
export async function comment(scene: Scene, act: ActOf<'comment'>): Promise<ThreadResult> {
  const { sectionId, anchor, nameless, body, markedAt } = act;
  const found = sectionFor(scene, sectionId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { section, rights } = found;
  if (rights.comment === 'no') return { ok: false, reason: 'changed' };
  const refused = nameless ? await refusesNameless(scene) : null;
  if (refused !== null) return refused;
  if (!(await isOfSection(scene, section, anchor))) return { ok: false, reason: 'not-found' };
  const said = { anchor, markedAt, nameless, body };
  return { ok: true, threadId: await beginThread(scene, section, rights.comment, said) };
}

async function refusesNameless({ tx, actor, facts, today }: Scene): Promise<ThreadResult | null> {
  const staff = await staffCount(tx, facts.unitIds, today);
  if (staff < SMALLEST_GROUP) return { ok: false, reason: 'too-few' };
  return mayBeNameless(actor, facts, staff) ? null : { ok: false, reason: 'forbidden' };
}
