import type { ReportState, SectionState } from './report.ts';
import type { SectionFacts } from './rights.ts';
import type { Role } from './roles.ts';

/** What follows from what on the road; who may is `rights.ts`. Null: from there it does not follow. */

/**
 * The state of a report on a day (ISO dates, Europe/Stockholm). One that is open stays so through its last day, and
 * takes no more comments from then on, whether or not anybody has closed it.
 */
export function stateOn(stored: ReportState, lastCommentDay: string | null, today: string): ReportState {
  return stored === 'open' && lastCommentDay !== null && lastCommentDay < today ? 'closing' : stored;
}

/** Opened for comments, or opened again to another last day. */
export function opened(state: ReportState): ReportState | null {
  return state === 'draft' || state === 'open' || state === 'closing' ? 'open' : null;
}

export function commentsClosed(stored: ReportState): ReportState | null {
  return stored === 'open' ? 'closing' : null;
}

/** Handed in: never straight from a draft, which those whose work it tells of have not seen. */
export function handedOver(state: ReportState): ReportState | null {
  return state === 'open' || state === 'closing' ? 'submitted' : null;
}

export function sentBack(state: ReportState): ReportState | null {
  return state === 'submitted' ? 'closing' : null;
}

/** A deputy's mark waits for the manager; the manager's waits for the one who approves. */
export function marked(role: Role): Pick<SectionFacts, 'state' | 'readyFor'> {
  return { state: 'ready', readyFor: role === 'deputy' ? 'manager' : 'approver' };
}

/**
 * Back to those who write, with a reason: whatever was shut and is open once more is `reopened`, had it been approved
 * or only marked, so that nobody takes it for a section that was never sent on.
 */
export function reopenedFrom(state: SectionState): SectionState | null {
  return state === 'ready' || state === 'approved' ? 'reopened' : null;
}
