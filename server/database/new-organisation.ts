import type postgres from 'postgres';
import { z } from 'zod';

type Query = postgres.ISql;

const inserted = z.tuple([z.object({ id: z.string() })]);

/** @returns the id, as do the others here */
export async function insertAdministration(
  sql: Query,
  administration: { organisation: string; name: string },
): Promise<string> {
  const rows = await sql`
    insert into administrations (organisation, name)
    values (${administration.organisation}, ${administration.name}) returning id`;
  return inserted.parse([...rows])[0].id;
}

export async function insertUnit(
  sql: Query,
  unit: { administrationId: string; name: string; initials: string },
): Promise<string> {
  const rows = await sql`
    insert into units (administration_id, name, initials)
    values (${unit.administrationId}, ${unit.name}, ${unit.initials}) returning id`;
  return inserted.parse([...rows])[0].id;
}

export async function insertWorkGroup(sql: Query, group: { unitId: string; name: string }): Promise<string> {
  const rows = await sql`
    insert into work_groups (unit_id, name) values (${group.unitId}, ${group.name}) returning id`;
  return inserted.parse([...rows])[0].id;
}

/** Whether all of these are groups of the unit. */
export async function areGroupsOf(sql: Query, unitId: string, groupIds: readonly string[]): Promise<boolean> {
  const rows = await sql`
    select 1 from work_groups where unit_id = ${unitId} and id = any(${groupIds as string[]}::uuid[])`;
  return rows.length === new Set(groupIds).size;
}
