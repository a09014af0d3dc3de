import type { Actor, ReportView } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import { sectionsOf } from '../database/sections.ts';
import type { ReportRefusal } from '../http/context.ts';
import { type Contents, readContents } from './contents.ts';
import { missingInReport } from './missing-in-report.ts';
import { outlineOf } from './outline.ts';
import { type RightsIn, rightsIn, standingAt } from './rights-in.ts';
import { type RoadRows, readRoad } from './road-rows.ts';
import { sectionView } from './section-view.ts';

/**
 * A report as one person may see it. What they may not read is not in it at all. Refuses with 'forbidden'
 * only when the report is there and nothing of it is theirs to read.
 */
export async function viewReport(
  sql: Sql,
  actor: Actor,
  reportId: string,
  now: Date,
): Promise<{ ok: true; report: ReportView } | ReportRefusal> {
  const stored = isId(reportId) ? await reportById(sql, reportId) : null;
  if (stored === null) return { ok: false, reason: 'not-found' };
  const report = standingAt(stored, now);
  const sections = await sectionsOf(sql, [reportId]);
  const rights = rightsIn(actor, report, sections);
  if (!rights.report.read) return { ok: false, reason: 'forbidden' };

  const readable = sections.filter((row) => row.hasRoom && rights.sections.get(row.id)?.read);
  const [contents, road] = await Promise.all([
    readContents(sql, report, sections, readable),
    readRoad(sql, report, sections, dayInStockholm(now)),
  ]);
  return { ok: true, report: reportView(report, sections, rights, contents, road) };
}

function reportView(
  report: ReportRow,
  sections: readonly SectionRow[],
  rights: RightsIn,
  contents: Contents,
  road: RoadRows,
): ReportView {
  const { id, kind, year, title, state, lastCommentDay, header, appendices, unit } = report;
  return {
    id,
    kind,
    year,
    title,
    unit: { id: unit.id, name: unit.name, initials: unit.initials, administration: unit.administration },
    state,
    lastCommentDay,
    header,
    appendices,
    rights: rights.report,
    registryNumber: header.registryNumber || null,
    submission: road.submission,
    returned: road.returned,
    leading: rights.report.lead
      ? { groups: road.openGroups, deputies: road.deputies, missing: missingInReport(sections, contents) }
      : null,
    outline: outlineOf(contents.rows, rights, (row) => sectionView(row, rights, contents, road)),
  };
}
