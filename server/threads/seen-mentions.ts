import type { Actor, Mention, MentionView, ThreadView } from '@delaktig/domain';
import { mentionsIn, mentionToken } from '@delaktig/domain';
import { shownName } from '@delaktig/texts';
import type postgres from 'postgres';
import { namedMembersOf, namesOfAccounts, namesOfGroups } from '../database/people-of-units.ts';

/** A thread before it is known who is named in it. */
export type BareThreadView = Omit<ThreadView, 'mentions' | 'ofMyGroup'>;

/** Fills in what tokens are called, and which threads are of a work group of the person's own. */
export async function withMentions(
  sql: postgres.ISql,
  { actor, unitIds, today }: { actor: Actor; unitIds: readonly string[]; today: string },
  threads: readonly BareThreadView[],
): Promise<{ threads: ThreadView[]; hasGroup: boolean }> {
  const groupIds = groupsOf(actor, unitIds);
  const [labels, members] = await Promise.all([
    labelsOf(sql, threads.flatMap(mentionsOf), unitIds),
    groupIds.length === 0 ? new Set<string>() : namedMembersOf(sql, groupIds, today),
  ]);
  const isOfGroup = ({ of, id }: Mention) => (of === 'group' ? groupIds.includes(id) : members.has(id));
  return {
    hasGroup: groupIds.length > 0,
    threads: threads.map((thread) => {
      const mentions = mentionsOf(thread);
      return {
        ...thread,
        mentions: labels.filter(({ token }) => mentions.some((each) => mentionToken(each) === token)),
        ofMyGroup: writersOf(thread).some((id) => members.has(id)) || mentions.some(isOfGroup),
      };
    }),
  };
}

/**
 * What tokens are called for whoever may read where they stand: of someone without a name here, the role. Of those who
 * have nothing to do with the units nothing is told, whatever token a client made up.
 */
export async function labelsOf(
  sql: postgres.ISql,
  mentions: readonly Mention[],
  unitIds: readonly string[],
): Promise<MentionView[]> {
  const ids = (wanted: Mention['of']) => [
    ...new Set(mentions.filter(({ of }) => of === wanted).map(({ id }) => id)),
  ];
  const [accounts, groups] = [ids('account'), ids('group')];
  if (accounts.length + groups.length === 0) return [];
  const [people, named] = await Promise.all([
    namesOfAccounts(sql, accounts, unitIds),
    namesOfGroups(sql, groups, unitIds),
  ]);
  return [
    ...people.map(({ id, name, roles }) => ({
      token: mentionToken({ of: 'account', id }),
      label: shownName(name, roles),
    })),
    ...named.map(({ id, name }) => ({ token: mentionToken({ of: 'group', id }), label: name })),
  ];
}

function mentionsOf({ posts, outcome }: BareThreadView): Mention[] {
  return mentionsIn([...posts.map(({ body }) => body ?? ''), outcome?.body ?? ''].join('\n'));
}

function writersOf({ posts }: BareThreadView): string[] {
  return posts.flatMap(({ by, outcome }) => (by === null || outcome !== null ? [] : [by.accountId]));
}

/** The person's own, in the units whose report it is. */
function groupsOf({ assignments }: Actor, unitIds: readonly string[]): string[] {
  return assignments.flatMap(({ unitId, workGroupIds }) =>
    unitId !== null && unitIds.includes(unitId) ? workGroupIds : [],
  );
}
