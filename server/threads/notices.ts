import type { Actor, NoticeView } from '@delaktig/domain';
import { threadRights } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { reportsOfUnits } from '../database/reports.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { type NoticeRow, noticesOf } from '../database/threads-notices.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** What the person is told of, as far as it is still theirs to read. */
export async function viewNotices(sql: Sql, actor: Actor, now: Date): Promise<NoticeView[]> {
  if (actor.accountId === '') return [];
  const rows = await noticesOf(sql, actor.accountId);
  const unitIds = actor.assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  const reports = rows.length === 0 ? [] : await reportsOfUnits(sql, [...new Set(unitIds)]);
  const told = reports.filter(({ id }) => rows.some(({ reportId }) => reportId === id));
  const sections = await sectionsOf(
    sql,
    told.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const report = told.find(({ id }) => id === row.reportId);
    const section = sections.find(({ id }) => id === row.sectionId);
    if (report === undefined || section === undefined) return [];
    const facts = reportFacts(standingAt(report, now));
    if (!threadRights(actor, facts, factsOf(section), standIn(row)).see) return [];
    return [noticeView(row, report.title)];
  });
}

/** What decides whether the thread of a notice is seen; without a thread it is the section that does. */
function standIn({ hidden, startedBy }: NoticeRow) {
  return { state: 'open' as const, hidden, reopened: false, startedBy, writerIds: [], suggestion: null };
}

function noticeView(row: NoticeRow, report: string): NoticeView {
  const { id, kind, day, reportId, sectionId, section, threadId, read } = row;
  return { id, kind, day, reportId, report, sectionId, section, threadId, read };
}
