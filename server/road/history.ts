import type { Actor, RoadEvent } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { reportById } from '../database/reports.ts';
import { actsOfSection } from '../database/road.ts';
import { sectionsOf } from '../database/sections.ts';
import { rightsIn, standingAt } from '../reports/rights-in.ts';

/** What has happened to a section, newest first; null when it is not theirs to read. */
export async function historyOf(
  sql: Sql,
  actor: Actor,
  of: { reportId: string; sectionId: string },
  now: Date,
): Promise<RoadEvent[] | null> {
  const report = isId(of.reportId) ? await reportById(sql, of.reportId) : null;
  if (report === null) return null;
  const sections = await sectionsOf(sql, [report.id]);
  const rights = rightsIn(actor, standingAt(report, now), sections);
  if (!rights.sections.get(of.sectionId)?.read) return null;
  return actsOfSection(sql, report.id, of.sectionId);
}
