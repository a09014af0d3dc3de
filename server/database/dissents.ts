import type postgres from 'postgres';
import { z } from 'zod';

type Query = postgres.ISql;

const dissentRow = z.object({
  sectionId: z.string(),
  accountId: z.string(),
  name: z.string(),
  day: z.string(),
  body: z.string(),
});
export type DissentRow = z.infer<typeof dissentRow>;

/** Of a report, by section, the oldest first. */
export async function dissentsOf(sql: Query, reportId: string): Promise<DissentRow[]> {
  const rows = await sql`
    select d.section_id as "sectionId", d.account_id as "accountId", a.name, d.day, d.body
    from dissents d join sections s on s.id = d.section_id join accounts a on a.id = d.account_id
    where s.report_id = ${reportId} order by s.ordinal, d.day, d.account_id`;
  return z.array(dissentRow).parse([...rows]);
}

/** In place of what the person has stated on the section before. `day`: ISO date, Europe/Stockholm. */
export async function setDissent(
  sql: Query,
  { sectionId, accountId, body, day }: { sectionId: string; accountId: string; body: string; day: string },
): Promise<void> {
  await sql`
    insert into dissents (section_id, account_id, body, day) values (${sectionId}, ${accountId}, ${body}, ${day})
    on conflict (section_id, account_id) do update set body = excluded.body, day = excluded.day`;
}

export async function removeDissent(sql: Query, sectionId: string, accountId: string): Promise<void> {
  await sql`delete from dissents where section_id = ${sectionId} and account_id = ${accountId}`;
}
