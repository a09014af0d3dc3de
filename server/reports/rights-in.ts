import type { Actor, ReportFacts, ReportRights, SectionRights } from '@delaktig/domain';
import { dayInStockholm, reportRights, sectionRights, stateOn } from '@delaktig/domain';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { factsOf } from '../database/sections.ts';

/** What one person may do in a report: in the whole, and in each section. */
export type RightsIn = {
  report: ReportRights;
  sections: Map<string, SectionRights>;
  /** False for one who has only been asked to write in some sections of a draft. */
  readsAll: boolean;
};

export function rightsIn(actor: Actor, report: ReportRow, sections: readonly SectionRow[]): RightsIn {
  const facts = reportFacts(report);
  const each = sections.map((section) => ({ id: section.id, facts: factsOf(section) }));
  const bySection = new Map(each.map((section) => [section.id, sectionRights(actor, facts, section.facts)]));
  return {
    report: reportRights(
      actor,
      facts,
      each.map((section) => section.facts),
    ),
    sections: bySection,
    readsAll: [...bySection.values()].every((rights) => rights.read),
  };
}

/** The part of a row that decides rights. */
export function reportFacts(report: ReportRow): ReportFacts {
  return {
    state: report.state,
    unitIds: report.unitIds,
    administrationId: report.unit.administrationId,
    approver: report.approver,
  };
}

/** The report as it stands at a moment: its last day may have passed since somebody opened it. */
export function standingAt(report: ReportRow, now: Date): ReportRow {
  return { ...report, state: stateOn(report.state, report.lastCommentDay, dayInStockholm(now)) };
}
