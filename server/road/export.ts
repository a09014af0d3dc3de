import type { Interchange, SectionVersion } from '@delaktig/domain';
import type postgres from 'postgres';
import { lastApprovals } from '../database/approvals.ts';
import type { ReportRow } from '../database/report-rows.ts';
import { restOfReport } from '../database/reports.ts';
import type { Contents } from '../reports/contents.ts';
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
  /** The name; of someone who is shown by role only it is absent. */
  by?: string;
  role: string;
  /** ISO moment. */
  at: string;
  soleAuthor: boolean;
};

/** `contents` hold all sections of the report. */
export async function exportOf(
  sql: postgres.ISql,
  report: ReportRow,
  contents: Contents,
): Promise<ReportExport> {
  const rooms = contents.rows.sections.filter((row) => row.hasRoom);
  const approvals = await lastApprovals(sql, report.id);
  return {
    schema: EXPORT_SCHEMA,
    report: interchangeOf(report, await restOfReport(sql, report.id), contents),
    sections: rooms.map((row) => contents.version(row)),
    approvals: rooms.flatMap((row): ExportedApproval[] => {
      const approval = row.state === 'approved' ? approvals.get(row.id) : undefined;
      if (approval === undefined) return [];
      const { fingerprint, by, role, at, soleAuthor } = approval;
      return [{ section: row.id, fingerprint, ...(by === '' ? {} : { by }), role, at, soleAuthor }];
    }),
  };
}
