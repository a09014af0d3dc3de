import type postgres from 'postgres';
import { z } from 'zod';

const rows = z.array(z.object({ id: z.string() }));

/**
 * Opens every section of a report that has a room for writing by the groups and by controllers.
 * @returns the sections' ids in print order
 */
export async function openSections(
  sql: postgres.ISql,
  reportId: string,
  workGroupIds: readonly string[],
): Promise<string[]> {
  await sql`
    update sections set mode = 'write', controllers_write = true
    where report_id = ${reportId} and contains = 'content'`;
  await sql`
    insert into section_writers (section_id, work_group_id)
    select s.id, g.id from sections s
    cross join unnest(${workGroupIds as string[]}::uuid[]) as g (id)
    where s.report_id = ${reportId} and s.contains = 'content'
    on conflict do nothing`;
  const opened = await sql`
    select id from sections where report_id = ${reportId} and contains = 'content' order by ordinal`;
  return rows.parse([...opened]).map((row) => row.id);
}
