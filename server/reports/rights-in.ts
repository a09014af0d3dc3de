import type { Actor, ReportRights, SectionRights } from '@delaktig/domain';
import { reportRights, sectionRights } from '@delaktig/domain';
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
  const facts = {
    state: report.state,
    unitIds: report.unitIds,
    administrationId: report.unit.administrationId,
    approver: report.approver,
  };
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
