import type { Actor, NoticeView } from '@delaktig/domain';
import { reportRights, threadRights } from '@delaktig/domain';
import type postgres from 'postgres';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportsOfUnits } from '../database/reports.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { type NoticeRow, noticesOf } from '../database/threads-notices.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** What the person is told of, as far as it is still theirs to read: their inbox, or all of `ids`. */
export async function viewNotices(
  sql: postgres.ISql,
  actor: Actor,
  now: Date,
  ids: readonly string[] | null = null,
): Promise<NoticeView[]> {
  if (actor.accountId === '') return [];
  const rows = await noticesOf(sql, actor.accountId, ids);
  const unitIds = actor.assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  const reports = rows.length === 0 ? [] : await reportsOfUnits(sql, [...new Set(unitIds)]);
  const told = reports.filter(({ id }) => rows.some(({ reportId }) => reportId === id));
  const sections = await sectionsOf(
    sql,
    told.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const report = told.find(({ id }) => id === row.reportId);
    if (report === undefined) return [];
    const own = sections.filter(({ reportId }) => reportId === report.id);
    return isTheirs(actor, standingAt(report, now), own, row) ? [noticeView(row, report)] : [];
  });
}

/** Whether the person may still read what they are told of: the report, the section, the thread. */
function isTheirs(actor: Actor, report: ReportRow, sections: readonly SectionRow[], row: NoticeRow): boolean {
  const facts = reportFacts(report);
  if (row.sectionId === null) return reportRights(actor, facts, sections.map(factsOf)).read;
  const section = sections.find(({ id }) => id === row.sectionId);
  return section !== undefined && threadRights(actor, facts, factsOf(section), standIn(row)).see;
}

/** What decides whether the thread of a notice is seen; without a thread it is the section that does. */
function standIn({ hidden, startedBy }: NoticeRow) {
  return { state: 'open' as const, hidden, reopened: false, startedBy, writerIds: [], suggestion: null };
}

function noticeView(row: NoticeRow, { title, unit, lastCommentDay }: ReportRow): NoticeView {
  const { id, kind, day, reportId, sectionId, section, threadId, suggestion, read } = row;
  return {
    id,
    kind,
    day,
    reportId,
    report: title,
    unit: unit.name,
    lastDay: lastCommentDay,
    sectionId,
    section,
    threadId,
    suggestion,
    read,
  };
}
