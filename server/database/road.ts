import type {
  GoalStatus,
  ReportState,
  RoadAct,
  RoadEvent,
  Role,
  SectionMode,
  SectionState,
} from '@delaktig/domain';
import { ROAD_ACTS, ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { json } from './json.ts';

type Query = postgres.ISql;

/**
 * Whoever acts on the road of a report is alone with it until their transaction ends, and with the sections that the
 * act concerns. Sections come in the order of their ids: two who wait for each other would wait for ever. `no key`, since
 * whoever writes in a room for the first time refers to its section, and must not wait here while we wait for their words.
 * @returns false when there is no such report
 */
export async function lockReport(sql: Query, reportId: string): Promise<boolean> {
  const rows = await sql`select id from reports where id = ${reportId} for no key update`;
  return rows.length === 1;
}

export async function lockSections(sql: Query, reportId: string, ids: readonly string[]): Promise<void> {
  await sql`
    select id from sections where report_id = ${reportId} and id = any(${ids as string[]}::uuid[])
    order by id for no key update`;
}

export type NewAct = {
  at: Date;
  reportId: string;
  /** Null: of the report as a whole. */
  sectionId: string | null;
  actorId: string;
  role: Role;
  act: RoadAct['act'];
  reason?: string;
  /** Ids, days and words of the vocabulary; `from`, `to` and `groupIds` are shown. */
  detail?: Record<string, postgres.JSONValue>;
};

export async function insertActs(sql: Query, acts: readonly NewAct[]): Promise<void> {
  const rows = acts.map((act) => ({
    at: act.at,
    report_id: act.reportId,
    section_id: act.sectionId,
    actor_id: act.actorId,
    role: act.role,
    act: act.act,
    reason: act.reason ?? null,
    detail: json(sql, act.detail ?? {}),
  }));
  await sql`insert into road_acts ${sql(rows)}`;
}

const moment = z.date().transform((at) => at.toISOString());
const eventRow = z.object({
  act: z.enum(ROAD_ACTS),
  by: z.string(),
  role: z.enum(ROLES),
  at: moment,
  reason: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  groups: z.array(z.string()),
});

const eventColumns = (sql: Query) => sql`
  ra.act, a.name as by, ra.role, ra.at, ra.reason, ra.detail->>'from' as from, ra.detail->>'to' as to,
  array(select g.name from jsonb_array_elements_text(ra.detail->'groupIds') as given (id)
    join work_groups g on g.id = given.id::uuid order by g.name) as groups`;

/** Newest first. */
export async function actsOfSection(sql: Query, reportId: string, sectionId: string): Promise<RoadEvent[]> {
  const rows = await sql`
    select ${eventColumns(sql)} from road_acts ra join accounts a on a.id = ra.actor_id
    where ra.report_id = ${reportId} and ra.section_id = ${sectionId} order by ra.id desc`;
  return z.array(eventRow).parse([...rows]);
}

/** The last of the given acts on each section of the reports, by section. */
export async function lastActsOn(
  sql: Query,
  reportIds: readonly string[],
  acts: readonly RoadAct['act'][],
): Promise<Map<string, RoadEvent>> {
  const rows = await sql`
    select distinct on (ra.section_id) ra.section_id as "sectionId", ${eventColumns(sql)}
    from road_acts ra join accounts a on a.id = ra.actor_id
    where ra.report_id = any(${reportIds as string[]}::uuid[]) and ra.section_id is not null
      and ra.act = any(${acts as string[]}::text[])
    order by ra.section_id, ra.id desc`;
  const parsed = z.array(eventRow.extend({ sectionId: z.string() })).parse([...rows]);
  return new Map(parsed.map(({ sectionId, ...event }) => [sectionId, event]));
}

/** The last of the given acts on each of the reports as a whole, by report. */
export async function lastActsOnWhole(
  sql: Query,
  reportIds: readonly string[],
  acts: readonly RoadAct['act'][],
): Promise<Map<string, RoadEvent>> {
  const rows = await sql`
    select distinct on (ra.report_id) ra.report_id as "reportId", ${eventColumns(sql)}
    from road_acts ra join accounts a on a.id = ra.actor_id
    where ra.report_id = any(${reportIds as string[]}::uuid[]) and ra.section_id is null
      and ra.act = any(${acts as string[]}::text[])
    order by ra.report_id, ra.id desc`;
  const parsed = z.array(eventRow.extend({ reportId: z.string() })).parse([...rows]);
  return new Map(parsed.map(({ reportId, ...event }) => [reportId, event]));
}

export async function setReportState(
  sql: Query,
  reportId: string,
  state: ReportState,
  lastCommentDay?: string,
): Promise<void> {
  await sql`
    update reports set state = ${state}, last_comment_day = coalesce(${lastCommentDay ?? null}::date, last_comment_day)
    where id = ${reportId}`;
}

export async function setRegistryNumber(
  sql: Query,
  reportId: string,
  registryNumber: string | null,
): Promise<void> {
  await sql`
    update reports set header = header || ${json(sql, { registryNumber })} where id = ${reportId}`;
}

export async function setSectionStates(
  sql: Query,
  ids: readonly string[],
  to: { state: SectionState; readyFor: 'manager' | 'approver' },
): Promise<void> {
  await sql`
    update sections set state = ${to.state}, ready_for = ${to.readyFor}
    where id = any(${ids as string[]}::uuid[])`;
}

export async function setModes(
  sql: Query,
  ids: readonly string[],
  to: { mode: SectionMode; workGroupIds: readonly string[]; controllers: boolean },
): Promise<void> {
  const sections = ids as string[];
  await sql`
    update sections set mode = ${to.mode}, controllers_write = ${to.controllers}
    where id = any(${sections}::uuid[])`;
  await sql`delete from section_writers where section_id = any(${sections}::uuid[])`;
  await sql`
    insert into section_writers (section_id, work_group_id)
    select s.id, g.id from unnest(${sections}::uuid[]) as s (id)
    cross join unnest(${to.workGroupIds as string[]}::uuid[]) as g (id) on conflict do nothing`;
}

export async function setDeputies(
  sql: Query,
  ids: readonly string[],
  deputyIds: readonly string[],
): Promise<void> {
  const sections = ids as string[];
  await sql`delete from section_deputies where section_id = any(${sections}::uuid[])`;
  await sql`
    insert into section_deputies (section_id, account_id)
    select s.id, d.id from unnest(${sections}::uuid[]) as s (id)
    cross join unnest(${deputyIds as string[]}::uuid[]) as d (id) on conflict do nothing`;
}

export async function setGoalStatus(
  sql: Query,
  goalId: string,
  status: { value: GoalStatus; raw: string } | null,
): Promise<void> {
  await sql`
    update goals set status = ${status?.value ?? null}, status_raw = ${status?.raw ?? null} where id = ${goalId}`;
}
