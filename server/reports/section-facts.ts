import type { ActivityView, IndicatorView, ReportTable } from '@delaktig/domain';
import type { GoalRow, SectionRow } from '../database/report-rows.ts';
import type { ReportRows } from './section-fields.ts';
import { factField } from './section-fields.ts';

/** The facts of a section as pages show them. */
export function tablesIn(rows: ReportRows, section: SectionRow): ReportTable[] {
  return rows.tables
    .filter((table) => table.sectionId === section.id)
    .map(({ kind, columns, rows: lines }) => ({ kind, section: section.id, columns, rows: lines }));
}

export function indicatorViews(rows: ReportRows, goal: GoalRow): IndicatorView[] {
  return rows.indicators
    .filter((row) => row.goalId === goal.id)
    .map(({ goalId: _, cells, ...row }) => ({ ...row, ...cells, field: factField('indicator', row.id) }));
}

export function activityViews(rows: ReportRows, goal: GoalRow): ActivityView[] {
  return rows.activities
    .filter((row) => row.goalId === goal.id)
    .map(({ goalId: _, ...row }) => ({ ...row, field: factField('activity', row.id) }));
}
