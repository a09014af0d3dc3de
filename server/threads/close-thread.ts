import type { ThreadResult } from '@delaktig/domain';
import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { setOutcome, setRead } from '../database/threads-writing.ts';
import { readMentions } from './mentions.ts';
import { type ActOf, leadingRole, type Scene, threadFor } from './scene.ts';
import { tellMentioned, tellWriters } from './tell.ts';

/** Gives the thread its outcome, always in words; whoever has written in it is told. */
export async function closeThread(scene: Scene, act: ActOf<'close-thread'>): Promise<ThreadResult> {
  const { threadId, outcome } = act;
  const found = await threadFor(scene, threadId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { tx, actor, facts, now, today } = scene;
  const { thread, section, rights } = found;
  if (!leadsSection(actor, facts, factsOf(section))) return { ok: false, reason: 'forbidden' };
  if (!rights.close) return { ok: false, reason: 'changed' };
  const by = { accountId: actor.accountId, role: leadingRole(scene, section), at: now };
  const { body, mentioned } = await readMentions(scene, section, act.body);
  await setOutcome(tx, threadId, { kind: outcome, body, by, day: today });
  await setRead(tx, [threadId], actor.accountId);
  await tellWriters(scene, thread, 'outcome');
  const others = mentioned.filter((id) => !thread.writerIds.includes(id));
  await tellMentioned(scene, section, { threadId }, others);
  return { ok: true, threadId };
}
