import { z } from 'zod';
import { contentSchema } from './content-schema.ts';
import { GOAL_LEVELS, GOAL_STATUSES, type GoalField, REPORT_KINDS, TABLE_KINDS } from './report.ts';

/**
 * The interchange format `delaktig.report/1`: what the reader makes of a report's text, what import
 * takes and what export gives. `null` = the text has no such thing; `""` or `[]` = it is there and empty.
 */
export const INTERCHANGE_SCHEMA = 'delaktig.report/1';

/** 1-based, inclusive lines of the input; only where the reader was asked for them. */
const lines = z.tuple([z.int().positive(), z.int().positive()]).optional();
const text = z.string();
const textOrNull = z.string().nullable();

export const CELL_KINDS = ['blank', 'number', 'text', 'period'] as const;

/** A value of a table as it stands and as it is understood: "2,37 %" -> value 2.37, unit "%". */
export const cellSchema = z.object({
  raw: text,
  kind: z.enum(CELL_KINDS),
  value: z.number().nullable(),
  unit: textOrNull,
  lines,
});

export const headerSchema = z.object({
  officer: textOrNull,
  phone: textOrNull,
  addressee: textOrNull,
  registryNumber: textOrNull,
  date: textOrNull,
  administration: textOrNull,
  organisation: textOrNull,
  documentKind: textOrNull,
  email: textOrNull,
  web: textOrNull,
  decisions: z.array(text),
  lines,
});

const cell = cellSchema.nullable();
export const indicatorSchema = z.object({
  name: text,
  organisation: textOrNull,
  /** The table's own head: `key` is one of `INDICATOR_VALUES`, `name`, `organisation` or `extra:<n>`. */
  columns: z.array(z.object({ key: text, label: text })),
  outcome: cell,
  outcomeMen: cell,
  outcomeWomen: cell,
  previous: cell,
  forecast: cell,
  target: cell,
  cityTarget: cell,
  period: cell,
  extra: z.array(z.object({ label: text, cell: cellSchema })),
  /** Values whose column cannot be known. */
  unplaced: z.array(cellSchema),
  analysis: contentSchema.nullable(),
  lines,
});

export const activitySchema = z.object({
  name: text,
  /** As written; ISO dates stay ISO dates. `""` = the column is there and blank. */
  start: textOrNull,
  end: textOrNull,
  deviation: textOrNull,
  mark: textOrNull,
  state: textOrNull,
  responsible: textOrNull,
  analysis: contentSchema.nullable(),
  lines,
});

const field = contentSchema.optional();
const goalFieldsSchema = z.object({
  description: field,
  expectedResult: field,
  approach: field,
  resources: field,
  followUp: field,
  development: field,
  analysis: field,
} satisfies Record<GoalField, typeof field>);

export const goalSchema = z.object({
  id: text,
  level: z.enum(GOAL_LEVELS),
  number: textOrNull,
  title: textOrNull,
  parent: textOrNull,
  status: z.object({ value: z.enum(GOAL_STATUSES), raw: text }).nullable(),
  reference: z.object({ raw: text, goal: textOrNull }).nullable(),
  /** What stands before any field heading. */
  content: contentSchema,
  fields: goalFieldsSchema,
  indicators: z.array(indicatorSchema),
  activities: z.array(activitySchema),
  lines,
});

export const sectionSchema = z.object({
  id: text,
  title: text,
  level: z.int().positive(),
  parent: textOrNull,
  contains: z.enum(['content', 'goals']),
  content: contentSchema,
  lines,
});

export const tableSchema = z.object({
  kind: z.enum(TABLE_KINDS),
  section: text,
  columns: z.array(text),
  rows: z.array(
    z.object({
      kind: z.enum(['row', 'sum', 'group']),
      label: text,
      group: textOrNull,
      cells: z.array(cellSchema),
      note: textOrNull,
      lines,
    }),
  ),
  lines,
});

export const remarkSchema = z.object({
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  text,
  reason: text,
  target: textOrNull,
  severity: z.enum(['uncertain', 'not-understood']),
});

export const interchangeSchema = z.object({
  schema: z.literal(INTERCHANGE_SCHEMA),
  kind: z.enum(REPORT_KINDS).nullable(),
  year: z.int().nullable(),
  title: textOrNull,
  unit: textOrNull,
  header: headerSchema,
  contents: z.array(z.object({ title: text, page: z.int().nullable(), goalNumber: textOrNull, lines })),
  appendices: z.array(text),
  sections: z.array(sectionSchema),
  goals: z.array(goalSchema),
  tables: z.array(tableSchema),
  /** Page headers and footers. */
  furniture: z.array(text),
  remarks: z.array(remarkSchema),
  /** What every non-blank line of the input was read as; only where the reader was asked for lines. */
  lineMap: z
    .array(z.object({ lines: z.tuple([z.int().positive(), z.int().positive()]), node: text, part: text }))
    .optional(),
});

export type Interchange = z.infer<typeof interchangeSchema>;
export type InterchangeGoal = z.infer<typeof goalSchema>;
export type InterchangeSection = z.infer<typeof sectionSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type Activity = z.infer<typeof activitySchema>;
export type ReportTable = z.infer<typeof tableSchema>;
export type TableRow = ReportTable['rows'][number];
export type Cell = z.infer<typeof cellSchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type ReportHeader = z.infer<typeof headerSchema>;
export type { Content, ContentNode } from './content.ts';
