import type postgres from 'postgres';
import { insertApproval, insertSubmission, keepVersion } from '../database/approvals.ts';
import type { SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import type { NewAct } from '../database/road.ts';
import { insertActs, setSectionStates } from '../database/road.ts';
import { sectionsOf } from '../database/sections.ts';
import { type Contents, readContents } from '../reports/contents.ts';
import { missingInReport } from '../reports/missing-in-report.ts';
import { exportOf } from '../road/export.ts';
import { sealed } from '../road/fingerprint.ts';

/** Who took last year's report to its end, and when. */
export type PastRoad = {
  managerId: string;
  superiorId: string;
  marked: Date;
  approved: Date;
  submitted: Date;
};

/**
 * A report that has gone its road: each section marked by the manager and approved by the superior, and the whole
 * handed in, all with what the acts themselves would have left behind. The report's own state stays as it is.
 */
export async function walkPastRoad(tx: postgres.ISql, reportId: string, road: PastRoad): Promise<void> {
  const before = await sectionsOf(tx, [reportId]);
  await setSectionStates(
    tx,
    before.map(({ id }) => id),
    { state: 'approved', readyFor: 'approver' },
  );
  const report = await reportById(tx, reportId);
  if (report === null) throw new Error('The demo has no report of last year');
  const sections = await sectionsOf(tx, [reportId]);
  const rooms = sections.filter((row) => row.hasRoom);
  const contents = await readContents(tx, report, sections, rooms);
  for (const room of rooms) await approveSection(tx, room, contents, road);
  const { canonical, fingerprint } = sealed(await exportOf(tx, report, contents));
  const missing = missingInReport(sections, contents);
  const by = { submittedBy: road.managerId, role: 'manager', now: road.submitted } as const;
  await insertSubmission(tx, { reportId, ...by, fingerprint, export: canonical, missing });
  await insertActs(tx, [
    {
      at: road.submitted,
      reportId,
      sectionId: null,
      actorId: road.managerId,
      role: 'manager',
      act: 'submit',
      detail: { fingerprint, missing: missing.length },
    },
  ]);
}

async function approveSection(
  tx: postgres.ISql,
  section: SectionRow,
  contents: Contents,
  road: PastRoad,
): Promise<void> {
  const { id: sectionId, reportId } = section;
  const version = sealed(contents.version(section));
  const versionId = await keepVersion(tx, { sectionId, ...version, now: road.approved });
  const by = { approvedBy: road.superiorId, role: 'superior', now: road.approved } as const;
  await insertApproval(tx, { sectionId, versionId, ...by, soleAuthor: false });
  const acts: NewAct[] = [
    { ...markedBy(road.managerId, road.marked), reportId, sectionId },
    {
      at: road.approved,
      reportId,
      sectionId,
      actorId: road.superiorId,
      role: 'superior',
      act: 'approve',
      detail: { fingerprint: version.fingerprint },
    },
  ];
  await insertActs(tx, acts);
}

/** The manager's mark on a section, as its history tells it. */
export function markedBy(managerId: string, at: Date): Pick<NewAct, 'at' | 'actorId' | 'role' | 'act'> {
  return { at, actorId: managerId, role: 'manager', act: 'mark-ready' };
}
