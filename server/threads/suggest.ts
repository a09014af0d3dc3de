import type { ThreadResult } from '@delaktig/domain';
import { isForNextPlan } from '@delaktig/domain';
import { insertSuggestion } from '../database/suggestions.ts';
import { insertPlace } from '../database/thread-places.ts';
import { insertPost, insertThread, setRead } from '../database/threads-writing.ts';
import { isOfSection } from './anchored.ts';
import { type ActOf, type Scene, sectionFor, speakingRole } from './scene.ts';
import { tellLeaders } from './tell.ts';

/**
 * Begins a thread with other words for some that stand in one text block. Under one's name always: whose suggestion is
 * taken has written in the report. Whoever may comment may suggest, those who may write themselves too.
 */
export async function suggest(scene: Scene, act: ActOf<'suggest'>): Promise<ThreadResult> {
  const { tx, actor, now, today: day, report } = scene;
  const { sectionId, anchor, proposed, body, markedAt } = act;
  const found = sectionFor(scene, sectionId);
  if (found === null) return { ok: false, reason: 'not-found' };
  const { section, rights } = found;
  if (rights.comment === 'no') return { ok: false, reason: 'changed' };
  if (
    anchor.of !== 'words' ||
    !isOfOneBlock(anchor.quote) ||
    !isOfOneBlock(proposed) ||
    proposed === anchor.quote
  )
    return { ok: false, reason: 'no-suggestion' };
  if (!(await isOfSection(scene, section, anchor))) return { ok: false, reason: 'not-found' };
  const forNextPlan = isForNextPlan(rights.comment);
  const thread = { reportId: report.id, sectionId, anchor, forNextPlan, nameless: false };
  const threadId = await insertThread(tx, thread);
  await insertPlace(tx, { threadId, sectionId, anchor, markedAt });
  await insertSuggestion(tx, { threadId, original: anchor.quote, proposed });
  const by = { accountId: actor.accountId, role: speakingRole(scene, section), at: now };
  await insertPost(tx, { threadId, by, day, body });
  await setRead(tx, [threadId], actor.accountId);
  await tellLeaders(scene, section, { kind: 'to-answer', threadId, nameless: false });
  return { ok: true, threadId };
}

/** Lines of a field are its text blocks, and hard breaks in them. */
function isOfOneBlock(words: string): boolean {
  return !words.includes('\n');
}
