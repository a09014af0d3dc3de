/** Kinds of report through the year: plan, the two tertial reports, the annual report. */
export const REPORT_KINDS = ['VP', 'T1', 'T2', 'VB'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** `draft` > `open` > `closing` > `submitted` > `adopted`. */
export const REPORT_STATES = ['draft', 'open', 'closing', 'submitted', 'adopted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** `draft` > `ready` > `approved` > `reopened`. */
export const SECTION_STATES = ['draft', 'ready', 'approved', 'reopened'] as const;
export type SectionState = (typeof SECTION_STATES)[number];

/** Who approves what the manager has marked ready: a setting for each administration and kind of report. */
export const APPROVERS = ['superior', 'manager'] as const;
export type Approver = (typeof APPROVERS)[number];

/** What the manager has opened a section for. */
export const SECTION_MODES = ['comment', 'write', 'closed'] as const;
export type SectionMode = (typeof SECTION_MODES)[number];

/** From the city council's direction down to the unit's own goal. */
export const GOAL_LEVELS = ['direction', 'area', 'board', 'unit'] as const;
export type GoalLevel = (typeof GOAL_LEVELS)[number];

export const GOAL_STATUSES = ['fulfilled', 'partly', 'not-fulfilled', 'none', 'no-data'] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** The fields of a goal, in the order in which a report prints them. The last four stand in plans. */
export const GOAL_FIELDS = [
  'description',
  'expectedResult',
  'approach',
  'resources',
  'followUp',
  'development',
  'analysis',
] as const;
export type GoalField = (typeof GOAL_FIELDS)[number];

export const TABLE_KINDS = ['income-statement', 'complaints', 'other'] as const;
