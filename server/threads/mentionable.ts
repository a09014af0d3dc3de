import type { Actor, MentionChoice, ReportFacts } from '@delaktig/domain';
import { dayInStockholm, mentionToken, ROLES, sectionRights } from '@delaktig/domain';
import { shownName, sv } from '@delaktig/texts';
import type postgres from 'postgres';
import { isId } from '../database/ids.ts';
import { type PersonOfUnits, peopleOfUnits } from '../database/people-of-units.ts';
import type { SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import { groupsOfUnits } from '../database/road-people.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { writersIn } from '../database/threads.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** Whom a word in a section may be for: those who may read it, and the work groups with any of them. */
export type Mentionable = {
  people: PersonOfUnits[];
  groups: { id: string; name: string; memberIds: string[] }[];
};

export async function mentionableIn(
  sql: postgres.ISql,
  facts: ReportFacts,
  section: SectionRow,
  today: string,
): Promise<Mentionable> {
  const all = await peopleOfUnits(sql, facts.unitIds, today);
  const people = all.filter(
    ({ id, assignments }) => sectionRights({ accountId: id, assignments }, facts, factsOf(section)).read,
  );
  const groups = (await groupsOfUnits(sql, facts.unitIds)).filter(({ open }) => open);
  const membersOf = (groupId: string) =>
    people
      .filter(({ assignments }) => assignments.some(({ workGroupIds }) => workGroupIds.includes(groupId)))
      .map(({ id }) => id);
  return {
    people,
    groups: groups
      .map(({ id, name }) => ({ id, name, memberIds: membersOf(id) }))
      .filter(({ memberIds }) => memberIds.length > 0),
  };
}

/**
 * Whom somebody may mention where they may comment; null when they may not. Of those who are shown by role only, who
 * has written what the person reads in the report, and nobody else: that such a colleague is there at all would be
 * read from the list.
 */
export async function viewMentionable(
  sql: postgres.ISql,
  actor: Actor,
  { reportId, sectionId }: { reportId: string; sectionId: string },
  now: Date,
): Promise<MentionChoice[] | null> {
  const stored = isId(reportId) ? await reportById(sql, reportId) : null;
  if (stored === null) return null;
  const facts = reportFacts(standingAt(stored, now));
  const sections = (await sectionsOf(sql, [reportId])).filter(({ hasRoom }) => hasRoom);
  const section = sections.find(({ id }) => id === sectionId);
  if (section === undefined) return null;
  const rights = sectionRights(actor, facts, factsOf(section));
  if (!rights.read || rights.comment === 'no') return null;
  const { people, groups } = await mentionableIn(sql, facts, section, dayInStockholm(now));
  const read = sections.filter((each) => sectionRights(actor, facts, factsOf(each)).read);
  const writers = await writersIn(
    sql,
    read.map(({ id }) => id),
  );
  return withOwnLabels([
    ...groups.map(({ id, name }) => choice('group', id, name, sv.threads.mention.group)),
    ...toldApart(people.filter(({ id, name }) => name !== '' || writers.has(id)))
      .filter(({ id }) => id !== actor.accountId)
      .map(personChoice),
  ]);
}

/**
 * Of several who are shown by the same role nobody could say which one they mean. Each of them is counted for each who
 * looks: one who did not count themselves would be shown the other.
 */
function toldApart(people: readonly PersonOfUnits[]): PersonOfUnits[] {
  const labels = people.filter(({ name }) => name === '').map(labelOf);
  return people.filter(
    (person) => person.name !== '' || labels.filter((label) => label === labelOf(person)).length === 1,
  );
}

function labelOf({ name, assignments }: PersonOfUnits): string {
  return shownName(
    name,
    assignments.map(({ role }) => role),
  );
}

function personChoice(person: PersonOfUnits): MentionChoice {
  const roles = person.assignments.map(({ role }) => role);
  const strongest = ROLES.find((role) => roles.includes(role)) ?? 'staff';
  const role = person.name === '' ? '' : sv.roles[strongest].toLocaleLowerCase('sv');
  return choice('account', person.id, labelOf(person), role);
}

function choice(of: MentionChoice['of'], id: string, label: string, role: string): MentionChoice {
  return { of, token: mentionToken({ of, id }), label, role };
}

/** People of the same name are numbered. */
function withOwnLabels(choices: readonly MentionChoice[]): MentionChoice[] {
  const seen = new Map<string, number>();
  return choices.map((each) => {
    const nth = (seen.get(each.label) ?? 0) + 1;
    seen.set(each.label, nth);
    return nth === 1 ? each : { ...each, label: `${each.label} ${nth}` };
  });
}
