import type { ApprovalView, Missing, Role } from '@delaktig/domain';
import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { json } from './json.ts';

type Query = postgres.ISql;

const moment = z.date().transform((at) => at.toISOString());
const approvalRow = z.object({
  sectionId: z.string(),
  fingerprint: z.string(),
  by: z.string(),
  role: z.enum(ROLES),
  at: moment,
  soleAuthor: z.boolean(),
});
const withText = approvalRow.extend({ canonical: z.string() });
export type ApprovedText = z.infer<typeof withText>;

/** The last approval of each section of a report that has ever been approved, by section. */
export async function lastApprovals(sql: Query, reportId: string): Promise<Map<string, ApprovalView>> {
  const rows = await sql`
    ${lastOfEach(sql, sql``)} where s.report_id = ${reportId} order by ap.section_id, ap.id desc`;
  const parsed = z.array(approvalRow).parse([...rows]);
  return new Map(parsed.map(({ sectionId, ...approval }) => [sectionId, approval]));
}

/** The same, each with the exact text that was approved. */
export async function lastApprovedTexts(sql: Query, reportId: string): Promise<Map<string, ApprovedText>> {
  const rows = await sql`
    ${lastOfEach(sql, sql`v.canonical,`)} where s.report_id = ${reportId} order by ap.section_id, ap.id desc`;
  return new Map(
    z
      .array(withText)
      .parse([...rows])
      .map((row) => [row.sectionId, row]),
  );
}

const lastOfEach = (sql: Query, text: postgres.Fragment) => sql`
  select distinct on (ap.section_id) ap.section_id as "sectionId", encode(v.hash, 'hex') as fingerprint, ${text} a.name as by, ap.role, ap.approved_at as at, ap.sole_author as "soleAuthor"
  from approvals ap
  join sections s on s.id = ap.section_id
  join section_versions v on v.id = ap.version_id
  join accounts a on a.id = ap.approved_by`;

/** Stores the exact text of a section, once. @returns the version's id */
export async function keepVersion(
  sql: Query,
  version: { sectionId: string; fingerprint: string; canonical: string; now: Date },
): Promise<string> {
  const hash = Buffer.from(version.fingerprint, 'hex');
  await sql`
    insert into section_versions (section_id, hash, canonical, created_at)
    values (${version.sectionId}, ${hash}, ${version.canonical}, ${version.now})
    on conflict (section_id, hash) do nothing`;
  const [row] = await sql<{ id: string }[]>`
    select id from section_versions where section_id = ${version.sectionId} and hash = ${hash}`;
  if (row === undefined) throw new Error('A version was neither made nor there');
  return row.id;
}

export async function insertApproval(
  sql: Query,
  approval: {
    sectionId: string;
    versionId: string;
    approvedBy: string;
    role: Role;
    now: Date;
    soleAuthor: boolean;
  },
): Promise<void> {
  await sql`
    insert into approvals (section_id, version_id, approved_by, role, approved_at, sole_author)
    values (${approval.sectionId}, ${approval.versionId}, ${approval.approvedBy}, ${approval.role},
      ${approval.now}, ${approval.soleAuthor})`;
}

/**
 * Who brought a report in whose first text is in a section's room: null when a command did. Undefined when the room has
 * another text by now.
 */
export async function importerOf(sql: Query, sectionId: string): Promise<string | null | undefined> {
  const [row] = await sql<{ by: string | null }[]>`
    select r.created_by as by from sections s join reports r on r.id = s.report_id
    where s.id = ${sectionId} and s.epoch = 0`;
  return row === undefined ? undefined : row.by;
}

/**
 * Who has written in a section, in the room that it has now or in those that it had before a text was brought back; and
 * who has changed the words of a suggestion as they took it in.
 */
export async function authorsOf(sql: Query, sectionId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select account_id::text as id from room_clients where section_id = ${sectionId}
    union
    select jsonb_array_elements_text(detail->'authorIds') from road_acts
    where section_id = ${sectionId} and act = 'restore-approved'
    union
    select g.taken_by::text from suggestions g join threads t on t.id = g.thread_id
    join sections s on s.id = t.section_id
    where s.id = ${sectionId} and g.taken_epoch = s.epoch and g.taken <> g.proposed
    order by id`;
  return rows.map(({ id }) => id);
}

const submissionRow = z.object({
  fingerprint: z.string(),
  by: z.string(),
  role: z.enum(ROLES),
  at: moment,
});
export type SubmissionRow = z.infer<typeof submissionRow>;

/** What was handed in last, as pages tell it. */
export async function lastSubmission(sql: Query, reportId: string): Promise<SubmissionRow | null> {
  const [row] =
    await sql`${submissions(sql, sql``)} where su.report_id = ${reportId} order by su.id desc limit 1`;
  return row === undefined ? null : submissionRow.parse(row);
}

/** The same with the export that was kept. */
export async function lastHandedIn(
  sql: Query,
  reportId: string,
): Promise<(SubmissionRow & { export: string }) | null> {
  const [row] = await sql`
    ${submissions(sql, sql`, su.export`)} where su.report_id = ${reportId} order by su.id desc limit 1`;
  return row === undefined ? null : submissionRow.extend({ export: z.string() }).parse(row);
}

const submissions = (sql: Query, more: postgres.Fragment) => sql`
  select encode(su.hash, 'hex') as fingerprint, a.name as by, su.role, su.submitted_at as at ${more}
  from submissions su join accounts a on a.id = su.submitted_by`;

export async function insertSubmission(
  sql: Query,
  submission: {
    reportId: string;
    submittedBy: string;
    role: Role;
    now: Date;
    fingerprint: string;
    export: string;
    missing: readonly Missing[];
  },
): Promise<void> {
  await sql`
    insert into submissions (report_id, submitted_by, role, submitted_at, hash, export, missing)
    values (${submission.reportId}, ${submission.submittedBy}, ${submission.role}, ${submission.now},
      ${Buffer.from(submission.fingerprint, 'hex')}, ${submission.export}, ${json(sql, submission.missing)})`;
}
