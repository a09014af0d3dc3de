import type { SectionRow } from '../database/report-rows.ts';
import type { ThreadRow } from '../database/threads.ts';
import { insertNotices, leadersOf } from '../database/threads-notices.ts';
import type { Scene } from './scene.ts';

/** What was said and is told of; without `postId` nothing, an outcome, or what has no name. */
export type Told = { threadId: string; postId?: string };

/**
 * Tells those who have written in a thread under their name, but for the one who acts, and those who are told of the
 * same words as mentioned.
 */
export async function tellWriters(
  { tx, actor, report, now, today }: Scene,
  thread: ThreadRow,
  kind: 'reply' | 'outcome' | 'reopened',
  { postId, mentioned = [] }: { postId?: string; mentioned?: readonly string[] } = {},
): Promise<void> {
  const others = thread.writerIds.filter((id) => id !== actor.accountId && !mentioned.includes(id));
  const about = { reportId: report.id, sectionId: thread.sectionId, threadId: thread.id, postId };
  await insertNotices(tx, others, { kind, ...about, day: today, at: now });
}

/** Tells those who are mentioned in a thread; an outcome has no post of its own. */
export async function tellMentioned(
  { tx, report, now, today }: Scene,
  section: SectionRow,
  { threadId, postId }: Told,
  mentioned: readonly string[],
): Promise<void> {
  const about = { reportId: report.id, sectionId: section.id, threadId, postId };
  await insertNotices(tx, mentioned, { kind: 'mention', ...about, day: today, at: now });
}

type Telling = Told & {
  kind: 'to-answer' | 'reopened';
  nameless: boolean;
  /** They are told of the same words as mentioned. */
  mentioned?: readonly string[];
};

/**
 * Tells those who lead a section. Of what is said without a name all of them are told, whoever said it: one who was
 * left out would be known by it. Nor has such a notice a clock.
 */
export async function tellLeaders(
  { tx, actor, facts, report, now, today }: Scene,
  section: SectionRow,
  { kind, threadId, postId, nameless, mentioned = [] }: Telling,
): Promise<void> {
  const { unitIds, administrationId } = facts;
  const leaders = await leadersOf(tx, { unitIds, administrationId, deputyIds: section.deputyIds }, today);
  const others = leaders.filter((id) => id !== actor.accountId && !mentioned.includes(id));
  const told = nameless ? leaders : others;
  const about = { reportId: report.id, sectionId: section.id, threadId, ...(!nameless && { postId }) };
  await insertNotices(tx, told, { kind, ...about, day: today, at: nameless ? null : now });
}
