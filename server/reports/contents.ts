import type { Content, FieldView, Missing, SectionParts, SectionVersion } from '@delaktig/domain';
import { missingIn, sectionVersion } from '@delaktig/domain';
import { fieldsFromUpdate } from '@delaktig/editor';
import { EMPTY_UPDATE } from '@delaktig/sync';
import type postgres from 'postgres';
import * as Y from 'yjs';
import type { GoalRow, ReportRow, SectionRow } from '../database/report-rows.ts';
import { activitiesOf, goalsOf, indicatorsOf } from '../database/reports.ts';
import { proseOf, tablesOf } from '../database/sections.ts';
import { unansweredIn } from '../database/threads.ts';
import { activityViews, indicatorViews, tablesIn } from './section-facts.ts';
import type { ReportRows } from './section-fields.ts';
import { sectionFields } from './section-fields.ts';

/** What stands in a report's sections, as pages, approvals and exports all read it. */
export type Contents = {
  rows: ReportRows;
  fields(section: SectionRow): FieldView[];
  version(section: SectionRow): SectionVersion;
  parts(section: SectionRow): SectionParts;
  missing(section: SectionRow): Missing[];
};

/**
 * Reads a report's rows and the prose of some of its sections, one query for each kind of thing. `sections` are all of
 * the report; asked for a section that is not among `read`, the result says that it has no text.
 */
export async function readContents(
  sql: postgres.ISql,
  report: ReportRow,
  sections: SectionRow[],
  read: readonly SectionRow[],
): Promise<Contents> {
  const [goals, indicators, activities, tables, unanswered, prose] = await Promise.all([
    goalsOf(sql, report.id),
    indicatorsOf(sql, report.id),
    activitiesOf(sql, report.id),
    tablesOf(sql, report.id),
    unansweredIn(sql, report.id),
    proseOf(
      sql,
      read.map((row) => row.id),
    ),
  ]);
  const rows = { kind: report.kind, goals, indicators, activities, tables, sections };
  const known = new Map<string, FieldView[]>();
  const fields = (section: SectionRow): FieldView[] => {
    const found =
      known.get(section.id) ??
      sectionFields(rows, section, (names) => contentOf(prose.get(section.id), names));
    known.set(section.id, found);
    return found;
  };
  const parts = (section: SectionRow) => partsOf(rows, section, fields(section));
  const place = { kind: report.kind, year: report.year, unit: report.unit.name };
  return {
    rows,
    fields,
    parts,
    version: (section) => sectionVersion(place, parts(section)),
    missing: (section) =>
      missingIn(report.kind, parts(section), opensMore(rows, section), unanswered.get(section.id)),
  };
}

/** A room that was sealed ends with a row that says nothing, and merging costs as much as reading. */
function contentOf(updates: Uint8Array[] | undefined, names: readonly string[]): Record<string, Content> {
  const spoken = (updates ?? []).filter((update) => update.length > EMPTY_UPDATE.length);
  return spoken.length === 0 ? {} : fieldsFromUpdate(Y.mergeUpdates(spoken), [...names]);
}

function partsOf(rows: ReportRows, section: SectionRow, fields: FieldView[]): SectionParts {
  const { id, title, level } = section;
  const goal = rows.goals.find((row) => row.id === section.goalId);
  if (goal !== undefined) return { id, fields, ...goalParts(rows, goal) };
  if (level === null) throw new Error('A heading has no level');
  return {
    id,
    fields,
    title,
    level,
    number: null,
    reference: null,
    status: null,
    inherited: null,
    indicators: [],
    activities: [],
    tables: tablesIn(rows, section),
  };
}

function goalParts(rows: ReportRows, goal: GoalRow): Omit<SectionParts, 'id' | 'fields'> {
  const { title, level, number, status, statusRaw, referenceRaw, inherited } = goal;
  return {
    title,
    level,
    number,
    reference: referenceRaw,
    status: status === null ? null : { value: status, raw: statusRaw ?? '' },
    inherited,
    indicators: indicatorViews(rows, goal),
    activities: activityViews(rows, goal),
    tables: [],
  };
}

/** Whether a heading has headings or goals below it. */
function opensMore({ sections }: ReportRows, section: SectionRow): boolean {
  return section.contains === 'goals' || sections.some((row) => row.parentId === section.id);
}
