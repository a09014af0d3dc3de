import { type Actor, administers, dayInStockholm, shownMobile } from '@delaktig/domain';
import { lockAccounts } from '../database/access-codes.ts';
import { setUsername } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import {
  accessOfPeople,
  countWithWayIn,
  type PersonAccessRow,
  peopleWithoutWayIn,
} from '../database/people-access.ts';
import { makeCode } from './codes.ts';
import type { Invitations, InvitationsFilter, PersonInLine, Sheet } from './contract.ts';
import { madeUpUsername } from './made-up-username.ts';
import { noteAct, reachOf } from './reach.ts';
import { sendCode } from './send-code.ts';
import { codeShown, rolesShown } from './shown.ts';

export type InvitingDeps = { sql: Sql; actor: Actor; now: Date /** Where people find us. */; origin: string };

/** Those of an administration who cannot sign in yet; null for whoever does not administer it. */
export async function invitations(
  { sql, actor, now }: Omit<InvitingDeps, 'origin'>,
  filter: InvitationsFilter,
): Promise<Omit<Invitations, 'canMail'> | null> {
  const { administrationId } = filter;
  if (!isId(administrationId) || !administers(actor, administrationId)) return null;
  const day = dayInStockholm(now);
  const [people, canSignIn] = await Promise.all([
    peopleWithoutWayIn(sql, administrationId, day),
    countWithWayIn(sql, administrationId, day),
  ]);
  const inOwn = (person: PersonAccessRow) =>
    person.roles.filter(({ ended, administration }) => !ended && administration.id === administrationId);
  const chosen = people.filter((person) =>
    inOwn(person).some(
      ({ unit, groups }) =>
        (filter.unitId === undefined || unit?.id === filter.unitId) &&
        (filter.groupId === undefined || groups.some(({ id }) => id === filter.groupId)),
    ),
  );
  return {
    units: unitsOf(people.flatMap(inOwn)),
    people: chosen.map((person) => inLine(actor, person, inOwn(person), now)),
    canSignIn,
  };
}

type Role = PersonAccessRow['roles'][number];

function unitsOf(roles: readonly Role[]): Invitations['units'] {
  const units = new Map<
    string,
    { id: string; name: string; groups: Map<string, { id: string; name: string }> }
  >();
  for (const { unit, groups } of roles) {
    if (unit === null) continue;
    const known = units.get(unit.id) ?? { ...unit, groups: new Map() };
    for (const group of groups) known.groups.set(group.id, group);
    units.set(unit.id, known);
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'sv');
  return [...units.values()]
    .map((unit) => ({ ...unit, groups: [...unit.groups.values()].sort(byName) }))
    .sort(byName);
}

function inLine(actor: Actor, person: PersonAccessRow, roles: readonly Role[], now: Date): PersonInLine {
  return {
    id: person.id,
    name: person.name,
    roles: rolesShown({ roles: [...roles] }),
    units: [...new Set(roles.flatMap(({ unit }) => unit?.name ?? []))],
    groups: [...new Set(roles.flatMap(({ groups }) => groups.map(({ name }) => name)))],
    hasEmail: person.email !== null,
    hasMobileOrUsername: person.mobile !== null || person.username !== null,
    mayAct: reachOf(actor, person).acts,
    code: codeShown(person.code, now),
  };
}

/** Sends each a link, all or, should the database fail, nobody. `left`: those without an address or out of reach. */
export async function invite(
  { sql, actor, now, origin }: InvitingDeps,
  accountIds: readonly string[],
): Promise<{ invited: number; left: number }> {
  const ids = [...new Set(accountIds)];
  return sql.begin(async (tx) => {
    const people = await withinReach(tx, actor, ids, now);
    let invited = 0;
    for (const person of people) {
      if (person.email === null) continue;
      const { id: accountId, name, email, hasPassword } = person;
      await sendCode(tx, { accountId, name, email, hasPassword, origin, now });
      await noteAct(tx, { actor, person, now, act: hasPassword ? 'password-reset-sent' : 'invited' });
      invited += 1;
    }
    return { invited, left: ids.length - invited };
  });
}

/**
 * Makes a code for each and gives the slips: the only time that the codes can be read. Somebody with nothing to sign
 * in with gets a username, which says nothing of who they are.
 */
export async function printCodes(
  { sql, actor, now }: Omit<InvitingDeps, 'origin'>,
  accountIds: readonly string[],
): Promise<{ sheets: Sheet[]; left: number }> {
  const ids = [...new Set(accountIds)];
  return sql.begin(async (tx) => {
    const people = await withinReach(tx, actor, ids, now);
    const sheets: Sheet[] = [];
    for (const person of people) {
      const { id: accountId, name } = person;
      const needsName = person.email === null && person.mobile === null && person.username === null;
      const username = needsName ? await madeUpUsername((name) => setUsername(tx, accountId, name)) : null;
      const purpose = person.hasPassword ? 'reset' : 'invite';
      const code = await makeCode(tx, { accountId, purpose, way: 'sheet', now });
      await noteAct(tx, { actor, person, now, act: 'code-printed' });
      const [role] = rolesShown(person);
      sheets.push({
        accountId,
        purpose,
        name,
        role: role?.role ?? null,
        unit: role?.unit ?? null,
        code: code.secret,
        until: dayInStockholm(code.expiresAt),
        signInWith: signInWith({ ...person, username: person.username ?? username }),
      });
    }
    return { sheets, left: ids.length - sheets.length };
  });
}

/** What is on the slip; of someone with a protected identity nothing that they did not get from us. */
function signInWith({ name, username, mobile, email }: PersonAccessRow): Sheet['signInWith'] {
  if (username !== null) return { kind: 'username', text: username };
  const hidden = name === '';
  if (mobile !== null) return { kind: 'mobile', text: hidden ? null : shownMobile(mobile) };
  return { kind: 'email', text: hidden ? null : email };
}

type Tx = Parameters<typeof lockAccounts>[0];

async function withinReach(tx: Tx, actor: Actor, ids: readonly string[], now: Date) {
  const known = ids.filter(isId);
  await lockAccounts(tx, known);
  const people = await accessOfPeople(tx, known, dayInStockholm(now));
  return people.filter((person) => reachOf(actor, person).acts);
}
