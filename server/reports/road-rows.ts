import type { ApprovalView, ReportView, RoadAct, RoadEvent } from '@delaktig/domain';
import type postgres from 'postgres';
import { lastApprovals, lastSubmission } from '../database/approvals.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { lastActsOn, lastActsOnWhole } from '../database/road.ts';
import { deputiesOfUnits, groupsOfUnits } from '../database/road-people.ts';

type Named = { id: string; name: string };

/** What has happened on a report's road, and the people and groups that are named on it. */
export type RoadRows = {
  submission: ReportView['submission'];
  returned: RoadEvent | null;
  lastActs: Map<string, RoadEvent>;
  /** The last of each section, whether or not it holds. */
  approvals: Map<string, ApprovalView>;
  /** Those that a section may be opened for, and given to. */
  openGroups: Named[];
  deputies: Named[];
  /** By id, those who have left or closed since included. */
  groupNames: Map<string, string>;
  deputyNames: Map<string, string>;
};

/** The last word on a section is one of these. */
export const WORDS: readonly RoadAct['act'][] = ['mark-ready', 'approve', 'reopen', 'return-report'];

/** Why reports that are back from the superior were sent back, by report. */
export async function returnsOf(
  sql: postgres.ISql,
  reportIds: readonly string[],
): Promise<Map<string, RoadEvent>> {
  const last = await lastActsOnWhole(sql, reportIds, ['submit', 'return-report']);
  return new Map([...last].filter(([, event]) => event.act === 'return-report'));
}

/** One query for each kind of thing. `today`: ISO date, Europe/Stockholm. */
export async function readRoad(
  sql: postgres.ISql,
  report: ReportRow,
  sections: readonly SectionRow[],
  today: string,
): Promise<RoadRows> {
  const given = [...new Set(sections.flatMap((section) => section.deputyIds))];
  const [submission, returns, lastActs, approvals, groups, people] = await Promise.all([
    lastSubmission(sql, report.id),
    returnsOf(sql, [report.id]),
    lastActsOn(sql, [report.id], WORDS),
    lastApprovals(sql, report.id),
    groupsOfUnits(sql, report.unitIds),
    deputiesOfUnits(sql, report.unitIds, today, given),
  ]);
  return {
    submission,
    returned: returns.get(report.id) ?? null,
    lastActs,
    approvals,
    openGroups: groups.filter(({ open }) => open).map(({ id, name }) => ({ id, name })),
    deputies: people.filter(({ deputy }) => deputy).map(({ id, name }) => ({ id, name })),
    groupNames: new Map(groups.map(({ id, name }) => [id, name])),
    deputyNames: new Map(people.map(({ id, name }) => [id, name])),
  };
}
