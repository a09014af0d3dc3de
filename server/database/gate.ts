import {
  REPORT_STATES,
  type ReportFacts,
  SECTION_MODES,
  SECTION_STATES,
  type SectionFacts,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { isId } from './ids.ts';
import { hasRoom } from './sections.ts';

const reportRow = z.object({
  state: z.enum(REPORT_STATES),
  unit_id: z.string(),
  administration_id: z.string(),
});

const sectionRow = reportRow.extend({
  report_id: z.string(),
  section_state: z.enum(SECTION_STATES),
  mode: z.enum(SECTION_MODES),
  economy: z.boolean(),
  controllers_write: z.boolean(),
  work_group_ids: z.array(z.string()),
  deputy_ids: z.array(z.string()),
});

type Decisive = { reportId: string; report: ReportFacts; section: SectionFacts };

const decisive = (sql: postgres.Sql) => sql`
  select r.id as report_id, r.state, r.unit_id, u.administration_id,
    s.state as section_state, s.mode, s.economy, s.controllers_write,
    array(select work_group_id::text from section_writers where section_id = s.id) as work_group_ids,
    array(select account_id::text from section_deputies where section_id = s.id) as deputy_ids
  from sections s
  join reports r on r.id = s.report_id
  join units u on u.id = r.unit_id`;

/** What decides about one section that has a room, in one read; null when there is no such. */
export async function sectionFacts(sql: postgres.Sql, sectionId: string): Promise<Decisive | null> {
  if (!isId(sectionId)) return null;
  const [row] = await sql`${decisive(sql)} where s.id = ${sectionId} and ${hasRoom(sql)}`;
  return row ? decisiveOf(row) : null;
}

/** What decides about a report as a whole; null when there is no such report. */
export async function reportFacts(
  sql: postgres.Sql,
  reportId: string,
): Promise<{ report: ReportFacts; sections: SectionFacts[] } | null> {
  if (!isId(reportId)) return null;
  const [row] = await sql`
    select r.state, r.unit_id, u.administration_id
    from reports r join units u on u.id = r.unit_id where r.id = ${reportId}`;
  if (!row) return null;
  const sections = await sql`${decisive(sql)} where r.id = ${reportId}`;
  return {
    report: reportOf(reportRow.parse(row)),
    sections: sections.map((section) => decisiveOf(section).section),
  };
}

/** Which of these sessions still hold: not revoked, not expired, of an account that is open. */
export async function liveSessions(
  sql: postgres.Sql,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select s.id::text from sessions s join accounts a on a.id = s.account_id
    where s.id = any(${[...ids]}::uuid[]) and s.revoked_at is null and s.expires_at > ${now} and a.closed_at is null`;
  return new Set(rows.map(({ id }) => id));
}

function decisiveOf(row: unknown): Decisive {
  const facts = sectionRow.parse(row);
  return {
    reportId: facts.report_id,
    report: reportOf(facts),
    section: {
      state: facts.section_state,
      mode: facts.mode,
      economy: facts.economy,
      writers: { workGroupIds: facts.work_group_ids, controllers: facts.controllers_write },
      deputyIds: facts.deputy_ids,
    },
  };
}

function reportOf(row: z.infer<typeof reportRow>): ReportFacts {
  return { state: row.state, unitId: row.unit_id, administrationId: row.administration_id };
}
