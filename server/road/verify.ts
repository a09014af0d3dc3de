import type { SectionVersion } from '@delaktig/domain';
import { sectionVersionSchema } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { type ApprovedText, lastApprovedTexts, lastHandedIn } from '../database/approvals.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { namesOfUnit, reportById } from '../database/reports.ts';
import { sectionsOf } from '../database/sections.ts';
import { readContents } from '../reports/contents.ts';
import { exportOf } from './export.ts';
import { canonicalJson, fingerprintOf, sealed } from './fingerprint.ts';

/** What became of comparing one thing that was bound with what the database holds now. */
export type Verdict = {
  /** A section's title, or null for what was handed in. */
  title: string | null;
  /** As it was bound; null when nothing was. */
  fingerprint: string | null;
  /**
   * 'differs': the text or a fact is another now. 'damaged': what was kept of it is no longer what was bound.
   * 'unbound': it counts as approved, or as handed in, and nobody's act says so. 'returned': handed in and sent back
   * since, and so not compared.
   */
  outcome: 'same' | 'differs' | 'damaged' | 'unbound' | 'returned';
};

/** Computes every approved section, and what was handed in last, anew; null when there is no such report. */
export async function verifyReport(sql: Sql, reportId: string): Promise<Verdict[] | null> {
  if (!isId(reportId)) return null;
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const report = await reportById(tx, reportId);
    if (report === null) return null;
    const sections = await sectionsOf(tx, [reportId]);
    const rooms = sections.filter((row) => row.hasRoom);
    const names = await namesOfUnit(tx, report.unit.id);
    const contents = await readContents(tx, report, sections, rooms);
    const approved = await lastApprovedTexts(tx, reportId);
    const verdicts = rooms
      .filter((row) => row.state === 'approved')
      .map((row): Verdict => {
        const { title } = contents.parts(row);
        return { title, ...verdictOn(contents.version(row), approved.get(row.id), names) };
      });
    return [...verdicts, ...(await verdictOnSubmission(tx, report, sections, names))];
  });
}

/** A unit that has changed its name since is still the same unit: the version says what was shown then. */
function verdictOn(
  now: SectionVersion,
  approved: ApprovedText | undefined,
  names: readonly string[],
): Pick<Verdict, 'fingerprint' | 'outcome'> {
  if (approved === undefined) return { fingerprint: null, outcome: 'unbound' };
  const { canonical, fingerprint } = approved;
  if (fingerprintOf(canonical) !== fingerprint) return { fingerprint, outcome: 'damaged' };
  const { unit } = sectionVersionSchema.parse(JSON.parse(canonical));
  const shown = names.includes(unit) ? { ...now, unit } : now;
  return { fingerprint, outcome: sealed(shown).fingerprint === fingerprint ? 'same' : 'differs' };
}

async function verdictOnSubmission(
  tx: postgres.ISql,
  report: ReportRow,
  sections: SectionRow[],
  names: readonly string[],
): Promise<Verdict[]> {
  const handedIn = report.state === 'submitted' || report.state === 'adopted';
  const submission = await lastHandedIn(tx, report.id);
  if (submission === null) {
    return handedIn ? [{ title: null, fingerprint: null, outcome: 'unbound' }] : [];
  }
  const { fingerprint } = submission;
  const verdict = (outcome: Verdict['outcome']) => [{ title: null, fingerprint, outcome }];
  if (fingerprintOf(submission.export) !== fingerprint) return verdict('damaged');
  if (!handedIn) return verdict('returned');
  const stored = handedInSchema.parse(JSON.parse(submission.export));
  const shown = names.includes(stored.report.unit) ? called(report, stored.report.unit) : report;
  const rooms = sections.filter((row) => row.hasRoom);
  const now = await exportOf(tx, shown, await readContents(tx, shown, sections, rooms));
  return verdict(canonicalJson(now) === submission.export ? 'same' : 'differs');
}

const handedInSchema = z.object({ report: z.object({ unit: z.string() }) });

function called(report: ReportRow, unit: string): ReportRow {
  return { ...report, unit: { ...report.unit, name: unit } };
}
