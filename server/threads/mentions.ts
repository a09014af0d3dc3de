import type { Mention } from '@delaktig/domain';
import { MOST_MENTIONS, mentionsIn, mentionToken, withoutMentions } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { SectionRow } from '../database/report-rows.ts';
import { mentionableIn } from './mentionable.ts';
import type { Scene } from './scene.ts';

/** What is written down of somebody's words, and whom they are for. */
export type Said = { body: string; mentioned: string[] };

/** The mark of somebody who is not named, in words. */
const NOBODY = `@${sv.threads.mention.unknown}`;

/**
 * Lets stand who may read the section; a token for anybody else becomes plain words, and tells nobody. What stood in
 * the words `before` stays, whoever has left since, and is not told again. Never of oneself.
 */
export async function readMentions(
  { tx, actor, facts, today }: Scene,
  section: SectionRow,
  body: string,
  before = '',
): Promise<Said> {
  const kept = new Set(mentionsIn(before).map(mentionToken));
  const added = mentionsIn(body).filter((mention) => !kept.has(mentionToken(mention)));
  if (added.length === 0) return { body, mentioned: [] };
  const { people, groups } = await mentionableIn(tx, facts, section, today);
  const toldBy = ({ of, id }: Mention): string[] | null => {
    if (of === 'group') return groups.find((group) => group.id === id)?.memberIds ?? null;
    return people.some((person) => person.id === id) ? [id] : null;
  };
  const good = added.filter((mention) => toldBy(mention) !== null).slice(0, MOST_MENTIONS);
  for (const mention of good) kept.add(mentionToken(mention));
  return {
    body: withoutMentions(body, (mention) => kept.has(mentionToken(mention)), NOBODY),
    mentioned: [...new Set(good.flatMap((mention) => toldBy(mention) ?? []))].filter(
      (id) => id !== actor.accountId,
    ),
  };
}

/** What is said without a name is for nobody by name: whom it tells could tell who said it. */
export function nobodyMentioned(body: string): string {
  return withoutMentions(body, () => false, NOBODY);
}
