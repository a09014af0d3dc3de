import {
  APPROVERS,
  cellSchema,
  contentSchema,
  GOAL_FIELDS,
  GOAL_LEVELS,
  GOAL_STATUSES,
  headerSchema,
  INDICATOR_VALUES,
  indicatorSchema,
  REPORT_KINDS,
  REPORT_STATES,
  SECTION_MODES,
  SECTION_STATES,
  TABLE_KINDS,
  tableSchema,
} from '@delaktig/domain';
import { z } from 'zod';

const id = z.string();

export const unitOfReport = z.object({
  id,
  name: z.string(),
  initials: z.string(),
  administration: z.string(),
  administrationId: id,
});

export const reportRow = z.object({
  id,
  kind: z.enum(REPORT_KINDS),
  year: z.int(),
  title: z.string(),
  state: z.enum(REPORT_STATES),
  lastCommentDay: z.string().nullable(),
  header: headerSchema,
  appendices: z.array(z.string()),
  unit: unitOfReport,
  /** The unit's and those of the units that have taken over. */
  unitIds: z.array(id),
  approver: z.enum(APPROVERS),
});
export type ReportRow = z.infer<typeof reportRow>;

const inherited = z.object({
  content: contentSchema,
  fields: z.partialRecord(z.enum(GOAL_FIELDS), contentSchema),
});

export const goalRow = z.object({
  id,
  parentId: id.nullable(),
  level: z.enum(GOAL_LEVELS),
  number: z.string().nullable(),
  title: z.string().nullable(),
  status: z.enum(GOAL_STATUSES).nullable(),
  statusRaw: z.string().nullable(),
  referenceRaw: z.string().nullable(),
  referenceGoalId: id.nullable(),
  inherited: inherited.nullable(),
});
export type GoalRow = z.infer<typeof goalRow>;

const cell = cellSchema.nullable();
export const indicatorCells = z.object(
  Object.fromEntries(INDICATOR_VALUES.map((name) => [name, cell])) as Record<
    (typeof INDICATOR_VALUES)[number],
    typeof cell
  >,
);

export const indicatorRow = z.object({
  id,
  goalId: id,
  name: z.string(),
  organisation: z.string().nullable(),
  columns: indicatorSchema.shape.columns,
  cells: indicatorCells,
  extra: indicatorSchema.shape.extra,
  unplaced: indicatorSchema.shape.unplaced,
});
export type IndicatorRow = z.infer<typeof indicatorRow>;

const text = z.string().nullable();
export const activityRow = z.object({
  id,
  goalId: id,
  name: z.string(),
  start: text,
  end: text,
  deviation: text,
  mark: text,
  state: text,
  responsible: text,
});
export type ActivityRow = z.infer<typeof activityRow>;

export const sectionRow = z.object({
  id,
  reportId: id,
  goalId: id.nullable(),
  parentId: id.nullable(),
  title: z.string().nullable(),
  level: z.int().nullable(),
  contains: z.enum(['content', 'goals']),
  state: z.enum(SECTION_STATES),
  readyFor: z.enum(['manager', 'approver']),
  /** Which of the section's rooms is the one that holds. */
  epoch: z.int(),
  mode: z.enum(SECTION_MODES),
  economy: z.boolean(),
  controllersWrite: z.boolean(),
  writerGroupIds: z.array(id),
  deputyIds: z.array(id),
  /** A heading that only contains goals has none. */
  hasRoom: z.boolean(),
});
export type SectionRow = z.infer<typeof sectionRow>;

export const tableRow = z.object({
  sectionId: id,
  kind: z.enum(TABLE_KINDS),
  columns: tableSchema.shape.columns,
  rows: tableSchema.shape.rows,
});
export type TableRow = z.infer<typeof tableRow>;

/** What is stored of a new report, ids given by the caller; order in a list is the order of print. */
export type NewReport = Omit<ReportRow, 'unit' | 'unitIds' | 'approver' | 'state' | 'lastCommentDay'> & {
  unitId: string;
  state: ReportRow['state'];
  lastCommentDay: string | null;
  contents: unknown;
  furniture: unknown;
  remarks: unknown;
  createdBy: string | null;
  now: Date;
};
