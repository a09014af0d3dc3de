import type postgres from 'postgres';
import { insertAccount } from '../database/accounts.ts';
import { insertAssignment } from '../database/organisation.ts';
import {
  ADMINISTRATIONS,
  type AdministrationKey,
  GROUPS,
  type GroupKey,
  ORGANISATION,
  PEOPLE,
  type PersonRole,
  UNITS,
  type UnitKey,
} from './organisation.ts';

/** The ids that the database has given. */
export type Places = {
  administrations: Record<AdministrationKey, string>;
  units: Record<UnitKey, string>;
  groups: Record<GroupKey, string>;
};

/** Finds or makes administrations, units and groups. */
export async function placeUnits(sql: postgres.ISql): Promise<Places> {
  const administrations = await each(ADMINISTRATIONS, (name) =>
    theOnly(
      sql`select id from administrations where organisation = ${ORGANISATION} and name = ${name}`,
      () => sql`
        insert into administrations (organisation, name) values (${ORGANISATION}, ${name}) returning id`,
    ),
  );
  const units = await each(UNITS, ({ administration, name, initials }) => {
    const administrationId = administrations[administration];
    return theOnly(
      sql`select id from units where administration_id = ${administrationId} and name = ${name}`,
      () => sql`
        insert into units (administration_id, name, initials)
        values (${administrationId}, ${name}, ${initials}) returning id`,
    );
  });
  const groups = await each(GROUPS, ({ unit, name }) =>
    theOnly(
      sql`select id from work_groups where unit_id = ${units[unit]} and name = ${name}`,
      () => sql`insert into work_groups (unit_id, name) values (${units[unit]}, ${name}) returning id`,
    ),
  );
  return { administrations, units, groups };
}

/** Makes the accounts, none with a password, and their roles. @returns account ids by name */
export async function placePeople(sql: postgres.ISql, places: Places): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  for (const [index, { name, offered, roles }] of PEOPLE.entries()) {
    const accountId = await insertAccount(sql, {
      name,
      email: null,
      passwordHash: null,
      ...(offered && { demoOrder: index + 1 }),
    });
    if (accountId === null) throw new Error(`${name} has an account already`);
    for (const role of roles) await insertAssignment(sql, { accountId, ...placed(role, places) });
    accounts.set(name, accountId);
  }
  return accounts;
}

function placed(held: PersonRole, places: Places) {
  if (held.role === 'administrator') {
    const administrationId = places.administrations[held.administration];
    return { role: held.role, administrationId, unitId: null, workGroupIds: [] };
  }
  return {
    role: held.role,
    administrationId: places.administrations[UNITS[held.unit].administration],
    unitId: places.units[held.unit],
    workGroupIds: held.groups.map((group) => places.groups[group]),
  };
}

type Rows = PromiseLike<readonly postgres.Row[]>;

async function theOnly(found: Rows, make: () => Rows): Promise<string> {
  const row = (await found)[0] ?? (await make())[0];
  if (typeof row?.id !== 'string') throw new Error('No row was made');
  return row.id;
}

/** The same keys with what `make` gives for each value, one after the other. */
async function each<K extends string, V>(
  record: Record<K, V>,
  make: (value: V) => Promise<string>,
): Promise<Record<K, string>> {
  const ids = {} as Record<K, string>;
  for (const key of Object.keys(record) as K[]) ids[key] = await make(record[key]);
  return ids;
}
