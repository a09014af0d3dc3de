import { z } from 'zod';
import type { Content, ContentNode } from './content.ts';
import { contentSchema } from './content-schema.ts';
import type { InheritedText } from './house.ts';
import type { ReportTable } from './interchange.ts';
import { activitySchema, indicatorSchema, tableSchema } from './interchange.ts';
import {
  GOAL_FIELDS,
  GOAL_LEVELS,
  GOAL_STATUSES,
  type GoalLevel,
  REPORT_KINDS,
  type ReportKind,
} from './report.ts';
import type { ActivityView, FieldView, IndicatorView } from './view.ts';

export const SECTION_SCHEMA = 'delaktig.section/1';

/** A section as it stands, from its rows and its room; ids are those of the database. */
export type SectionParts = {
  id: string;
  title: string | null;
  /** Of a goal its level; of a heading how deep it stands. */
  level: GoalLevel | number;
  number: string | null;
  /** Words of a goal that only refers to another. */
  reference: string | null;
  status: { value: (typeof GOAL_STATUSES)[number]; raw: string } | null;
  inherited: InheritedText | null;
  /** Those that are offered, and those that have text. */
  fields: FieldView[];
  indicators: IndicatorView[];
  activities: ActivityView[];
  tables: Omit<ReportTable, 'section'>[];
};

/** The report that a section stands in, as far as its readers see it there. */
export type SectionPlace = { kind: ReportKind; year: number; unit: string };

/**
 * The exact text and facts of a section: what an approval binds. No ids of rows, which another database would give
 * anew, but the section's own: the analyses of facts are named by their place, `indicator:1`.
 */
export const sectionVersionSchema = z.object({
  schema: z.literal(SECTION_SCHEMA),
  section: z.string(),
  kind: z.enum(REPORT_KINDS),
  year: z.int(),
  /** The unit's name as it was shown. */
  unit: z.string(),
  title: z.string().nullable(),
  level: z.union([z.enum(GOAL_LEVELS), z.int()]),
  number: z.string().nullable(),
  reference: z.string().nullable(),
  /** By field; a field without text is not there. */
  prose: z.record(z.string(), contentSchema),
  facts: z.object({
    status: z.object({ value: z.enum(GOAL_STATUSES), raw: z.string() }).nullable(),
    indicators: z.array(indicatorSchema.omit({ analysis: true, lines: true })),
    activities: z.array(activitySchema.omit({ analysis: true, lines: true })),
    tables: z.array(tableSchema.omit({ section: true, lines: true })),
  }),
  inherited: z
    .object({ content: contentSchema, fields: z.partialRecord(z.enum(GOAL_FIELDS), contentSchema) })
    .nullable(),
});
export type SectionVersion = z.infer<typeof sectionVersionSchema>;

/** `delaktig.section/1` of a section. Comments change nothing in it. */
export function sectionVersion(place: SectionPlace, parts: SectionParts): SectionVersion {
  const { id, title, level, number, reference, status, inherited } = parts;
  const names = placesOf(parts);
  const prose = parts.fields
    .filter(({ content }) => content.length > 0)
    .map(({ name, content }) => [names.get(name) ?? name, withoutComments(content)] as const);
  return withoutLines({
    schema: SECTION_SCHEMA,
    section: id,
    kind: place.kind,
    year: place.year,
    unit: place.unit,
    title,
    level,
    number,
    reference,
    prose: Object.fromEntries(prose),
    facts: {
      status,
      indicators: parts.indicators.map(({ id: _, field: __, ...shown }) => shown),
      activities: parts.activities.map(({ id: _, field: __, ...shown }) => shown),
      tables: parts.tables.map(({ kind, columns, rows }) => ({ kind, columns, rows })),
    },
    inherited,
  });
}

/** The prose of a version under the names that the fields have in the section's room today. */
export function proseOfVersion(version: SectionVersion, parts: SectionParts): Record<string, Content> {
  const names = new Map([...placesOf(parts)].map(([field, place]) => [place, field]));
  return Object.fromEntries(
    Object.entries(version.prose).map(([name, content]) => [names.get(name) ?? name, content]),
  );
}

/** By the name of a fact's fragment its place in the section, from 1: `indicator:1`. */
function placesOf(parts: Pick<SectionParts, 'indicators' | 'activities'>): Map<string, string> {
  return new Map([
    ...parts.indicators.map(({ field }, index) => [field, `indicator:${index + 1}`] as const),
    ...parts.activities.map(({ field }, index) => [field, `activity:${index + 1}`] as const),
  ]);
}

/**
 * Takes away the marks that tie words to threads of comments, so that a text with comments is the same text. Words that
 * only such a mark held apart stand together again. For everything that leaves as a text, and comes in as one.
 */
export function withoutComments(content: Content): Content {
  const result: Content = [];
  for (const node of content) {
    const next = withoutComment(node);
    const last = result.at(-1);
    if (last?.text !== undefined && next.text !== undefined && sameMarks(last, next)) last.text += next.text;
    else result.push(next);
  }
  return result;
}

function withoutComment(node: ContentNode): ContentNode {
  const { marks, content, ...rest } = node;
  const kept = (marks ?? []).filter(({ type }) => type !== 'comment');
  return {
    ...rest,
    ...(content === undefined ? {} : { content: withoutComments(content) }),
    ...(kept.length === 0 ? {} : { marks: kept }),
  };
}

function sameMarks(a: ContentNode, b: ContentNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}

/** Where a text stood in the file that it was read from is nothing of the text; `lines` is always that. */
export function withoutLines<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutLines) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'lines');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutLines(inner)])) as T;
}
