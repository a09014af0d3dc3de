import type postgres from 'postgres';
import { z } from 'zod';
import { isId } from './ids.ts';

const administrationRow = z.object({ id: z.string(), name: z.string(), organisation: z.string() });
export type AdministrationRow = z.infer<typeof administrationRow>;

/** By name. */
export async function administrationsByIds(
  sql: postgres.ISql,
  ids: readonly string[],
): Promise<AdministrationRow[]> {
  const rows = await sql`
    select id, name, organisation from administrations
    where id = any(${ids as string[]}::uuid[]) order by organisation, name`;
  return z.array(administrationRow).parse([...rows]);
}

const lockedUnit = z.object({
  id: z.string(),
  name: z.string(),
  administrationId: z.string(),
  lineageId: z.string(),
  endsAfter: z.string().nullable(),
});
export type LockedUnit = z.infer<typeof lockedUnit>;

/** Held until the transaction ends: of two who change something about the administration as a whole one comes after. */
export async function lockAdministration(tx: postgres.ISql, id: string): Promise<void> {
  await tx`select 1 from administrations where id = ${id} for no key update`;
}

/** Held until the transaction ends: two who change the same unit take turns. In the order of ids, so that none waits for ever. */
export async function lockUnits(tx: postgres.ISql, ids: readonly string[]): Promise<LockedUnit[]> {
  const rows = await tx`
    select id, name, administration_id as "administrationId", lineage_id as "lineageId", ends_after as "endsAfter"
    from units where id = any(${ids as string[]}::uuid[]) order by id for no key update`;
  return z.array(lockedUnit).parse([...rows]);
}

/**
 * For those who give roles in them, before they lock anybody: a unit that is about to go up in another waits for the
 * role and takes it along, or the role is given when the unit has ended, and so refused.
 */
export async function holdUnits(tx: postgres.ISql, ids: readonly string[]): Promise<void> {
  await tx`select 1 from units where id = any(${ids.filter(isId)}::uuid[]) order by id for share`;
}

/** Whether the administration has another unit of that name, one that has ended apart. */
export async function isUnitNameTaken(
  sql: postgres.ISql,
  { administrationId, name, except }: { administrationId: string; name: string; except?: string },
  day: string,
): Promise<boolean> {
  const rows = await sql`
    select 1 from units
    where administration_id = ${administrationId} and lower(name) = lower(${name})
      and coalesce(ends_after >= ${day}::date, true) and id is distinct from ${except ?? null}::uuid`;
  return rows.length > 0;
}

const unitLine = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  endsAfter: z.string().nullable(),
  people: z.int(),
  managerIds: z.array(z.string()),
  hasSuperior: z.boolean(),
});
export type UnitLineRow = z.infer<typeof unitLine>;

/** Every unit of an administration by name, with how many people hold a role in it on the day. */
export async function unitLines(
  sql: postgres.ISql,
  administrationId: string,
  day: string,
): Promise<UnitLineRow[]> {
  const rows = await sql`
    with held as (
      select ra.unit_id, ra.role, ra.account_id from role_assignments ra
      join accounts a on a.id = ra.account_id and a.closed_at is null
      where ra.administration_id = ${administrationId} and ra.unit_id is not null
        and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true))
    select u.id, u.name, u.initials, u.ends_after as "endsAfter",
      (select count(distinct account_id)::int from held where unit_id = u.id
        and role in ('manager', 'deputy', 'staff')) as people,
      array(select distinct account_id::text from held where unit_id = u.id and role = 'manager') as "managerIds",
      exists (select from held where unit_id = u.id and role = 'superior') as "hasSuperior"
    from units u where u.administration_id = ${administrationId} order by u.name, u.id`;
  return z.array(unitLine).parse([...rows]);
}

const named = z.object({ id: z.string(), name: z.string() });
const unitChoice = named.extend({ groups: z.array(named) });

/** The units of an administration that have not ended by the day, with their open groups, by name. */
export async function unitChoices(
  sql: postgres.ISql,
  administrationIds: readonly string[],
  day: string,
): Promise<z.infer<typeof unitChoice>[]> {
  const rows = await sql`
    select u.id, u.name, coalesce((
        select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
        from work_groups g where g.unit_id = u.id and g.closed_at is null), '[]'::json) as groups
    from units u
    where u.administration_id = any(${administrationIds as string[]}::uuid[])
      and coalesce(u.ends_after >= ${day}::date, true)
    order by u.name, u.id`;
  return z.array(unitChoice).parse([...rows]);
}

const unitDetail = named.extend({
  initials: z.string(),
  administration: administrationRow,
  endsAfter: z.string().nullable(),
  names: z.array(z.object({ name: z.string(), initials: z.string(), from: z.string() })),
  groups: z.array(named.extend({ people: z.int(), closed: z.boolean() })),
  heirs: z.array(named.extend({ from: z.string() })),
  predecessors: z.array(named.extend({ from: z.string() })),
});
export type UnitDetail = z.infer<typeof unitDetail>;

/** A unit with its names through time (newest first, of a day the last), its groups, and the units before and after it. */
export async function unitDetailById(
  sql: postgres.ISql,
  id: string,
  day: string,
): Promise<UnitDetail | null> {
  const [row] = await sql`
    select u.id, u.name, u.initials, u.ends_after as "endsAfter",
      json_build_object('id', ad.id, 'name', ad.name, 'organisation', ad.organisation) as administration,
      coalesce((select json_agg(json_build_object('name', n.name, 'initials', n.initials, 'from', n.valid_from)
        order by n.valid_from desc) from (select distinct on (valid_from) * from unit_names
          where unit_id = u.id order by valid_from, id desc) n), '[]'::json) as names,
      coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name, 'closed', g.closed_at is not null,
          'people', (select count(distinct ra.account_id)::int from assignment_groups ag
            join role_assignments ra on ra.id = ag.assignment_id
            join accounts a on a.id = ra.account_id and a.closed_at is null
            where ag.work_group_id = g.id and coalesce(ra.valid_to >= ${day}::date, true)))
        order by g.name) from work_groups g where g.unit_id = u.id), '[]'::json) as groups,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'from', h.valid_from) order by h.valid_from)
        from unit_heirs h join units o on o.id = h.heir_id where h.unit_id = u.id), '[]'::json) as heirs,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'from', h.valid_from) order by h.valid_from)
        from unit_heirs h join units o on o.id = h.unit_id where h.heir_id = u.id), '[]'::json) as predecessors
    from units u join administrations ad on ad.id = u.administration_id where u.id = ${id}`;
  return row === undefined ? null : unitDetail.parse(row);
}

/** The name that a unit has from a day on. One that was to begin on the same day is replaced, unless it has begun. */
export async function nameUnit(
  tx: postgres.ISql,
  unitId: string,
  { name, initials, from, today }: { name: string; initials: string; from: string; today: string },
): Promise<void> {
  // What it was called until then, for units that have had one name only.
  await tx`
    insert into unit_names (unit_id, valid_from, name, initials)
    select id, '0001-01-01', name, initials from units u
    where id = ${unitId} and not exists (select from unit_names where unit_id = u.id)`;
  await tx`
    delete from unit_names where unit_id = ${unitId} and valid_from = ${from} and valid_from > ${today}::date`;
  await tx`
    insert into unit_names (unit_id, valid_from, name, initials)
    values (${unitId}, ${from}, ${name}, ${initials})`;
}

/** Makes every unit's name the one that it has on the day. */
export async function refreshUnitNames(sql: postgres.ISql, day: string): Promise<void> {
  await sql`
    update units u set name = n.name, initials = n.initials
    from (select distinct on (unit_id) unit_id, name, initials from unit_names
      where valid_from <= ${day}::date order by unit_id, valid_from desc, id desc) n
    where n.unit_id = u.id and (u.name, u.initials) is distinct from (n.name, n.initials)`;
}
