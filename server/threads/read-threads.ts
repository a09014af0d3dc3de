import type { ThreadResult } from '@delaktig/domain';
import { threadRights } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { threadsOf } from '../database/threads.ts';
import { setRead } from '../database/threads-writing.ts';
import { type ActOf, type Scene, threadFacts } from './scene.ts';

/** Marks threads as read so far. Those that are not there for this person are passed over. */
export async function readThreads(scene: Scene, { threadIds }: ActOf<'read-threads'>): Promise<ThreadResult> {
  const { tx, actor, facts, report, sections } = scene;
  const bySection = new Map(sections.map((section) => [section.id, factsOf(section)]));
  const read = (await threadsOf(tx, report.id)).filter((thread) => {
    const section = bySection.get(thread.sectionId);
    if (section === undefined || !threadIds.includes(thread.id)) return false;
    return threadRights(actor, facts, section, threadFacts(thread)).see;
  });
  await setRead(
    tx,
    read.map(({ id }) => id),
    actor.accountId,
  );
  return { ok: true };
}
