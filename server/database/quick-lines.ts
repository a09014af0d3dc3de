import type postgres from 'postgres';
import { z } from 'zod';

const lineRow = z.object({ sectionId: z.string(), line: z.string(), day: z.string() });
export type LineRow = z.infer<typeof lineRow>;

/** The lines beside quick answers as they were when a day (ISO date) began. Whose they are never leaves the database. */
export async function linesBefore(sql: postgres.ISql, reportId: string, day: string): Promise<LineRow[]> {
  const rows = await sql`
    select l.section_id as "sectionId", l.line, l.day from (
      select q.section_id,
        case when q.day < ${day}::date then q.answer else q.before end as answer,
        case when q.day < ${day}::date then q.line else q.line_before end as line,
        case when q.day < ${day}::date then q.day else q.before_day end as day
      from quick_answers q join sections s on s.id = q.section_id where s.report_id = ${reportId}
    ) l where l.answer is not null and l.line <> '' order by l.day, l.line`;
  return z.array(lineRow).parse([...rows]);
}
