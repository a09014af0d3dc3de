import type { Approver, ReportState, SectionMode, SectionState } from './report.ts';
import type { Actor, Assignment, Role } from './roles.ts';

/** What of a report decides who may do what in it. */
export type ReportFacts = {
  state: ReportState;
  /** The unit whose report it is, and the units that have taken over after it. */
  unitIds: readonly string[];
  administrationId: string;
  /** Who approves sections: by the chain of the administration for this kind of report. */
  approver: Approver;
};

/** What of a section decides who may do what in it. */
export type SectionFacts = {
  state: SectionState;
  /** Who has the next word on a section that is ready: the manager, when a deputy marked it, or the approver. */
  readyFor: 'manager' | 'approver';
  mode: SectionMode;
  /** Economy sections are co-written by controllers whenever anybody may write at all. */
  economy: boolean;
  /** Who writes with the manager while the mode is `write`. */
  writers: { workGroupIds: readonly string[]; controllers: boolean };
  /** The deputies whom the section has been given to. */
  deputyIds: readonly string[];
};

/** Where a comment goes: into the work on this report, to the next plan, or nowhere. */
export type CommentRight = 'report' | 'next-plan' | 'no';

export type SectionRights = {
  read: boolean;
  comment: CommentRight;
  /** The whole room: every field of the section's prose. */
  write: boolean;
  /** Facts of the section: figures, dates. */
  editFacts: boolean;
  /** The judgement whether the goal is reached. */
  setStatus: boolean;
  /** Mode and writers. Giving the section to a deputy belongs to `ReportRights.lead`. */
  open: boolean;
  markReady: boolean;
  approve: boolean;
  /** Back to the writers, with a reason. */
  reopen: boolean;
  /** A dissent that is printed as written. */
  dissent: boolean;
};

export type ReportRights = {
  read: boolean;
  /** Open for comments, close, hand in, give sections to deputies. */
  lead: boolean;
  /** Receive: approve or return the whole. */
  receive: boolean;
};

const NOTHING: SectionRights = {
  read: false,
  comment: 'no',
  write: false,
  editFacts: false,
  setStatus: false,
  open: false,
  markReady: false,
  approve: false,
  reopen: false,
  dissent: false,
};

/**
 * The one decision about a section: the gate of a room, the loader of a page and the button in it call this.
 * Precedence, strongest first: report submitted or adopted > section approved > section ready > mode > role.
 * Roles in other units and administrations count for nothing. Several roles give the union of their rights.
 */
export function sectionRights(actor: Actor, report: ReportFacts, section: SectionFacts): SectionRights {
  return rolesIn(actor, report)
    .map((assignment) => rightsOf(assignment, actor, report, section))
    .reduce(union, NOTHING);
}

/**
 * What the actor may do with the report as a whole. `sections` are all of the report: who has been asked to
 * write in one section of a draft may open the report and finds that section in it.
 */
export function reportRights(
  actor: Actor,
  report: ReportFacts,
  sections: readonly SectionFacts[],
): ReportRights {
  const assignments = rolesIn(actor, report);
  const holds = (role: Role) => assignments.some((assignment) => assignment.role === role);
  return {
    read: assignments.some(
      (assignment) =>
        readsReport(assignment, report) || sections.some((section) => inOpenedGroup(assignment, section)),
    ),
    lead: holds('manager') && !handedIn(report),
    receive: holds('superior') && report.state === 'submitted',
  };
}

function rolesIn(actor: Actor, report: ReportFacts): Assignment[] {
  return actor.assignments.filter(
    (assignment) =>
      assignment.administrationId === report.administrationId &&
      assignment.unitId !== null &&
      report.unitIds.includes(assignment.unitId),
  );
}

function handedIn(report: ReportFacts): boolean {
  return report.state === 'submitted' || report.state === 'adopted';
}

function rightsOf(
  assignment: Assignment,
  actor: Actor,
  report: ReportFacts,
  section: SectionFacts,
): SectionRights {
  if (!reads(assignment, report, section)) return NOTHING;
  if (handedIn(report)) return { ...NOTHING, read: true, comment: 'next-plan' };
  const settled = section.state === 'ready' || section.state === 'approved';
  const leads = leadsSection(assignment, actor, section);
  const write = !settled && section.mode !== 'closed' && writes(assignment, actor, section);
  return {
    read: true,
    comment: comments(assignment, report, section),
    write,
    editFacts: write && (leads || assignment.role === 'controller'),
    setStatus: write && leads,
    open: leads && !settled,
    markReady: (leads && !settled) || (assignment.role === 'manager' && waitsFor('manager', section)),
    approve: assignment.role === report.approver && waitsFor('approver', section),
    reopen: reopens(assignment, report, section, leads),
    dissent: assignment.role === 'representative',
  };
}

function waitsFor(whom: SectionFacts['readyFor'], section: SectionFacts): boolean {
  return section.state === 'ready' && section.readyFor === whom;
}

/** A mark of one's own may be taken back until somebody else has had their word; an approval by the approver only. */
function reopens(
  assignment: Assignment,
  report: ReportFacts,
  section: SectionFacts,
  leads: boolean,
): boolean {
  if (section.state === 'approved') return assignment.role === report.approver;
  if (waitsFor('manager', section)) return leads;
  return (
    waitsFor('approver', section) && (assignment.role === 'manager' || assignment.role === report.approver)
  );
}

/** The manager leads every section of the unit, a deputy those given to them. */
function leadsSection(assignment: Assignment, actor: Actor, section: SectionFacts): boolean {
  if (assignment.role === 'manager') return true;
  return assignment.role === 'deputy' && section.deputyIds.includes(actor.accountId);
}

/** Groups are of those who work in them (staff) or lead them (deputy); in other roles they open nothing. */
function inOpenedGroup(assignment: Assignment, section: SectionFacts): boolean {
  return (
    section.mode === 'write' &&
    (assignment.role === 'staff' || assignment.role === 'deputy') &&
    assignment.workGroupIds.some((group) => section.writers.workGroupIds.includes(group))
  );
}

function writes(assignment: Assignment, actor: Actor, section: SectionFacts): boolean {
  switch (assignment.role) {
    case 'manager':
      return true;
    case 'deputy':
      return leadsSection(assignment, actor, section) || inOpenedGroup(assignment, section);
    case 'controller':
      return section.economy || (section.mode === 'write' && section.writers.controllers);
    case 'staff':
      return inOpenedGroup(assignment, section);
    case 'superior':
    case 'representative':
    case 'administrator':
      return false;
  }
}

function reads(assignment: Assignment, report: ReportFacts, section: SectionFacts): boolean {
  return readsReport(assignment, report) || inOpenedGroup(assignment, section);
}

/** A draft is the manager's own workshop; others see of it only what has been opened for their writing. */
function readsReport(assignment: Assignment, report: ReportFacts): boolean {
  switch (assignment.role) {
    case 'manager':
    case 'deputy':
    case 'controller':
      return true;
    case 'staff':
    case 'superior':
    case 'representative':
      return report.state !== 'draft';
    case 'administrator':
      return false;
  }
}

/** While the report is not yet handed in, of a section that the assignment lets one read. */
function comments(assignment: Assignment, report: ReportFacts, section: SectionFacts): CommentRight {
  if (section.state === 'approved') return 'next-plan';
  if (section.mode === 'closed') return 'no';
  if (report.state === 'closing' && assignment.role === 'staff') return 'next-plan';
  return 'report';
}

const COMMENT_RANK: Record<CommentRight, number> = { no: 0, 'next-plan': 1, report: 2 };

function union(a: SectionRights, b: SectionRights): SectionRights {
  return {
    read: a.read || b.read,
    comment: COMMENT_RANK[a.comment] >= COMMENT_RANK[b.comment] ? a.comment : b.comment,
    write: a.write || b.write,
    editFacts: a.editFacts || b.editFacts,
    setStatus: a.setStatus || b.setStatus,
    open: a.open || b.open,
    markReady: a.markReady || b.markReady,
    approve: a.approve || b.approve,
    reopen: a.reopen || b.reopen,
    dissent: a.dissent || b.dissent,
  };
}
