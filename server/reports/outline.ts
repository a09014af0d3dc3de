import type {
  ActivityView,
  FieldView,
  GoalNode,
  HeadingNode,
  IndicatorView,
  OutlineNode,
  ReportTable,
  SectionView,
} from '@delaktig/domain';
import type { GoalRow, SectionRow } from '../database/report-rows.ts';
import type { RightsIn } from './rights-in.ts';
import type { ReportRows } from './section-fields.ts';
import { factField } from './section-fields.ts';

type Shown = { rows: ReportRows; rights: RightsIn; fields: (section: SectionRow) => FieldView[] };

/**
 * The report's headings and goals as a tree, in print order. What may not be read is left out; a heading or
 * goal above something readable stays, as a title without its facts.
 */
export function outlineOf(
  rows: ReportRows,
  rights: RightsIn,
  fields: (section: SectionRow) => FieldView[],
): OutlineNode[] {
  const shown = { rows, rights, fields };
  const headings = rows.sections.filter((row) => row.goalId === null);
  const container = headings.find((row) => row.contains === 'goals') ?? null;
  const goals = goalNodes(shown, null);
  const below = (parentId: string | null): OutlineNode[] =>
    headings
      .filter((row) => row.parentId === parentId)
      .flatMap((row) => headingNode(shown, row, [...(row === container ? goals : []), ...below(row.id)]));
  return container === null ? [...goals, ...below(null)] : below(null);
}

function headingNode(shown: Shown, row: SectionRow, children: OutlineNode[]): HeadingNode[] {
  const readable = reads(shown, row);
  // The heading of the goals says nothing by itself.
  const empty = row.contains === 'goals' && !row.hasRoom && children.length === 0;
  if ((!readable && children.length === 0) || empty) return [];
  if (row.title === null || row.level === null) throw new Error('A heading has no title');
  return [
    {
      kind: 'heading',
      id: row.id,
      title: row.title,
      level: row.level,
      contains: row.contains,
      section: sectionView(shown, row),
      tables: readable ? tablesIn(shown, row) : [],
      children,
    },
  ];
}

function goalNodes(shown: Shown, parentId: string | null): GoalNode[] {
  return shown.rows.goals
    .filter((goal) => goal.parentId === parentId)
    .flatMap((goal) => goalNode(shown, goal, goalNodes(shown, goal.id)));
}

function goalNode(shown: Shown, goal: GoalRow, children: GoalNode[]): GoalNode[] {
  const section = shown.rows.sections.find((row) => row.goalId === goal.id) ?? null;
  const readable = section === null ? shown.rights.readsAll : reads(shown, section);
  if (!readable && children.length === 0) return [];
  const { id, level, number, title, status, statusRaw, referenceRaw, referenceGoalId, inherited } = goal;
  return [
    {
      kind: 'goal',
      id,
      level,
      number,
      title,
      status: readable && status !== null ? { value: status, raw: statusRaw ?? '' } : null,
      reference: referenceRaw === null ? null : { raw: referenceRaw, goal: referenceGoalId },
      inherited,
      section: section === null ? null : sectionView(shown, section),
      indicators: readable ? indicatorViews(shown, goal) : [],
      activities: readable ? activityViews(shown, goal) : [],
      children,
    },
  ];
}

function reads({ rights }: Shown, row: SectionRow): boolean {
  return rights.sections.get(row.id)?.read ?? false;
}

function sectionView({ rights, fields }: Shown, row: SectionRow): SectionView | null {
  const own = rights.sections.get(row.id);
  if (!own?.read || !row.hasRoom) return null;
  const { id, epoch, state, readyFor, mode } = row;
  return {
    id,
    epoch,
    state,
    readyFor,
    mode,
    writers: { groups: [], controllers: row.controllersWrite },
    deputies: [],
    lastAct: null,
    approval: null,
    fingerprint: null,
    mayRestore: false,
    missing: [],
    rights: own,
    fields: fields(row),
  };
}

function tablesIn({ rows }: Shown, section: SectionRow): ReportTable[] {
  return rows.tables
    .filter((table) => table.sectionId === section.id)
    .map(({ kind, columns, rows: lines }) => ({ kind, section: section.id, columns, rows: lines }));
}

function indicatorViews({ rows }: Shown, goal: GoalRow): IndicatorView[] {
  return rows.indicators
    .filter((row) => row.goalId === goal.id)
    .map(({ goalId: _, cells, ...row }) => ({ ...row, ...cells, field: factField('indicator', row.id) }));
}

function activityViews({ rows }: Shown, goal: GoalRow): ActivityView[] {
  return rows.activities
    .filter((row) => row.goalId === goal.id)
    .map(({ goalId: _, ...row }) => ({ ...row, field: factField('activity', row.id) }));
}
