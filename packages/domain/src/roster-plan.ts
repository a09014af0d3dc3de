import type { Role } from './roles.ts';
import { ROLES } from './roles.ts';
import type {
  PlannedGroup,
  PlannedPerson,
  PlannedRole,
  RosterAccount,
  RosterDetails,
  RosterGround,
  RosterHeldRole,
  RosterPlan,
  RosterProblem,
  RosterTable,
} from './roster.ts';
import { leaversOf } from './roster-leavers.ts';
import { readLines } from './roster-lines.ts';
import { AccountFinder } from './roster-match.ts';
import { sameName } from './roster-names.ts';
import type { RosterPerson } from './roster-persons.ts';
import { personsOf } from './roster-persons.ts';
import { unprovenOf, unrecognisedOf } from './roster-unrecognised.ts';
import { holdBack } from './roster-waiting.ts';

/**
 * What becomes of a list: everyone in it as they are afterwards, and every row that is wrong. The same list and ground
 * give the same plan, and the plan of a list that was taken in changes nothing.
 */
export function rosterPlan(table: RosterTable, ground: RosterGround): RosterPlan {
  const { lines, wrong, titles } = readLines(table, ground);
  const found = matched(holdBack(personsOf(lines, wrong), table, wrong), ground, wrong);
  const people = found.map(({ person, account }) => planned(person, account, ground.today));
  const unrecognised = unrecognisedOf(people, ground);
  const wrongRows = table.rows.flatMap((row) => {
    const problems = wrong.get(row.row);
    return problems === undefined ? [] : [{ row, problems }];
  });
  return {
    people,
    unrecognised,
    unproven: unprovenOf(people, unrecognised),
    newGroups: newGroupsOf(people),
    leavers: leaversOf(people, wrongRows, ground),
    wrong: wrongRows,
    right: table.rows.length - wrongRows.length,
    titles,
  };
}

type Matched = { person: RosterPerson; account: RosterAccount | null };

/** Persons with their accounts; two in the list who are one in the accounts are one. */
function matched(
  persons: readonly RosterPerson[],
  ground: RosterGround,
  wrong: Map<number, RosterProblem[]>,
): Matched[] {
  const finder = new AccountFinder(ground, persons);
  const refuse = ({ lines }: RosterPerson, problem: RosterProblem) => {
    for (const { row } of lines) wrong.set(row.row, [problem]);
  };
  const all: Matched[] = [];
  const byAccount = new Map<string, Matched>();
  for (const person of persons) {
    const match = finder.find(person);
    const other = match.ok && match.account !== null ? byAccount.get(match.account.id) : undefined;
    if (!match.ok) refuse(person, match.problem);
    else if (other === undefined) {
      const one = { person, account: match.account };
      all.push(one);
      if (match.account !== null) byAccount.set(match.account.id, one);
    } else if (sameName(other.person.name) === sameName(person.name)) {
      other.person = {
        ...other.person,
        email: other.person.email ?? person.email,
        mobile: other.person.mobile ?? person.mobile,
        lines: [...other.person.lines, ...person.lines],
      };
    } else {
      refuse(person, { is: 'contradicts', field: 'name', row: other.person.lines[0]?.row.row ?? 0 });
    }
  }
  return all;
}

function planned(person: RosterPerson, account: RosterAccount | null, today: string): PlannedPerson {
  const roles = rolesOf(person, account, today);
  const { set, before } = details(person, account);
  const getsUsername = !isReachable(person, account);
  const reopens = account?.closed ?? false;
  const here = account?.roles.some(({ to }) => to === null || to > today) ?? false;
  const changes =
    reopens || getsUsername || Object.keys(set).length > 0 || roles.some(({ act }) => act !== 'keep');
  return {
    rows: person.lines.map(({ row }) => row.row).sort((a, b) => a - b),
    accountId: account?.id ?? null,
    name: account?.name === '' ? '' : person.name,
    is: here ? (changes ? 'changed' : 'unchanged') : 'new',
    reopens,
    set,
    before,
    getsUsername,
    roles,
  };
}

/** What the account gets. Of one that another administration shares nothing is touched. */
function details(
  person: RosterPerson,
  account: RosterAccount | null,
): { set: RosterDetails; before: RosterDetails } {
  const { name, email, mobile } = person;
  if (account?.shared) return { set: {}, before: {} };
  const set: RosterDetails = {};
  const before: RosterDetails = {};
  if (account === null) set.name = name;
  else if (account.name !== '' && sameName(account.name) !== sameName(name)) {
    set.name = name;
    before.name = account.name;
  }
  if (email !== null && email.toLowerCase() !== account?.email?.toLowerCase()) {
    set.email = email;
    if (account?.email) before.email = account.email;
  }
  if (mobile !== null && mobile !== account?.mobile) {
    set.mobile = mobile;
    if (account?.mobile) before.mobile = account.mobile;
  }
  return { set, before };
}

/** Has something to sign in with. An account that others share is theirs to reach. */
function isReachable({ email, mobile }: RosterPerson, account: RosterAccount | null): boolean {
  if (account?.shared) return true;
  return (email ?? mobile ?? account?.email ?? account?.mobile ?? account?.username ?? null) !== null;
}

function rolesOf(person: RosterPerson, account: RosterAccount | null, today: string): PlannedRole[] {
  const held = (account?.roles ?? []).filter(({ to }) => to === null || to >= today);
  const wanted = new Map<string, { unitId: string; role: Role; groups: Map<string, PlannedGroup> }>();
  for (const line of person.lines) {
    const role = line.role ?? roleIn(held, line.unit.id, today);
    const key = `${line.unit.id} ${role}`;
    const one = wanted.get(key) ?? { unitId: line.unit.id, role, groups: new Map() };
    for (const group of line.groups) one.groups.set(sameName(group.name), group);
    wanted.set(key, one);
  }
  return [...wanted.values()].map(({ unitId, role, groups }) => {
    const own = held
      .filter((other) => other.unitId === unitId && other.role === role)
      .sort((a, b) => (b.to ?? '9999').localeCompare(a.to ?? '9999'))[0];
    const named = [...groups.values()];
    if (own === undefined) return { unitId, role, assignmentId: null, act: 'add', groups: named };
    const same = named.length === 0 || sameGroups(named, own.groupIds);
    const act = own.to === today ? 'resume' : same ? 'keep' : 'groups';
    const kept = own.groupIds.map((id) => ({ id, name: '' }));
    return { unitId, role, assignmentId: own.assignmentId, act, groups: same ? kept : named };
  });
}

/** A row without a role means the one that the person has in the unit, staff first. */
function roleIn(held: readonly RosterHeldRole[], unitId: string, today: string): Role {
  const there = held
    .filter((role) => role.unitId === unitId && (role.to === null || role.to > today))
    .map(({ role }) => role);
  return there.includes('staff') ? 'staff' : (ROLES.find((role) => there.includes(role)) ?? 'staff');
}

function sameGroups(groups: readonly PlannedGroup[], ids: readonly string[]): boolean {
  return groups.length === ids.length && groups.every(({ id }) => id !== null && ids.includes(id));
}

function newGroupsOf(people: readonly PlannedPerson[]): RosterPlan['newGroups'] {
  const made = new Map<string, { unitId: string; name: string }>();
  for (const { roles } of people) {
    for (const { unitId, groups } of roles) {
      for (const { id, name } of groups) {
        const key = `${unitId} ${sameName(name)}`;
        if (id === null && !made.has(key)) made.set(key, { unitId, name });
      }
    }
  }
  return [...made.values()];
}
