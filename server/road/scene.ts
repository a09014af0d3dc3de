import type {
  Acting,
  Actor,
  ReportFacts,
  ReportRights,
  ReportState,
  RoadAct,
  Role,
  SectionRight,
} from '@delaktig/domain';
import { actsInSection, actsOnReport, dayInStockholm } from '@delaktig/domain';
import type postgres from 'postgres';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import type { NewAct } from '../database/road.ts';
import { insertActs, lockReport, lockSections } from '../database/road.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { type Contents, readContents } from '../reports/contents.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** One act of one person on one report, alone with the report until the transaction ends. */
export type Scene = {
  tx: postgres.TransactionSql;
  actor: Actor;
  now: Date;
  /** ISO date, Europe/Stockholm. */
  today: string;
  /** As it stands today. */
  report: ReportRow;
  /** The state that somebody set, though its last day may have passed. */
  storedState: ReportState;
  facts: ReportFacts;
  /** All of the report, in print order. */
  sections: SectionRow[];
};

export type ActOf<Name extends RoadAct['act']> = Extract<RoadAct, { act: Name }>;

/** Locks what the act concerns, then reads what decides. Null when there is no such report. */
export async function openScene(
  tx: postgres.TransactionSql,
  { actor, now, reportId, act }: { actor: Actor; now: Date; reportId: string; act: RoadAct },
): Promise<Scene | null> {
  if (!(await lockReport(tx, reportId))) return null;
  const before = await sectionsOf(tx, [reportId]);
  await lockSections(
    tx,
    reportId,
    before.filter((row) => concerns(act, row)).map((row) => row.id),
  );
  const stored = await reportById(tx, reportId);
  if (stored === null) return null;
  const report = standingAt(stored, now);
  return {
    tx,
    actor,
    now,
    today: dayInStockholm(now),
    report,
    storedState: stored.state,
    facts: reportFacts(report),
    sections: await sectionsOf(tx, [reportId]),
  };
}

function concerns(act: RoadAct, section: SectionRow): boolean {
  if (act.act === 'submit') return true;
  if ('sectionId' in act) return act.sectionId === section.id;
  if ('sectionIds' in act) return act.sectionIds.includes(section.id);
  return 'goalId' in act && act.goalId === section.goalId;
}

/** A section of the report that has a room. */
export function sectionIn(scene: Scene, id: string): SectionRow | null {
  return scene.sections.find((row) => row.id === id && row.hasRoom) ?? null;
}

/** All of these, in the order of their ids, or null when one is not of the report. */
export function sectionsIn(scene: Scene, ids: readonly string[]): SectionRow[] | null {
  const found = [...new Set(ids)].sort().map((id) => sectionIn(scene, id));
  return found.every((row) => row !== null) ? found : null;
}

export function inSection(scene: Scene, section: SectionRow, right: SectionRight): Acting {
  return actsInSection(scene.actor, scene.facts, factsOf(section), right);
}

export function onReport(scene: Scene, right: keyof ReportRights): Acting {
  return actsOnReport(scene.actor, scene.facts, scene.sections.map(factsOf), right);
}

/** What stands in some sections now. */
export function contentsOf(scene: Scene, sections: readonly SectionRow[]): Promise<Contents> {
  return readContents(scene.tx, scene.report, scene.sections, sections);
}

/** Writes into the history what was done, once for each section; none: to the report as a whole. */
export async function record(
  scene: Scene,
  role: Role,
  act: RoadAct['act'],
  of: { sectionId: string | null; reason?: string; detail?: NewAct['detail'] }[],
): Promise<void> {
  const { tx, actor, now, report } = scene;
  await insertActs(
    tx,
    of.map((each) => ({ ...each, at: now, reportId: report.id, actorId: actor.accountId, role, act })),
  );
}
