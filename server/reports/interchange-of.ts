import type {
  Activity,
  Content,
  FieldView,
  GoalField,
  Indicator,
  Interchange,
  InterchangeGoal,
  InterchangeSection,
} from '@delaktig/domain';
import { INTERCHANGE_SCHEMA, withoutComments, withoutLines } from '@delaktig/domain';
import type { GoalRow, ReportRow, SectionRow } from '../database/report-rows.ts';
import type { Contents } from './contents.ts';
import { activityViews, indicatorViews } from './section-facts.ts';

/** The ids that the interchange gives by place, by those of the database. */
type Places = { goals: Map<string, string>; headings: Map<string, string> };

/**
 * What the database holds of a report, as `delaktig.report/1`. Read in anew it gives the same tree: the same headings,
 * goals, facts and text. A field without text is not told from one that is not there.
 */
export function interchangeOf(
  report: ReportRow,
  rest: Pick<Interchange, 'contents' | 'furniture' | 'remarks'>,
  contents: Contents,
): Interchange {
  const { rows } = contents;
  const headings = rows.sections.filter((row) => row.goalId === null);
  const places = {
    goals: new Map(rows.goals.map(({ id }, index) => [id, `g${index + 1}`])),
    headings: new Map(headings.map(({ id }, index) => [id, `s${index + 1}`])),
  };
  const interchange: Interchange = {
    schema: INTERCHANGE_SCHEMA,
    kind: report.kind,
    year: report.year,
    title: report.title,
    unit: report.unit.name,
    header: report.header,
    contents: rest.contents,
    appendices: report.appendices,
    sections: headings.map((row) => headingOf(row, places, contents)),
    goals: rows.goals.map((row) => goalOf(row, places, contents)),
    tables: rows.tables.map(({ sectionId, kind, columns, rows: lines }) => ({
      kind,
      section: placed(places.headings, sectionId),
      columns,
      rows: lines,
    })),
    furniture: rest.furniture,
    remarks: [],
  };
  // The lines of a remark are what it is about: they stay.
  return { ...withoutLines(interchange), remarks: rest.remarks };
}

function headingOf(row: SectionRow, places: Places, contents: Contents): InterchangeSection {
  if (row.title === null || row.level === null) throw new Error('A heading has no title');
  return {
    id: placed(places.headings, row.id),
    title: row.title,
    level: row.level,
    parent: row.parentId === null ? null : placed(places.headings, row.parentId),
    contains: row.contains,
    content: textOf(contents.fields(row), 'content'),
  };
}

function goalOf(row: GoalRow, places: Places, contents: Contents): InterchangeGoal {
  const section = contents.rows.sections.find(({ goalId }) => goalId === row.id);
  const fields = section === undefined ? [] : contents.fields(section);
  const { referenceRaw, referenceGoalId, inherited } = row;
  return {
    id: placed(places.goals, row.id),
    level: row.level,
    number: row.number,
    title: row.title,
    parent: row.parentId === null ? null : placed(places.goals, row.parentId),
    status: row.status === null ? null : { value: row.status, raw: row.statusRaw ?? '' },
    reference:
      referenceRaw === null
        ? null
        : { raw: referenceRaw, goal: places.goals.get(referenceGoalId ?? '') ?? null },
    content: inherited?.content ?? textOf(fields, 'content'),
    fields: { ...inherited?.fields, ...ownFields(fields) },
    indicators: indicatorViews(contents.rows, row).map(
      ({ id: _, field, ...shown }): Indicator => ({ ...shown, analysis: analysisOf(fields, field) }),
    ),
    activities: activityViews(contents.rows, row).map(
      ({ id: _, field, ...shown }): Activity => ({ ...shown, analysis: analysisOf(fields, field) }),
    ),
  };
}

function ownFields(fields: readonly FieldView[]): Partial<Record<GoalField, Content>> {
  const own: Partial<Record<GoalField, Content>> = {};
  for (const { kind, content } of fields) {
    if (kind === 'content' || kind === 'indicator' || kind === 'activity' || content.length === 0) continue;
    own[kind] = withoutComments(content);
  }
  return own;
}

function textOf(fields: readonly FieldView[], name: string): Content {
  return withoutComments(fields.find((field) => field.name === name)?.content ?? []);
}

function analysisOf(fields: readonly FieldView[], name: string): Content | null {
  const text = textOf(fields, name);
  return text.length === 0 ? null : text;
}

function placed(places: ReadonlyMap<string, string>, id: string): string {
  const found = places.get(id);
  if (found === undefined) throw new Error(`The report has no part ${id}`);
  return found;
}
