import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { takeTakenBack } from '../database/suggestions.ts';
import { setRead, takeOutcomeBack } from '../database/threads-writing.ts';
import type { Rewriting } from './in-prose.ts';
import type { ActOf } from './scene.ts';
import { tellLeaders, tellWriters } from './tell.ts';

/**
 * Puts back what stood there before a suggestion was taken, as long as its words are untouched and the section has the
 * room that took them. The thread is open again, its outcome stays among what was said, and whoever may open it again
 * with a new ground still may.
 */
export function undoSuggestion({ threadId }: ActOf<'undo-suggestion'>): Rewriting {
  return {
    wishes({ scene: { actor, facts }, found: { section, rights }, suggestion: { taken, epoch } }) {
      if (!leadsSection(actor, facts, factsOf(section))) return { ok: false, reason: 'forbidden' };
      if (!rights.undo || taken === null) return { ok: false, reason: 'changed' };
      if (taken.epoch !== epoch) return { ok: false, reason: 'look-again' };
      return { seen: taken.words, words: taken.replaced, author: null };
    },
    async store({ scene, found: { thread, section } }) {
      const { tx, actor } = scene;
      await takeTakenBack(tx, threadId);
      if (thread.state === 'open') return;
      await takeOutcomeBack(tx, threadId, { reopened: false });
      await setRead(tx, [threadId], actor.accountId);
      await tellWriters(scene, thread, 'reopened');
      await tellLeaders(scene, section, { kind: 'reopened', threadId, nameless: false });
    },
  };
}
