import { randomUUID } from 'node:crypto';
import type {
  Content,
  House,
  HouseSection,
  Interchange,
  InterchangeGoal,
  ReportKind,
  ReportState,
} from '@delaktig/domain';
import { fieldName, goalsInPrintOrder, houseOf } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import type { Sql } from '../database/connect.ts';
import type { ActivityRow, GoalRow, IndicatorRow, TableRow } from '../database/report-rows.ts';
import {
  insertActivities,
  insertGoals,
  insertIndicators,
  insertReport,
  reportIdOf,
} from '../database/reports.ts';
import type { NewSection } from '../database/sections.ts';
import { insertSections, insertTables } from '../database/sections.ts';
import type { ImportResult } from '../http/context.ts';

export type CreateReport = {
  interchange: Interchange;
  kind: ReportKind;
  year: number;
  unitId: string;
  /** Null when no person did it: the demo, a command. */
  createdBy: string | null;
  state?: ReportState;
  /** ISO date in Europe/Stockholm; only for a report that is open or has been. */
  lastCommentDay?: string | null;
  now: Date;
};

/** The ids that the database will know the report's parts by. */
type Ids = {
  goals: Map<string, string>;
  headings: Map<string, string>;
  indicators: Map<InterchangeGoal, string[]>;
  activities: Map<InterchangeGoal, string[]>;
};

/**
 * Makes a report of the interchange: its rows, and for every section the first state of its room, in one
 * transaction. Refuses when the unit has a report of that kind and year. Asks nobody's right.
 */
export async function createReport(
  sql: Sql,
  input: CreateReport,
): Promise<Exclude<ImportResult, { reason: 'forbidden' }>> {
  const { interchange, kind, year, unitId } = input;
  const house = houseOf(interchange, kind);
  const ids = newIds(interchange);
  const reportId = randomUUID();
  const created = await sql.begin(async (tx) => {
    const inserted = await insertReport(tx, {
      id: reportId,
      unitId,
      kind,
      year,
      title: interchange.title ?? `${kind} ${year}`,
      state: input.state ?? 'draft',
      lastCommentDay: input.lastCommentDay ?? null,
      header: interchange.header,
      contents: interchange.contents,
      appendices: interchange.appendices,
      furniture: interchange.furniture,
      remarks: interchange.remarks,
      createdBy: input.createdBy,
      now: input.now,
    });
    if (!inserted) return false;
    await insertGoals(tx, reportId, goalRows(interchange, house, ids));
    await insertIndicators(
      tx,
      interchange.goals.flatMap((goal) => indicatorRows(goal, ids)),
    );
    await insertActivities(
      tx,
      interchange.goals.flatMap((goal) => activityRows(goal, ids)),
    );
    await insertSections(
      tx,
      reportId,
      house.sections.map((section) => sectionRow(section, ids)),
    );
    await insertTables(tx, tableRows(interchange, ids));
    return true;
  });
  if (created) return { ok: true, reportId };
  const existing = await reportIdOf(sql, unitId, kind, year);
  if (existing === null) throw new Error('A report was neither created nor there');
  return { ok: false, reason: 'exists', reportId: existing };
}

function newIds(interchange: Interchange): Ids {
  const { goals, sections } = interchange;
  return {
    goals: new Map(goals.map((goal) => [goal.id, randomUUID()])),
    headings: new Map(sections.map((heading) => [heading.id, randomUUID()])),
    indicators: new Map(goals.map((goal) => [goal, goal.indicators.map(() => randomUUID())])),
    activities: new Map(goals.map((goal) => [goal, goal.activities.map(() => randomUUID())])),
  };
}

function goalRows(interchange: Interchange, house: House, ids: Ids): GoalRow[] {
  return goalsInPrintOrder(interchange.goals).map((goal) => ({
    id: known(ids.goals, goal.id),
    parentId: ids.goals.get(goal.parent ?? '') ?? null,
    level: goal.level,
    number: goal.number,
    title: goal.title,
    status: goal.status?.value ?? null,
    statusRaw: goal.status?.raw ?? null,
    referenceRaw: goal.reference?.raw ?? null,
    referenceGoalId: ids.goals.get(goal.reference?.goal ?? '') ?? null,
    inherited: house.inherited.get(goal.id) ?? null,
  }));
}

function indicatorRows(goal: InterchangeGoal, ids: Ids): IndicatorRow[] {
  return goal.indicators.map((indicator, index) => {
    const { outcome, outcomeMen, outcomeWomen, previous, forecast, target, cityTarget, period } = indicator;
    return {
      id: at(ids.indicators, goal, index),
      goalId: known(ids.goals, goal.id),
      name: indicator.name,
      organisation: indicator.organisation,
      columns: indicator.columns,
      cells: { outcome, outcomeMen, outcomeWomen, previous, forecast, target, cityTarget, period },
      extra: indicator.extra,
      unplaced: indicator.unplaced,
    };
  });
}

function activityRows(goal: InterchangeGoal, ids: Ids): ActivityRow[] {
  return goal.activities.map(({ name, start, end, deviation, mark, state, responsible }, index) => ({
    id: at(ids.activities, goal, index),
    goalId: known(ids.goals, goal.id),
    name,
    start,
    end,
    deviation,
    mark,
    state,
    responsible,
  }));
}

function sectionRow(section: HouseSection, ids: Ids): NewSection {
  const place = { parentId: ids.headings.get(section.parent ?? '') ?? null, economy: section.economy };
  if (section.of.kind === 'goal') {
    const { goal } = section.of;
    return {
      ...place,
      id: randomUUID(),
      goalId: known(ids.goals, goal.id),
      title: null,
      level: null,
      contains: 'content',
      room: roomOf(section, {
        indicators: ids.indicators.get(goal) ?? [],
        activities: ids.activities.get(goal) ?? [],
      }),
    };
  }
  const { heading } = section.of;
  return {
    ...place,
    id: known(ids.headings, heading.id),
    goalId: null,
    title: heading.title,
    level: heading.level,
    contains: heading.contains,
    room: roomOf(section, { indicators: [], activities: [] }),
  };
}

function roomOf(
  section: HouseSection,
  ids: { indicators: string[]; activities: string[] },
): Uint8Array | null {
  if (section.fields === null) return null;
  const fields: Record<string, Content> = {};
  for (const field of section.fields) fields[fieldName(field, ids)] = field.content;
  return fieldsToUpdate(fields);
}

function tableRows(interchange: Interchange, ids: Ids): TableRow[] {
  return interchange.tables.map(({ section, kind, columns, rows }) => ({
    sectionId: known(ids.headings, section),
    kind,
    columns,
    rows,
  }));
}

/** The interchange names its own parts only; anything else is a bug of the one who made it. */
function known(ids: Map<string, string>, id: string): string {
  const found = ids.get(id);
  if (found === undefined) throw new Error(`The interchange has no part ${id}`);
  return found;
}

function at(ids: Map<InterchangeGoal, string[]>, goal: InterchangeGoal, index: number): string {
  const id = ids.get(goal)?.[index];
  if (id === undefined) throw new Error(`No id ${index} of ${goal.id}`);
  return id;
}
