import { leadsSection } from '@delaktig/domain';
import { factsOf } from '../database/sections.ts';
import { setTaken } from '../database/suggestions.ts';
import { setOutcome, setRead } from '../database/threads-writing.ts';
import type { Rewriting } from './in-prose.ts';
import { readMentions } from './mentions.ts';
import { type ActOf, leadingRole } from './scene.ts';
import { tellMentioned, tellWriters } from './tell.ts';

/**
 * Takes the words of a suggestion into the text, as they were proposed or as the person has changed them, and gives
 * the thread its outcome. They are the proposer's words; who took them is kept beside them.
 */
export function takeSuggestion({ threadId, words, seen, ...given }: ActOf<'take-suggestion'>): Rewriting {
  return {
    wishes({ scene: { actor, facts }, found: { thread, section, rights } }) {
      if (!leadsSection(actor, facts, factsOf(section))) return { ok: false, reason: 'forbidden' };
      if (!rights.take) return { ok: false, reason: 'changed' };
      if (words === seen) return { ok: false, reason: 'no-suggestion' };
      return { seen, words, author: thread.startedBy };
    },
    async store({ scene, found }, { seq, epoch }) {
      const { tx, actor, now, today: day } = scene;
      const { body, mentioned } = await readMentions(scene, found.section, given.body);
      const by = { accountId: actor.accountId, role: leadingRole(scene, found.section), at: now };
      await setTaken(tx, threadId, { words, replaced: seen, by, day, seq, epoch });
      await setOutcome(tx, threadId, { kind: 'changed', body, by, day });
      await setRead(tx, [threadId], actor.accountId);
      await tellWriters(scene, found.thread, 'outcome');
      const others = mentioned.filter((id) => !found.thread.writerIds.includes(id));
      await tellMentioned(scene, found.section, { threadId }, others);
    },
  };
}
