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

/** Whom somebody may mention where they may comment; null when they may not. */
export async function viewMentionable(
  sql: postgres.ISql,
  actor: Actor,
  { reportId, sectionId }: { reportId: string; sectionId: string },
  now: Date,
): Promise<MentionChoice[] | null> {
  const stored = isId(reportId) ? await reportById(sql, reportId) : null;
  if (stored === null) return null;
  const facts = reportFacts(standingAt(stored, now));
  const section = (await sectionsOf(sql, [reportId])).find(({ id, hasRoom }) => hasRoom && id === sectionId);
  if (section === undefined) return null;
  const rights = sectionRights(actor, facts, factsOf(section));
  if (!rights.read || rights.comment === 'no') return null;
  const { people, groups } = await mentionableIn(sql, facts, section, dayInStockholm(now));
  const choices = [
    ...groups.map(({ id, name }) => choice('group', id, name, sv.threads.mention.group)),
    ...people.filter(({ id }) => id !== actor.accountId).map(personChoice),
  ];
  return withOwnLabels(choices.filter(({ label }, _, all) => isTold(label, all, people)));
}

function personChoice({ id, name, assignments }: PersonOfUnits): MentionChoice {
  const roles = assignments.map(({ role }) => role);
  const strongest = ROLES.find((role) => roles.includes(role)) ?? 'staff';
  const role = name === '' ? '' : sv.roles[strongest].toLocaleLowerCase('sv');
  return choice('account', id, shownName(name, roles), role);
}

function choice(of: MentionChoice['of'], id: string, label: string, role: string): MentionChoice {
  return { of, token: mentionToken({ of, id }), label, role };
}

/** Of several who are shown by the same role nobody could say which one they mean. */
function isTold(label: string, all: readonly MentionChoice[], people: readonly PersonOfUnits[]): boolean {
  const isRole = Object.values<string>(sv.roles).includes(label);
  const isShared = all.filter((other) => other.label === label).length > 1;
  return !(isRole && isShared && people.some(({ name }) => name === ''));
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
