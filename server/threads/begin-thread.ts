import type { CommentRight, MarkedAt, ThreadAnchor } from '@delaktig/domain';
import { isForNextPlan } from '@delaktig/domain';
import type { SectionRow } from '../database/report-rows.ts';
import { insertPlace } from '../database/thread-places.ts';
import { insertPost, insertThread, setRead } from '../database/threads-writing.ts';
import { nobodyMentioned, readMentions } from './mentions.ts';
import { type Scene, speakingRole } from './scene.ts';
import { tellLeaders, tellMentioned } from './tell.ts';

export type Beginning = {
  anchor: ThreadAnchor;
  markedAt: MarkedAt | undefined;
  nameless: boolean;
  body: string;
};

/** A thread with what it begins with, of which those who lead the section and are mentioned are told. @returns its id */
export async function beginThread(
  scene: Scene,
  section: SectionRow,
  right: CommentRight,
  { anchor, markedAt, nameless, ...given }: Beginning,
): Promise<string> {
  const { tx, actor, now, today, report } = scene;
  const sectionId = section.id;
  const forNextPlan = isForNextPlan(right);
  const threadId = await insertThread(tx, { reportId: report.id, sectionId, anchor, forNextPlan, nameless });
  if (anchor.of === 'words') await insertPlace(tx, { threadId, sectionId, anchor, markedAt });
  const { accountId } = actor;
  const by = nameless ? null : { accountId, role: speakingRole(scene, section), at: now };
  const { body, mentioned } = nameless
    ? { body: nobodyMentioned(given.body), mentioned: [] }
    : await readMentions(scene, section, given.body);
  const postId = await insertPost(tx, { threadId, by, day: today, body });
  if (!nameless) await setRead(tx, [threadId], accountId);
  await tellLeaders(scene, section, { kind: 'to-answer', threadId, postId, nameless, mentioned });
  await tellMentioned(scene, section, { threadId, postId }, mentioned);
  return threadId;
}
