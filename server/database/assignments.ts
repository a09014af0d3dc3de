import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { lockAdministration } from './units.ts';

const named = z.object({ id: z.string(), name: z.string() });
const held = z.object({
  id: z.string(),
  accountId: z.string(),
  role: z.enum(ROLES),
  administrationId: z.string(),
  unit: named.nullable(),
  groups: z.array(named),
  from: z.string().nullable(),
  to: z.string().nullable(),
  protectionArea: z.string().nullable(),
});
/** A role that somebody holds, has held or will hold. */
export type HeldAssignment = z.infer<typeof held>;

const select = (sql: postgres.ISql) => sql`
  select ra.id, ra.account_id as "accountId", ra.role, ra.administration_id as "administrationId",
    case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end as unit,
    coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
      from assignment_groups ag join work_groups g on g.id = ag.work_group_id
      where ag.assignment_id = ra.id), '[]'::json) as groups,
    ra.valid_from as "from", ra.valid_to as "to", ra.protection_area as "protectionArea"
  from role_assignments ra left join units u on u.id = ra.unit_id`;

/** All of the accounts' roles, ended and coming ones as well, by unit and role. */
export async function assignmentsOf(
  sql: postgres.ISql,
  accountIds: readonly string[],
): Promise<HeldAssignment[]> {
  const rows = await sql`
    ${select(sql)} where ra.account_id = any(${accountIds as string[]}::uuid[])
    order by u.name nulls last, ra.role, ra.valid_from nulls first, ra.id`;
  return z.array(held).parse([...rows]);
}

/** Those in a unit that have not ended by the day; of closed accounts only when asked for. */
export async function assignmentsInUnit(
  sql: postgres.ISql,
  unitId: string,
  day: string,
  { closed }: { closed: boolean } = { closed: false },
): Promise<HeldAssignment[]> {
  const rows = await sql`
    ${select(sql)} join accounts a on a.id = ra.account_id
    where ra.unit_id = ${unitId} and (${closed} or a.closed_at is null) and coalesce(ra.valid_to >= ${day}::date, true)
    order by a.name = '', a.name, ra.id`;
  return z.array(held).parse([...rows]);
}

/** Held until the transaction ends. */
export async function lockAssignment(tx: postgres.ISql, id: string): Promise<HeldAssignment | null> {
  const [row] = await tx`${select(tx)} where ra.id = ${id} for no key update of ra`;
  return row === undefined ? null : held.parse(row);
}

export type AssignmentTerms = {
  from: string | null;
  to: string | null;
  protectionArea: string | null;
  workGroupIds: readonly string[];
};

/** The administration is the unit's, or of an administrator their own; the groups are of the unit. */
export async function insertDatedAssignment(
  tx: postgres.ISql,
  {
    accountId,
    role,
    administrationId,
    unitId,
    ...terms
  }: AssignmentTerms & {
    accountId: string;
    role: HeldAssignment['role'];
    administrationId: string;
    unitId: string | null;
  },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into role_assignments (account_id, role, administration_id, unit_id, valid_from, valid_to, protection_area)
    values (${accountId}, ${role}, ${administrationId}, ${unitId}, ${terms.from}, ${terms.to}, ${terms.protectionArea})
    returning id`;
  if (row === undefined) throw new Error('An assignment was not inserted');
  await addGroups(tx, row.id, terms.workGroupIds);
  return row.id;
}

export async function updateAssignment(tx: postgres.ISql, id: string, terms: AssignmentTerms): Promise<void> {
  await tx`
    update role_assignments
    set valid_from = ${terms.from}, valid_to = ${terms.to}, protection_area = ${terms.protectionArea}
    where id = ${id}`;
  await tx`
    delete from assignment_groups
    where assignment_id = ${id} and work_group_id <> all(${terms.workGroupIds as string[]}::uuid[])`;
  await addGroups(tx, id, terms.workGroupIds);
}

export async function addGroups(tx: postgres.ISql, id: string, groupIds: readonly string[]): Promise<void> {
  await tx`
    insert into assignment_groups (assignment_id, work_group_id)
    select ${id}, g from unnest(${groupIds as string[]}::uuid[]) as g on conflict do nothing`;
}

export async function endAssignment(tx: postgres.ISql, id: string, lastDay: string): Promise<void> {
  await tx`update role_assignments set valid_to = ${lastDay} where id = ${id}`;
}

/** Takes a role, with its groups, to another unit. */
export async function moveAssignment(
  tx: postgres.ISql,
  id: string,
  unitId: string,
  groupIds: readonly string[],
): Promise<void> {
  await tx`delete from assignment_groups where assignment_id = ${id}`;
  await tx`update role_assignments set unit_id = ${unitId} where id = ${id}`;
  await addGroups(tx, id, groupIds);
}

export async function leaveGroups(tx: postgres.ISql, id: string, groupIds: readonly string[]): Promise<void> {
  await tx`
    delete from assignment_groups
    where assignment_id = ${id} and work_group_id = any(${groupIds as string[]}::uuid[])`;
}

/**
 * Whether somebody administers the administration on the day, and without an end, besides what is left out. Locks the
 * administration: of two who take the role from each other one comes too late.
 */
export async function hasOtherAdministrator(
  tx: postgres.ISql,
  administrationId: string,
  without: { accountId?: string; assignmentId?: string },
  day: string,
): Promise<boolean> {
  await lockAdministration(tx, administrationId);
  const rows = await tx`
    select 1 from role_assignments ra join accounts a on a.id = ra.account_id
    where ra.administration_id = ${administrationId} and ra.role = 'administrator' and a.closed_at is null
      and coalesce(ra.valid_from <= ${day}::date, true) and ra.valid_to is null
      and ra.account_id is distinct from ${without.accountId ?? null}::uuid
      and ra.id is distinct from ${without.assignmentId ?? null}::uuid limit 1`;
  return rows.length > 0;
}
