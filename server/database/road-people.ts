import type postgres from 'postgres';
import { z } from 'zod';

const groupRow = z.object({ id: z.string(), name: z.string(), open: z.boolean() });
const personRow = z.object({ id: z.string(), name: z.string(), deputy: z.boolean() });

/** The work groups of units, by name; `open`: people still belong to them. */
export async function groupsOfUnits(
  sql: postgres.ISql,
  unitIds: readonly string[],
): Promise<z.infer<typeof groupRow>[]> {
  const rows = await sql`
    select id, name, closed_at is null as open from work_groups
    where unit_id = any(${unitIds as string[]}::uuid[]) order by name, id`;
  return z.array(groupRow).parse([...rows]);
}

/**
 * The deputies of units on a day (ISO date), and besides them those to whom sections were given (`also`), who may have
 * left since. By name, which is empty for someone who is shown by role.
 */
export async function deputiesOfUnits(
  sql: postgres.ISql,
  unitIds: readonly string[],
  day: string,
  also: readonly string[] = [],
): Promise<z.infer<typeof personRow>[]> {
  const rows = await sql`
    with deputies as (
      select distinct ra.account_id as id from role_assignments ra
      where ra.role = 'deputy' and ra.unit_id = any(${unitIds as string[]}::uuid[])
        and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)
    )
    select a.id, a.name, d.id is not null and a.closed_at is null as deputy
    from accounts a left join deputies d on d.id = a.id
    where d.id is not null or a.id = any(${also as string[]}::uuid[]) order by a.name, a.id`;
  return z.array(personRow).parse([...rows]);
}
