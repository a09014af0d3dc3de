import {
  APPROVERS,
  dayInStockholm,
  REPORT_STATES,
  type ReportFacts,
  SECTION_MODES,
  SECTION_STATES,
  type SectionFacts,
  stateOn,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { approverOf, unitIdsOf } from './decisive.ts';
import { isId } from './ids.ts';
import { hasRoom } from './sections.ts';

const reportRow = z.object({
  report_id: z.string(),
  state: z.enum(REPORT_STATES),
  last_comment_day: z.string().nullable(),
  unit_ids: z.array(z.string()),
  administration_id: z.string(),
  approver: z.enum(APPROVERS),
});

const houseRow = reportRow.extend({ revision: z.int() });

const sectionRow = reportRow.extend({
  section_id: z.string(),
  section_state: z.enum(SECTION_STATES),
  ready_for: z.enum(['manager', 'approver']),
  epoch: z.int(),
  mode: z.enum(SECTION_MODES),
  economy: z.boolean(),
  controllers_write: z.boolean(),
  work_group_ids: z.array(z.string()),
  deputy_ids: z.array(z.string()),
});

/** What decides about one section that has a room, and which of its rooms that is. */
export type DecisiveFacts = { reportId: string; epoch: number; report: ReportFacts; section: SectionFacts };

/**
 * What decides about a report as a whole, and about each of its sections, by id. `revision` grows with whatever else
 * is done on the report's road.
 */
export type DecisiveHouse = { revision: number; report: ReportFacts; sections: Map<string, SectionFacts> };

const decisiveOfReport = (sql: postgres.Sql) => sql`
  r.state, r.last_comment_day, u.administration_id, ${unitIdsOf(sql)} as unit_ids, ${approverOf(sql)} as approver`;

const decisive = (sql: postgres.Sql) => sql`
  select s.id as section_id, r.id as report_id, ${decisiveOfReport(sql)},
    s.state as section_state, s.ready_for, s.epoch, s.mode, s.economy, s.controllers_write,
    array(select work_group_id::text from section_writers where section_id = s.id order by 1) as work_group_ids,
    array(select account_id::text from section_deputies where section_id = s.id order by 1) as deputy_ids
  from sections s
  join reports r on r.id = s.report_id
  join units u on u.id = r.unit_id`;

/** What decides about one section that has a room, in one read; null when there is no such. */
export async function sectionFacts(sql: postgres.Sql, sectionId: string): Promise<DecisiveFacts | null> {
  if (!isId(sectionId)) return null;
  return (await factsOfSections(sql, [sectionId])).get(sectionId) ?? null;
}

/** The same of many sections, by id; one that is not there or has no room is not among them. */
export async function factsOfSections(
  sql: postgres.Sql,
  ids: readonly string[],
): Promise<Map<string, DecisiveFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await sql`
    ${decisive(sql)} where s.id = any(${ids as string[]}::uuid[]) and ${hasRoom(sql)}`;
  return new Map(
    z
      .array(sectionRow)
      .parse([...rows])
      .map((row) => [
        row.section_id,
        { reportId: row.report_id, epoch: row.epoch, report: reportOf(row), section: sectionOf(row) },
      ]),
  );
}

/** What decides about a report; null when there is no such. */
export async function houseFacts(sql: postgres.Sql, reportId: string): Promise<DecisiveHouse | null> {
  if (!isId(reportId)) return null;
  return (await factsOfHouses(sql, [reportId])).get(reportId) ?? null;
}

/** The same of many reports, by id; one that is not there is not among them. */
export async function factsOfHouses(
  sql: postgres.Sql,
  ids: readonly string[],
): Promise<Map<string, DecisiveHouse>> {
  if (ids.length === 0) return new Map();
  const [reports, sections] = await Promise.all([
    sql`
      select r.id as report_id, r.revision, ${decisiveOfReport(sql)}
      from reports r join units u on u.id = r.unit_id where r.id = any(${ids as string[]}::uuid[])`,
    sql`${decisive(sql)} where r.id = any(${ids as string[]}::uuid[]) order by s.ordinal`,
  ]);
  const houses = new Map<string, DecisiveHouse>();
  for (const row of z.array(houseRow).parse([...reports])) {
    houses.set(row.report_id, { revision: row.revision, report: reportOf(row), sections: new Map() });
  }
  for (const row of z.array(sectionRow).parse([...sections])) {
    houses.get(row.report_id)?.sections.set(row.section_id, sectionOf(row));
  }
  return houses;
}

function sectionOf(row: z.infer<typeof sectionRow>): SectionFacts {
  return {
    state: row.section_state,
    readyFor: row.ready_for,
    mode: row.mode,
    economy: row.economy,
    writers: { workGroupIds: row.work_group_ids, controllers: row.controllers_write },
    deputyIds: row.deputy_ids,
  };
}

function reportOf(row: z.infer<typeof reportRow>): ReportFacts {
  return {
    state: stateOn(row.state, row.last_comment_day, dayInStockholm(new Date())),
    unitIds: row.unit_ids,
    administrationId: row.administration_id,
    approver: row.approver,
  };
}
