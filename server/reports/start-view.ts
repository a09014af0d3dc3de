import type { Actor } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportsOfUnits } from '../database/reports.ts';
import { sectionsOf } from '../database/sections.ts';
import type { ReportSummary, StartView } from '../http/context.ts';
import { rightsIn } from './rights-in.ts';
import { importableUnitIds } from './units-for-import.ts';

/** What the person may read in their units, and in which of it they may write or comment now. */
export async function startView(sql: Sql, actor: Actor, now: Date): Promise<StartView> {
  const unitIds = actor.assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  const reports = await reportsOfUnits(sql, [...new Set(unitIds)]);
  const sections = (
    await sectionsOf(
      sql,
      reports.map((report) => report.id),
    )
  ).filter((row) => row.hasRoom);
  const readable = reports.flatMap((report) => {
    const own = sections.filter((section) => section.reportId === report.id);
    const rights = rightsIn(actor, report, own);
    if (!rights.report.read) return [];
    const each = [...rights.sections.values()];
    return [
      {
        report: summary(report, own),
        write: each.filter((section) => section.write).length,
        comment: each.filter((section) => section.comment === 'report').length,
      },
    ];
  });
  return {
    today: dayInStockholm(now),
    reports: readable.map(({ report }) => report),
    waiting: readable.filter(({ write, comment }) => write + comment > 0),
    mayImport: importableUnitIds(actor).length > 0,
  };
}

function summary(report: ReportRow, sections: readonly SectionRow[]): ReportSummary {
  const { id, kind, year, state, lastCommentDay, unit } = report;
  return {
    id,
    kind,
    year,
    state,
    lastCommentDay,
    ready: sections.filter((section) => section.state === 'ready' || section.state === 'approved').length,
    sections: sections.length,
    unit: { id: unit.id, name: unit.name, initials: unit.initials },
  };
}
