import { REPORT_STATES, SECTION_MODES, SECTION_STATES } from './report.ts';
import type { ReportFacts, ReportRights, SectionFacts, SectionRights } from './rights.ts';
import { reportRights, sectionRights } from './rights.ts';
import type { Actor, Role } from './roles.ts';
import { ROLES } from './roles.ts';

/** What may be asked of `SectionRights`, besides comments, which have degrees. */
export type SectionRight = Exclude<keyof SectionRights, 'comment'>;

/**
 * Whether an act is theirs, and in which role it is done: the strongest of those that give the right. 'changed': it
 * would be, were the section or the report as it may have been when the page was read. 'forbidden': never.
 */
export type Acting = { ok: true; role: Role } | { ok: false; reason: 'forbidden' | 'changed' };

export function actsInSection(
  actor: Actor,
  report: ReportFacts,
  section: SectionFacts,
  right: SectionRight,
): Acting {
  const role = roleThat(actor, (alone) => sectionRights(alone, report, section)[right]);
  if (role !== null) return { ok: true, role };
  const might = REPORT_STATES.some((state) =>
    otherwise(section).some((other) => sectionRights(actor, { ...report, state }, other)[right]),
  );
  return { ok: false, reason: might ? 'changed' : 'forbidden' };
}

export function actsOnReport(
  actor: Actor,
  report: ReportFacts,
  sections: readonly SectionFacts[],
  right: keyof ReportRights,
): Acting {
  const role = roleThat(actor, (alone) => reportRights(alone, report, sections)[right]);
  if (role !== null) return { ok: true, role };
  const might = REPORT_STATES.some((state) => reportRights(actor, { ...report, state }, sections)[right]);
  return { ok: false, reason: might ? 'changed' : 'forbidden' };
}

/** Rights are the union over roles, so what a person may do, they may do in one of them. */
export function roleThat(actor: Actor, may: (alone: Actor) => boolean): Role | null {
  const roles = actor.assignments
    .filter((assignment) => may({ ...actor, assignments: [assignment] }))
    .map(({ role }) => role);
  return ROLES.find((role) => roles.includes(role)) ?? null;
}

/** The section in every other state and mode; groups and deputies as they are. */
function otherwise(section: SectionFacts): SectionFacts[] {
  return SECTION_STATES.flatMap((state) =>
    SECTION_MODES.flatMap((mode) =>
      (['manager', 'approver'] as const).map((readyFor) => ({ ...section, state, mode, readyFor })),
    ),
  );
}
