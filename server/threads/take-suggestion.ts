import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { setTaken } from '../database/suggestions.ts';
import { giveOutcome } from './give-outcome.ts';
import type { Rewriting } from './in-prose.ts';
import { type ActOf, leadingRole } from './scene.ts';

/**
 * Takes the words of a suggestion into the text, as they were proposed or as the person has changed them, and gives
 * the thread its outcome. They are the proposer's words; who took them is kept beside them.
 */
export function takeSuggestion({ threadId, words, seen, body }: ActOf<'take-suggestion'>): Rewriting {
  return {
    wishes({ scene: { actor, facts }, found: { thread, section, rights } }) {
      if (!leadsSection(actor, facts, factsOf(section))) return { ok: false, reason: 'forbidden' };
      if (!rights.take) return { ok: false, reason: 'changed' };
      if (words === seen) return { ok: false, reason: 'no-suggestion' };
      return { seen, words, author: thread.startedBy };
    },
    async store({ scene, found }, { seq, epoch }) {
      const { tx, actor, now, today: day } = scene;
      const by = { accountId: actor.accountId, role: leadingRole(scene, found.section), at: now };
      await setTaken(tx, threadId, { words, replaced: seen, by, day, seq, epoch });
      await giveOutcome(scene, found, { kind: 'changed', body });
    },
  };
}
