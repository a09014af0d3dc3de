import type { ThreadResult } from '@delaktig/domain';
import { insertSuggestion } from '../database/suggestions.ts';
import { isOfSection } from './anchored.ts';
import { beginThread } from './begin-thread.ts';
import { type ActOf, type Scene, sectionFor } from './scene.ts';

/**
 * Begins a thread with other words for some that stand in one text block. Under one's name always: whose suggestion is
 * taken has written in the report. Whoever may comment may suggest, those who may write themselves too.
 */
export async function suggest(scene: Scene, act: ActOf<'suggest'>): Promise<ThreadResult> {
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
  const said = { anchor, markedAt, nameless: false, body };
  const threadId = await beginThread(scene, section, rights.comment, said);
  await insertSuggestion(scene.tx, { threadId, original: anchor.quote, proposed });
  return { ok: true, threadId };
}

/** Lines of a field are its text blocks, and hard breaks in them. */
function isOfOneBlock(words: string): boolean {
  return !words.includes('\n');
}
