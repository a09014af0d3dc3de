import type { Role } from '@delaktig/domain';
import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

const named = z.object({ id: z.string(), name: z.string() });
const assignmentRow = z.object({
  accountId: z.string(),
  role: z.enum(ROLES),
  administration: named,
  /** Null for an administrator, whose role is in the whole administration. */
  unit: named.extend({ initials: z.string() }).nullable(),
  groups: z.array(named),
});
export type AssignmentRow = z.infer<typeof assignmentRow>;

/**
 * The roles that accounts hold on a day (ISO date in Europe/Stockholm); a stand-in's first and last day
 * count. Ordered by unit, then role.
 */
export async function assignmentsInForce(
  sql: postgres.ISql,
  accountIds: readonly string[],
  day: string,
): Promise<AssignmentRow[]> {
  const rows = await sql`
    select ra.account_id as "accountId", ra.role,
      json_build_object('id', ad.id, 'name', ad.name) as administration,
      case when u.id is null then null
        else json_build_object('id', u.id, 'name', u.name, 'initials', u.initials) end as unit,
      coalesce((
        select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
        from assignment_groups ag join work_groups g on g.id = ag.work_group_id
        where ag.assignment_id = ra.id
      ), '[]'::json) as groups
    from role_assignments ra
    join administrations ad on ad.id = ra.administration_id
    left join units u on u.id = ra.unit_id
    where ra.account_id = any(${accountIds as string[]}::uuid[])
      and coalesce(ra.valid_from <= ${day}::date, true)
      and coalesce(ra.valid_to >= ${day}::date, true)
    order by u.name nulls last, ra.role, ra.id`;
  return z.array(assignmentRow).parse(rows);
}

const unitRow = z.object({ id: z.string(), name: z.string(), administrationId: z.string() });
export type UnitRow = z.infer<typeof unitRow>;

export async function unitById(sql: postgres.ISql, id: string): Promise<UnitRow | null> {
  const [row] = await sql`
    select id, name, administration_id as "administrationId" from units where id = ${id}`;
  return row === undefined ? null : unitRow.parse(row);
}

/** By name. */
export async function unitsByIds(sql: postgres.ISql, ids: readonly string[]): Promise<UnitRow[]> {
  const rows = await sql`
    select id, name, administration_id as "administrationId" from units
    where id = any(${ids as string[]}::uuid[]) order by name`;
  return z.array(unitRow).parse(rows);
}

export async function administrationByName(
  sql: postgres.ISql,
  organisation: string,
  name: string,
): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from administrations where lower(organisation) = lower(${organisation}) and lower(name) = lower(${name})`;
  return row?.id ?? null;
}

const unitWithGroupsRow = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  administration: z.string(),
  organisation: z.string(),
  groups: z.array(named),
});
export type UnitWithGroups = z.infer<typeof unitWithGroupsRow>;

/** With their open groups, in the order of the Swedish alphabet. */
export async function allUnits(sql: postgres.ISql): Promise<UnitWithGroups[]> {
  const rows = await sql`
    select u.id, u.name, u.initials, ad.name as administration, ad.organisation,
      coalesce((
        select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
        from work_groups g where g.unit_id = u.id and g.closed_at is null
      ), '[]'::json) as groups
    from units u join administrations ad on ad.id = u.administration_id
    order by ad.organisation, ad.name, u.name`;
  return z.array(unitWithGroupsRow).parse(rows);
}

/** The administration must be the unit's; the groups must be of the unit. */
export async function insertAssignment(
  sql: postgres.ISql,
  assignment: {
    accountId: string;
    role: Role;
    administrationId: string;
    unitId: string | null;
    workGroupIds: readonly string[];
    /** ISO dates, both included; absent for a lasting role. */
    validFrom?: string;
    validTo?: string;
  },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into role_assignments (account_id, role, administration_id, unit_id, valid_from, valid_to)
    values (${assignment.accountId}, ${assignment.role}, ${assignment.administrationId}, ${assignment.unitId},
      ${assignment.validFrom ?? null}, ${assignment.validTo ?? null})
    returning id`;
  if (row === undefined) throw new Error('An assignment was not inserted');
  for (const groupId of assignment.workGroupIds) {
    const placed = await sql`
      insert into assignment_groups (assignment_id, work_group_id)
      select ${row.id}, id from work_groups where id = ${groupId} and unit_id = ${assignment.unitId}`;
    if (placed.count !== 1) throw new Error('A work group is not of the unit');
  }
  return row.id;
}
