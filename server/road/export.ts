import type { Interchange, Role, SectionVersion } from '@delaktig/domain';
import { sectionVersionSchema } from '@delaktig/domain';
import type postgres from 'postgres';
import { lastApprovals, lastApprovedTexts } from '../database/approvals.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportById, restOfReport } from '../database/reports.ts';
import { sectionsOf } from '../database/sections.ts';
import { type Contents, readContents } from '../reports/contents.ts';
import { interchangeOf } from '../reports/interchange-of.ts';

export const EXPORT_SCHEMA = 'delaktig.export/1';

/** A report as it leaves the product: whole, each section as it is approved, and the approvals that hold. */
export type ReportExport = {
  schema: typeof EXPORT_SCHEMA;
  report: Interchange;
  sections: SectionVersion[];
  approvals: ExportedApproval[];
};

export type ExportedApproval = {
  section: string;
  fingerprint: string;
  role: Role;
  /** ISO moment. */
  at: string;
  soleAuthor: boolean;
};

/**
 * `contents` hold all sections of the report. Without names of people, so that it can be kept: a name is kept with the
 * account alone, from where it can be taken away.
 */
export async function exportOf(
  sql: postgres.ISql,
  report: ReportRow,
  contents: Contents,
): Promise<ReportExport> {
  const rooms = contents.rows.sections.filter((row) => row.hasRoom);
  const approvals = await lastApprovals(sql, report.id);
  const approvedTexts = await lastApprovedTexts(sql, report.id);
  // What was approved is given as it was kept: a unit that has another name since would change its fingerprint.
  const versionOf = (row: SectionRow) => {
    const approved = row.state === 'approved' ? approvedTexts.get(row.id) : undefined;
    return approved ? sectionVersionSchema.parse(JSON.parse(approved.canonical)) : contents.version(row);
  };
  return {
    schema: EXPORT_SCHEMA,
    report: interchangeOf(report, await restOfReport(sql, report.id), contents),
    sections: rooms.map(versionOf),
    approvals: rooms.flatMap((row): ExportedApproval[] => {
      const approval = row.state === 'approved' ? approvals.get(row.id) : undefined;
      if (approval === undefined) return [];
      const { fingerprint, role, at, soleAuthor } = approval;
      return [{ section: row.id, fingerprint, role, at, soleAuthor }];
    }),
  };
}

/** A report as it is given away today; approvals carry the names of those who are shown by name. Null: no such report. */
export async function exportReport(sql: Sql, reportId: string) {
  if (!isId(reportId)) return null;
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const report = await reportById(tx, reportId);
    if (report === null) return null;
    const sections = await sectionsOf(tx, [reportId]);
    const rooms = sections.filter((row) => row.hasRoom);
    const whole = await exportOf(tx, report, await readContents(tx, report, sections, rooms));
    const approvals = await lastApprovals(tx, reportId);
    return {
      ...whole,
      approvals: whole.approvals.map((approval) => {
        const by = approvals.get(approval.section)?.by ?? '';
        return by === '' ? approval : { ...approval, by };
      }),
    };
  });
}
