import { z } from 'zod';
import { GOAL_STATUSES, type GoalField, SECTION_MODES } from './report.ts';
import type { Role } from './roles.ts';

const id = z.uuid();
/** PostgreSQL keeps every character but NUL. */
const reason = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => !text.includes('\0'));
const oneLine = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u);

/**
 * An act on the road from draft to submitted, as a page asks for it. What each means stands in product.md's states;
 * who may do it is decided by `sectionRights` and `reportRights`.
 */
export const roadActSchema = z.discriminatedUnion('act', [
  /** Opens the report for comments, or moves the last day. ISO date, Europe/Stockholm. */
  z.object({ act: z.literal('open-report'), lastCommentDay: z.iso.date() }),
  z.object({ act: z.literal('close-comments') }),
  /** Empty: there is none yet. */
  z.object({ act: z.literal('set-registry-number'), registryNumber: oneLine }),
  /** `despite`: what is missing has been shown, and it is handed in all the same. A draft is opened first. */
  z.object({ act: z.literal('submit'), despite: z.boolean() }),
  z.object({ act: z.literal('return-report'), sectionIds: z.array(id).min(1), reason }),
  z.object({
    act: z.literal('set-mode'),
    sectionIds: z.array(id).min(1),
    mode: z.enum(SECTION_MODES),
    /** Who writes, in mode `write` only. */
    workGroupIds: z.array(id),
    controllers: z.boolean(),
  }),
  z.object({ act: z.literal('give-section'), sectionIds: z.array(id).min(1), deputyIds: z.array(id) }),
  /** `reason`: why comments stay unanswered, without which they do not. */
  z.object({
    act: z.literal('mark-ready'),
    sectionId: id,
    despite: z.boolean(),
    reason: reason.optional(),
  }),
  /** `fingerprint`: of the version that was shown to the one who approves, in hex. */
  z.object({ act: z.literal('approve'), sectionId: id, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Back to those who write: from ready, or from approved. */
  z.object({ act: z.literal('reopen'), sectionId: id, reason }),
  z.object({ act: z.literal('restore-approved'), sectionId: id }),
  z.object({ act: z.literal('set-status'), goalId: id, status: z.enum(GOAL_STATUSES).nullable() }),
]);
export type RoadAct = z.infer<typeof roadActSchema>;

export const ROAD_ACTS = [
  'open-report',
  'close-comments',
  'set-registry-number',
  'submit',
  'return-report',
  'set-mode',
  'give-section',
  'mark-ready',
  'approve',
  'reopen',
  'restore-approved',
  'set-status',
] as const satisfies readonly RoadAct['act'][];

/** What a section or a report is not whole without, as far as a machine can see. */
export type Missing =
  | { kind: 'text'; sectionId: string; title: string; field: GoalField | 'content' }
  | { kind: 'analysis' | 'status'; sectionId: string; title: string }
  /** The analysis of an indicator or an activity of the section. */
  | { kind: 'indicator-analysis' | 'activity-analysis'; sectionId: string; title: string; of: string }
  /** Comments on this report without an outcome. */
  | { kind: 'unanswered'; sectionId: string; title: string; count: number }
  /** Of a report: a section that nobody has approved. */
  | { kind: 'approval'; sectionId: string; title: string };

export type RoadResult =
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'forbidden' }
  /** It is no longer as the page showed it: somebody else was there first, or the text is another. */
  | { ok: false; reason: 'changed' }
  /** Shown first; the same act with `despite` goes through, with a `reason` where comments are unanswered. */
  | { ok: false; reason: 'missing'; missing: Missing[] }
  /** The last day is not today or later. */
  | { ok: false; reason: 'past-day' }
  /** A group, a deputy or a section is not of this report's unit. */
  | { ok: false; reason: 'not-of-unit' };

/** One line of the history of a section or a report. */
export type RoadEvent = {
  act: RoadAct['act'];
  /** Empty for someone who is shown by role only. */
  by: string;
  role: Role;
  /** ISO moment. */
  at: string;
  reason: string | null;
  /** Of `set-status` the status before, of `set-mode` the mode before; null otherwise. */
  from: string | null;
  /** Of `set-status` the status, of `set-mode` the mode, of `open-report` the day, of the dnr the dnr; null otherwise. */
  to: string | null;
  /** Of `set-mode` the names of the groups that write. */
  groups: string[];
};

export type ApprovalView = {
  /** SHA-256 in hex; shown by its first eight digits. */
  fingerprint: string;
  by: string;
  role: Role;
  at: string;
  /** Approved by the only one who wrote it. */
  soleAuthor: boolean;
};
