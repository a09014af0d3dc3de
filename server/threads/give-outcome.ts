import type { OutcomeKind } from '@delaktig/domain';
import { setOutcome, setRead } from '../database/threads-writing.ts';
import { readMentions } from './mentions.ts';
import { leadingRole, type Scene, type ThreadScene } from './scene.ts';
import { tellMentioned, tellWriters } from './tell.ts';

/** Ends a thread, always in words: whoever has written in it is told, and whoever is mentioned. */
export async function giveOutcome(
  scene: Scene,
  { thread, section }: ThreadScene,
  outcome: { kind: OutcomeKind; body: string },
): Promise<void> {
  const { tx, actor, now, today: day } = scene;
  const threadId = thread.id;
  const by = { accountId: actor.accountId, role: leadingRole(scene, section), at: now };
  const { body, mentioned } = await readMentions(scene, section, outcome.body);
  await setOutcome(tx, threadId, { kind: outcome.kind, body, by, day });
  await setRead(tx, [threadId], actor.accountId);
  await tellWriters(scene, thread, 'outcome');
  const others = mentioned.filter((id) => !thread.writerIds.includes(id));
  await tellMentioned(scene, section, { threadId }, others);
}
