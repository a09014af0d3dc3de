import type { GoalNode, HeadingNode, OutlineNode, SectionView } from '@delaktig/domain';
import type { GoalRow, SectionRow } from '../database/report-rows.ts';
import type { RightsIn } from './rights-in.ts';
import { activityViews, indicatorViews, tablesIn } from './section-facts.ts';
import type { ReportRows } from './section-fields.ts';

type Shown = { rows: ReportRows; rights: RightsIn; view: (section: SectionRow) => SectionView | null };

/**
 * The report's headings and goals as a tree, in print order. What may not be read is left out; a heading or
 * goal above something readable stays, as a title without its facts.
 */
export function outlineOf(
  rows: ReportRows,
  rights: RightsIn,
  view: (section: SectionRow) => SectionView | null,
): OutlineNode[] {
  const shown = { rows, rights, view };
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
      section: shown.view(row),
      tables: readable ? tablesIn(shown.rows, row) : [],
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
      section: section === null ? null : shown.view(section),
      indicators: readable ? indicatorViews(shown.rows, goal) : [],
      activities: readable ? activityViews(shown.rows, goal) : [],
      children,
    },
  ];
}

function reads({ rights }: Shown, row: SectionRow): boolean {
  return rights.sections.get(row.id)?.read ?? false;
}
