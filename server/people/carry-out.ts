import { randomUUID } from 'node:crypto';
import {
  daysAfter,
  type PlannedPerson,
  type PlannedRole,
  type RosterLeaver,
  type RosterPlan,
  sameName,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { madeUpUsername } from '../accounts/made-up-username.ts';
import { type AuditEntry, writeAudit } from '../database/audit.ts';
import { json } from '../database/json.ts';
import type { PeopleTaken } from './contract.ts';

type Scene = {
  tx: postgres.TransactionSql;
  now: Date;
  today: string;
  administrationId: string;
  actorId: string;
};

type Note = Pick<AuditEntry, 'act' | 'accountId' | 'unitId' | 'detail'>;
type Person = PlannedPerson & { id: string; isNew: boolean; username?: string };
type Role = Omit<PlannedRole, 'groups'> & { id: string; person: Person; groupIds: string[] };

/** Does what the plan says, in few statements however many people there are, and writes down each act. */
export async function carryOut(
  scene: Scene,
  plan: RosterPlan,
  leaving: readonly RosterLeaver[],
): Promise<PeopleTaken> {
  const notes: Note[] = [];
  const groupIds = await placeGroups(scene, plan, notes);
  const people = await withUsernames(
    scene,
    plan.people.map((person) => ({
      ...person,
      id: person.accountId ?? randomUUID(),
      isNew: person.accountId === null,
    })),
  );
  await placeAccounts(scene, people, notes);
  await placeRoles(
    scene,
    people.flatMap((person) => rolesOf(person, groupIds)),
    notes,
  );
  const closed = await endRoles(scene, leaving, notes);
  const of = (is: PlannedPerson['is']) => people.filter((person) => person.is === is).length;
  const done: PeopleTaken = {
    added: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    groups: plan.newGroups.length,
    rolesEnded: leaving.length,
    closed,
    wrong: plan.wrong.length,
    usernames: people.filter(({ getsUsername }) => getsUsername).length,
  };
  await write(scene, [...notes, { act: 'people.import', detail: done }]);
  return done;
}

/** @returns ids by unit and name. A closed group of the name opens again. */
async function placeGroups(
  { tx }: Scene,
  { newGroups }: RosterPlan,
  notes: Note[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { unitId, name } of newGroups) {
    const [opened] = await tx<{ id: string }[]>`
      update work_groups set closed_at = null
      where id = (select id from work_groups where unit_id = ${unitId} and name = ${name}
        and closed_at is not null order by id limit 1) returning id`;
    const [made] = opened
      ? [opened]
      : await tx<{ id: string }[]>`
          insert into work_groups (unit_id, name) values (${unitId}, ${name}) returning id`;
    if (made === undefined) throw new Error('A work group was not inserted');
    ids.set(groupKey(unitId, name), made.id);
    notes.push({ act: 'group.add', unitId, detail: { groupId: made.id } });
  }
  return ids;
}

function groupKey(unitId: string, name: string): string {
  return `${unitId} ${sameName(name)}`;
}

async function withUsernames({ tx }: Scene, people: readonly Person[]): Promise<Person[]> {
  if (!people.some(({ getsUsername }) => getsUsername)) return [...people];
  const rows = await tx<{ username: string }[]>`
    select lower(username) as username from accounts where username is not null`;
  const taken = new Set(rows.map(({ username }) => username));
  const take = async (username: string) => !taken.has(username) && taken.add(username).has(username);
  const named: Person[] = [];
  for (const person of people) {
    named.push(person.getsUsername ? { ...person, username: await madeUpUsername(take) } : person);
  }
  return named;
}

async function placeAccounts({ tx }: Scene, people: readonly Person[], notes: Note[]): Promise<void> {
  const rows = (some: readonly Person[]) =>
    json(
      tx,
      some.map(({ id, set, username }) => ({ id, ...set, username })),
    );
  const columns = tx`(id uuid, name text, email text, mobile text, username text)`;
  const added = people.filter(({ isNew }) => isNew);
  const changed = people.filter(
    ({ isNew, set, getsUsername }) => !isNew && (getsUsername || Object.keys(set).length > 0),
  );
  const reopened = people.filter(({ reopens }) => reopens).map(({ id }) => id);
  await tx`
    insert into accounts (id, name, email, mobile, username)
    select id, name, email, mobile, username from jsonb_to_recordset(${rows(added)}) as given ${columns}`;
  await tx`
    update accounts a set name = coalesce(given.name, a.name), email = coalesce(given.email, a.email),
      mobile = coalesce(given.mobile, a.mobile), username = coalesce(given.username, a.username)
    from jsonb_to_recordset(${rows(changed)}) as given ${columns} where a.id = given.id`;
  // The address may be another's by now: nothing that its holder of then knew opens the account.
  await tx`
    update accounts set closed_at = null, password_hash = null, username = null
    where id = any(${reopened}::uuid[])`;
  for (const { id, set, getsUsername } of changed) {
    const fields = [...Object.keys(set), ...(getsUsername ? ['username'] : [])];
    notes.push({ act: 'person.change', accountId: id, detail: { fields } });
  }
  for (const id of reopened) notes.push({ act: 'account.reopen', accountId: id });
}

function rolesOf(person: Person, groupIds: ReadonlyMap<string, string>): Role[] {
  return person.roles.map(({ groups, ...role }) => ({
    ...role,
    id: role.assignmentId ?? randomUUID(),
    person,
    groupIds: groups.map(({ id, name }) => {
      const groupId = id ?? groupIds.get(groupKey(role.unitId, name));
      if (groupId === undefined) throw new Error('A group of the plan was not made');
      return groupId;
    }),
  }));
}

async function placeRoles(
  { tx, administrationId }: Scene,
  roles: readonly Role[],
  notes: Note[],
): Promise<void> {
  const added = roles.filter(({ act }) => act === 'add');
  const resumed = roles.filter(({ act }) => act === 'resume').map(({ id }) => id);
  const regrouped = roles.filter(({ act }) => act === 'groups' || act === 'resume').map(({ id }) => id);
  const rows = added.map(({ id, person, role, unitId }) => ({
    id,
    account_id: person.id,
    role,
    unit_id: unitId,
  }));
  await tx`
    insert into role_assignments (id, account_id, role, administration_id, unit_id)
    select id, account_id, role, ${administrationId}::uuid, unit_id
    from jsonb_to_recordset(${json(tx, rows)}) as given (id uuid, account_id uuid, role text, unit_id uuid)`;
  await tx`update role_assignments set valid_to = null where id = any(${resumed}::uuid[])`;
  await tx`delete from assignment_groups where assignment_id = any(${regrouped}::uuid[])`;
  const placed = roles
    .filter(({ act }) => act !== 'keep')
    .flatMap(({ id, groupIds }) => groupIds.map((groupId) => ({ id, group_id: groupId })));
  await tx`
    insert into assignment_groups (assignment_id, work_group_id)
    select id, group_id from jsonb_to_recordset(${json(tx, placed)}) as given (id uuid, group_id uuid)`;
  const named = new Set<string>();
  for (const { act, person, role, unitId, groupIds } of roles) {
    if (act === 'keep') continue;
    const isFirst = person.isNew && !named.has(person.id);
    named.add(person.id);
    const told = act === 'groups' ? 'role.change' : isFirst ? 'person.add' : 'role.add';
    notes.push({ act: told, accountId: person.id, unitId, detail: { role, groupIds } });
  }
}

/** At once. @returns how many accounts were closed, since no role was left */
async function endRoles(
  { tx, now, today }: Scene,
  leaving: readonly RosterLeaver[],
  notes: Note[],
): Promise<number> {
  const ids = leaving.map(({ assignmentId }) => assignmentId);
  const accountIds = [...new Set(leaving.map(({ accountId }) => accountId))];
  await tx`
    update role_assignments set valid_to = ${daysAfter(today, -1)} where id = any(${ids}::uuid[])`;
  const closed = await tx<{ id: string }[]>`
    update accounts a set closed_at = ${now}
    where a.id = any(${accountIds}::uuid[]) and a.closed_at is null and not exists (
      select from role_assignments ra where ra.account_id = a.id and coalesce(ra.valid_to >= ${today}::date, true))
    returning a.id`;
  const closedIds = closed.map(({ id }) => id);
  await tx`
    update sessions set revoked_at = ${now} where account_id = any(${closedIds}::uuid[]) and revoked_at is null`;
  for (const { accountId, unitId } of leaving) {
    notes.push({ act: 'role.end', accountId, unitId, detail: { role: 'staff' } });
  }
  for (const id of closedIds) notes.push({ act: 'account.close', accountId: id });
  return closedIds.length;
}

/** Sent without waiting for each other: the connection takes them in order. */
async function write(scene: Scene, notes: readonly Note[]): Promise<void> {
  const { tx, now: at, administrationId, actorId } = scene;
  await Promise.all(notes.map((note) => writeAudit(tx, { at, administrationId, actorId, ...note })));
}
