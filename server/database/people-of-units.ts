import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

const row = z.object({
  id: z.string(),
  /** Empty for someone who is shown by role. */
  name: z.string(),
  assignments: z.array(
    z.object({
      role: z.enum(ROLES),
      administrationId: z.string(),
      unitId: z.string(),
      workGroupIds: z.array(z.string()),
    }),
  ),
});
export type PersonOfUnits = z.infer<typeof row>;

/** Everybody with an open account and a role in the units on a day (ISO date), with those roles; by name. */
export async function peopleOfUnits(
  sql: postgres.ISql,
  unitIds: readonly string[],
  day: string,
): Promise<PersonOfUnits[]> {
  const rows = await sql`
    select a.id, a.name, json_agg(json_build_object('role', ra.role, 'administrationId', ra.administration_id,
      'unitId', ra.unit_id, 'workGroupIds',
      array(select ag.work_group_id from assignment_groups ag where ag.assignment_id = ra.id)) order by ra.id) as assignments
    from role_assignments ra join accounts a on a.id = ra.account_id
    where ra.unit_id = any(${unitIds as string[]}::uuid[]) and a.closed_at is null
      and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)
    group by a.id order by a.name, a.id`;
  return z.array(row).parse([...rows]);
}

const named = z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) });

/** What accounts are called that have or had a role in the units, with those roles. */
export async function namesOfAccounts(
  sql: postgres.ISql,
  ids: readonly string[],
  unitIds: readonly string[],
): Promise<z.infer<typeof named>[]> {
  const rows = await sql`
    select a.id, a.name, array_agg(distinct ra.role) as roles
    from accounts a join role_assignments ra on ra.account_id = a.id
    where a.id = any(${ids as string[]}::uuid[]) and ra.unit_id = any(${unitIds as string[]}::uuid[])
    group by a.id`;
  return z.array(named).parse([...rows]);
}

/** What work groups of the units are called, closed ones too. */
export async function namesOfGroups(
  sql: postgres.ISql,
  ids: readonly string[],
  unitIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select id, name from work_groups
    where id = any(${ids as string[]}::uuid[]) and unit_id = any(${unitIds as string[]}::uuid[])`;
}

/**
 * Who belongs to work groups on a day. Without those who are shown by role only: that one of them is in a group would
 * tell who they are.
 */
export async function namedMembersOf(
  sql: postgres.ISql,
  groupIds: readonly string[],
  day: string,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select distinct ra.account_id as id
    from assignment_groups ag join role_assignments ra on ra.id = ag.assignment_id
      join accounts a on a.id = ra.account_id
    where ag.work_group_id = any(${groupIds as string[]}::uuid[]) and not a.protected
      and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)`;
  return new Set(rows.map(({ id }) => id));
}
