import type { CommentRight, ReportFacts, SectionFacts } from './rights.ts';
import { sectionRights } from './rights.ts';
import type { Actor } from './roles.ts';

/** What of a thread decides who may do what in it. */
export type ThreadFacts = {
  state: 'open' | 'closed';
  hidden: boolean;
  /** It has been opened again, which is done once. */
  reopened: boolean;
  /** Who began it; null when it was said without a name. */
  startedBy: string | null;
  /** All who have written in it under their name. */
  writerIds: readonly string[];
  /** Whether the words that it suggests stand in the text by now; null of a thread that suggests none. */
  suggestion: 'open' | 'taken' | null;
};

export type ThreadRights = {
  /** That it is there. Who sees it and may not read it is shown that it is hidden, and why. */
  see: boolean;
  /** What was said in it. */
  read: boolean;
  reply: boolean;
  react: boolean;
  /** One's own words, in whatever one has written in the thread. */
  editOwn: boolean;
  /** With an outcome. */
  close: boolean;
  reopen: boolean;
  hide: boolean;
  show: boolean;
  /** The words that it suggests, into the text. */
  take: boolean;
  /** Put back what stood there before, as far as the section goes; the words decide the rest. */
  undo: boolean;
};

const NOTHING: ThreadRights = {
  see: false,
  read: false,
  reply: false,
  react: false,
  editOwn: false,
  close: false,
  reopen: false,
  hide: false,
  show: false,
  take: false,
  undo: false,
};

/** The one decision about a thread, beside `sectionRights` and from the same facts: for views, acts and buttons alike. */
export function threadRights(
  actor: Actor,
  report: ReportFacts,
  section: SectionFacts,
  thread: ThreadFacts,
): ThreadRights {
  const { read, comment, write } = sectionRights(actor, report, section);
  if (!read) return NOTHING;
  const leads = leadsSection(actor, report, section);
  if (thread.hidden && !leads) return { ...NOTHING, see: thread.startedBy === actor.accountId };
  const open = thread.state === 'open';
  const edits = leads && write && !thread.hidden;
  const takesPart = comment !== 'no' && !thread.hidden;
  return {
    see: true,
    read: true,
    reply: takesPart && open,
    react: takesPart,
    editOwn: open && !thread.hidden,
    close: leads && open,
    reopen: takesPart && !open && !thread.reopened && thread.writerIds.includes(actor.accountId),
    hide: leads && !thread.hidden,
    show: leads && thread.hidden,
    take: edits && open && thread.suggestion === 'open',
    undo: edits && thread.suggestion === 'taken',
  };
}

/**
 * Who answers comments: the manager, and a deputy to whom the section was given, in any state of the report. They are
 * those who could open the section, were it a draft that nobody has marked.
 */
export function leadsSection(actor: Actor, report: ReportFacts, section: SectionFacts): boolean {
  return sectionRights(actor, { ...report, state: 'open' }, { ...section, state: 'draft' }).open;
}

/** Whether what somebody begins now comes too late for this report. */
export function isForNextPlan(comment: CommentRight): boolean {
  return comment === 'next-plan';
}

/** The least number of people among whom somebody may speak without a name, and whose answers are counted. */
export const SMALLEST_GROUP = 8;

/** Staff only, who hide among their like: nobody who leads or checks may pass as one of them. */
export function mayBeNameless(actor: Actor, report: ReportFacts, staffOfUnit: number): boolean {
  return staffOfUnit >= SMALLEST_GROUP && isStaff(actor, report);
}

/** Whether a section is true is answered by those who work there. */
export function mayAnswerQuickly(actor: Actor, report: ReportFacts, section: SectionFacts): boolean {
  return sectionRights(actor, report, section).comment === 'report' && isStaff(actor, report);
}

function isStaff(actor: Actor, report: ReportFacts): boolean {
  return actor.assignments.some(
    ({ role, unitId, administrationId }) =>
      role === 'staff' &&
      administrationId === report.administrationId &&
      unitId !== null &&
      report.unitIds.includes(unitId),
  );
}
