import type { ThreadResult } from '@delaktig/domain';
import { isForNextPlan, mayBeNameless, SMALLEST_GROUP } from '@delaktig/domain';
import { staffCount } from '../database/threads.ts';
import { insertPost, insertThread, setRead } from '../database/threads-writing.ts';
import { isOfSection } from './anchored.ts';
import { nobodyMentioned, readMentions } from './mentions.ts';
import { type ActOf, type Scene, sectionFor, speakingRole } from './scene.ts';
import { tellLeaders, tellMentioned } from './tell.ts';

/**
 * Begins a thread. Without a name nothing is written that leads to the account: no author, no clock, no mark that the
 * writer has read it; and whoever leads the section is told of it, the writer too if they do. What stays is what the
 * moment itself shows: pages that are open then, and the order of rows on the disk of whoever runs the database.
 */
export async function comment(scene: Scene, act: ActOf<'comment'>): Promise<ThreadResult> {
  const { tx, actor, now, today, report } = scene;
  const { sectionId, anchor, nameless } = act;
  const found = sectionFor(scene, sectionId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { section, rights } = found;
  if (rights.comment === 'no') return { ok: false, reason: 'changed' };
  const refused = nameless ? await refusesNameless(scene) : null;
  if (refused !== null) return refused;
  if (!(await isOfSection(scene, section, anchor))) return { ok: false, reason: 'not-found' };
  const forNextPlan = isForNextPlan(rights.comment);
  const threadId = await insertThread(tx, { reportId: report.id, sectionId, anchor, forNextPlan, nameless });
  const { accountId } = actor;
  const by = nameless ? null : { accountId, role: speakingRole(scene, section), at: now };
  const { body, mentioned } = nameless
    ? { body: nobodyMentioned(act.body), mentioned: [] }
    : await readMentions(scene, section, act.body);
  const postId = await insertPost(tx, { threadId, by, day: today, body });
  if (!nameless) await setRead(tx, [threadId], accountId);
  await tellLeaders(scene, section, { kind: 'to-answer', threadId, postId, nameless });
  await tellMentioned(scene, section, { threadId, postId }, mentioned);
  return { ok: true, threadId };
}

async function refusesNameless({ tx, actor, facts, today }: Scene): Promise<ThreadResult | null> {
  const staff = await staffCount(tx, facts.unitIds, today);
  if (staff < SMALLEST_GROUP) return { ok: false, reason: 'too-few' };
  return mayBeNameless(actor, facts, staff) ? null : { ok: false, reason: 'forbidden' };
}
