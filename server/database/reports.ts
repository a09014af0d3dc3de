import type { ReportKind } from '@delaktig/domain';
import { interchangeSchema } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { approverOf, unitIdsOf } from './decisive.ts';
import { json } from './json.ts';
import type { ActivityRow, GoalRow, IndicatorRow, NewReport, ReportRow } from './report-rows.ts';
import { activityRow, goalRow, indicatorRow, reportRow } from './report-rows.ts';

type Query = postgres.ISql;

const columns = (sql: Query) => sql`
  r.id, r.kind, r.year, r.title, r.state, r.last_comment_day as "lastCommentDay", r.header, r.appendices,
  json_build_object('id', u.id, 'name', u.name, 'initials', u.initials,
    'administration', a.name, 'administrationId', a.id) as unit,
  ${unitIdsOf(sql)} as "unitIds", ${approverOf(sql)} as approver`;

const tables = (sql: Query) => sql`
  reports r join units u on u.id = r.unit_id join administrations a on a.id = u.administration_id`;

export async function reportById(sql: Query, id: string): Promise<ReportRow | null> {
  const [row] = await sql`select ${columns(sql)} from ${tables(sql)} where r.id = ${id}`;
  return row === undefined ? null : reportRow.parse(row);
}

/** Those that the units took over included. The latest year first; in a year the latest kind first. */
export async function reportsOfUnits(sql: Query, unitIds: readonly string[]): Promise<ReportRow[]> {
  const rows = await sql`
    select ${columns(sql)} from ${tables(sql)}
    where ${unitIdsOf(sql)} && ${unitIds as string[]}::text[]
    order by r.year desc, array_position(array['VB', 'T2', 'T1', 'VP'], r.kind), u.name`;
  return z.array(reportRow).parse(rows);
}

/** What a unit is called and has been called. */
export async function namesOfUnit(sql: Query, unitId: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from units where id = ${unitId} union select name from unit_names where unit_id = ${unitId}`;
  return rows.map(({ name }) => name);
}

const restRow = z.object({
  contents: interchangeSchema.shape.contents,
  furniture: interchangeSchema.shape.furniture,
  remarks: interchangeSchema.shape.remarks,
});

/** What a report came with and no page shows. */
export async function restOfReport(sql: Query, id: string): Promise<z.infer<typeof restRow>> {
  const [row] = await sql`select contents, furniture, remarks from reports where id = ${id}`;
  return restRow.parse(row);
}

export async function reportIdOf(
  sql: Query,
  unitId: string,
  kind: ReportKind,
  year: number,
): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from reports where unit_id = ${unitId} and kind = ${kind} and year = ${year}`;
  return row?.id ?? null;
}

/** @returns false when the unit has a report of that kind and year */
export async function insertReport(sql: Query, report: NewReport): Promise<boolean> {
  const rows = await sql`
    insert into reports (id, unit_id, kind, year, title, state, last_comment_day, header, contents, appendices,
      furniture, remarks, created_at, created_by)
    values (${report.id}, ${report.unitId}, ${report.kind}, ${report.year}, ${report.title}, ${report.state},
      ${report.lastCommentDay}, ${json(sql, report.header)}, ${json(sql, report.contents)},
      ${json(sql, report.appendices)}, ${json(sql, report.furniture)}, ${json(sql, report.remarks)},
      ${report.now}, ${report.createdBy})
    on conflict (unit_id, kind, year) do nothing
    returning id`;
  return rows.length === 1;
}

export async function goalsOf(sql: Query, reportId: string): Promise<GoalRow[]> {
  const rows = await sql`
    select id, parent_id as "parentId", level, number, title, status, status_raw as "statusRaw",
      reference_raw as "referenceRaw", reference_goal_id as "referenceGoalId", inherited
    from goals where report_id = ${reportId} order by ordinal`;
  return z.array(goalRow).parse(rows);
}

/** A goal comes after its parent. References are set afterwards, since they may lead forward. */
export async function insertGoals(sql: Query, reportId: string, goals: readonly GoalRow[]): Promise<void> {
  for (const [ordinal, goal] of goals.entries()) {
    await sql`
      insert into goals (id, report_id, parent_id, ordinal, level, number, title, status, status_raw,
        reference_raw, inherited)
      values (${goal.id}, ${reportId}, ${goal.parentId}, ${ordinal}, ${goal.level}, ${goal.number}, ${goal.title},
        ${goal.status}, ${goal.statusRaw}, ${goal.referenceRaw},
        ${goal.inherited === null ? null : json(sql, goal.inherited)})`;
  }
  for (const goal of goals) {
    if (goal.referenceGoalId === null) continue;
    await sql`update goals set reference_goal_id = ${goal.referenceGoalId} where id = ${goal.id}`;
  }
}

export async function indicatorsOf(sql: Query, reportId: string): Promise<IndicatorRow[]> {
  const rows = await sql`
    select i.id, i.goal_id as "goalId", i.name, i.organisation, i.columns, i.cells, i.extra, i.unplaced
    from indicators i join goals g on g.id = i.goal_id
    where g.report_id = ${reportId} order by g.ordinal, i.ordinal`;
  return z.array(indicatorRow).parse(rows);
}

export async function insertIndicators(sql: Query, indicators: readonly IndicatorRow[]): Promise<void> {
  for (const [ordinal, row] of indicators.entries()) {
    await sql`
      insert into indicators (id, goal_id, ordinal, name, organisation, columns, cells, extra, unplaced)
      values (${row.id}, ${row.goalId}, ${ordinal}, ${row.name}, ${row.organisation}, ${json(sql, row.columns)},
        ${json(sql, row.cells)}, ${json(sql, row.extra)}, ${json(sql, row.unplaced)})`;
  }
}

export async function activitiesOf(sql: Query, reportId: string): Promise<ActivityRow[]> {
  const rows = await sql`
    select a.id, a.goal_id as "goalId", a.name, a.starts as start, a.ends as end, a.deviation, a.mark, a.state,
      a.responsible
    from activities a join goals g on g.id = a.goal_id
    where g.report_id = ${reportId} order by g.ordinal, a.ordinal`;
  return z.array(activityRow).parse(rows);
}

export async function insertActivities(sql: Query, activities: readonly ActivityRow[]): Promise<void> {
  for (const [ordinal, row] of activities.entries()) {
    await sql`
      insert into activities (id, goal_id, ordinal, name, starts, ends, deviation, mark, state, responsible)
      values (${row.id}, ${row.goalId}, ${ordinal}, ${row.name}, ${row.start}, ${row.end}, ${row.deviation},
        ${row.mark}, ${row.state}, ${row.responsible})`;
  }
}
