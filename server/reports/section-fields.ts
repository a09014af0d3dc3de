import type { Content, FieldView, ReportKind } from '@delaktig/domain';
import { offeredFields, writableFields } from '@delaktig/domain';
import type { ActivityRow, GoalRow, IndicatorRow, SectionRow, TableRow } from '../database/report-rows.ts';

/** The rows of one report, each list in print order. */
export type ReportRows = {
  kind: ReportKind;
  goals: GoalRow[];
  indicators: IndicatorRow[];
  activities: ActivityRow[];
  tables: TableRow[];
  sections: SectionRow[];
};

/**
 * The fields of a section's room as a page shows them: those that are offered, and those that have text.
 * `read` gives the contents of fragments by name.
 */
export function sectionFields(
  rows: ReportRows,
  section: SectionRow,
  read: (names: readonly string[]) => Record<string, Content>,
): FieldView[] {
  const candidates = candidatesOf(rows, section);
  const contents = read(candidates.map(({ name }) => name));
  return candidates.flatMap(({ name, kind, offered }) => {
    const content = contents[name] ?? [];
    return offered || content.length > 0 ? [{ name, kind, content }] : [];
  });
}

/** The names of all fragments that the section's room may hold, whether or not there is text in them. */
export function writableNames(rows: ReportRows, section: SectionRow): string[] {
  return candidatesOf(rows, section).map(({ name }) => name);
}

type Candidate = Pick<FieldView, 'name' | 'kind'> & { offered: boolean };

const CONTENT: Candidate = { name: 'content', kind: 'content', offered: true };

function candidatesOf(rows: ReportRows, section: SectionRow): Candidate[] {
  const goal = rows.goals.find((row) => row.id === section.goalId);
  return goal === undefined ? [CONTENT] : goalCandidates(rows, goal);
}

function goalCandidates(rows: ReportRows, goal: GoalRow): Candidate[] {
  const offered = offeredFields(rows.kind, { level: goal.level, refers: goal.referenceRaw !== null });
  return [
    ...(goal.level === 'unit' ? [{ ...CONTENT, offered: false }] : []),
    ...writableFields(goal.level).map((name) => ({ name, kind: name, offered: offered.includes(name) })),
    ...factCandidates('indicator', rows.indicators, goal),
    ...factCandidates('activity', rows.activities, goal),
  ];
}

function factCandidates(
  kind: 'indicator' | 'activity',
  rows: readonly { id: string; goalId: string }[],
  goal: GoalRow,
): Candidate[] {
  return rows
    .filter((row) => row.goalId === goal.id)
    .map((row) => ({ name: factField(kind, row.id), kind, offered: true }));
}

/** The name of the fragment that holds the analysis of an indicator or activity. */
export function factField(kind: 'indicator' | 'activity', id: string): string {
  return `${kind}:${id}`;
}
