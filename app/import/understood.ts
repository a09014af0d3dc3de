import type { Cell, Content, GoalField, GoalLevel, GoalStatus, Interchange } from '@delaktig/domain';
import { GOAL_FIELDS } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import type { ClaimGroup } from './preview.ts';
import { textWithin } from './preview.ts';

/** What some lines were read as. */
export type Understood =
  | { is: 'goal'; level: GoalLevel; title: string; status: GoalStatus | null }
  | { is: 'heading'; title: string; goals: boolean }
  | { is: 'text'; label: string; inherited: boolean; text: string; paragraphs: number }
  | { is: 'facts'; rows: { label: string; name: string; values: [string, string][] }[] }
  | { is: 'note'; text: string };

/** Longer texts are cut here: the whole stands beside it as source. */
const EXCERPT = 260;
const as = sv.importPage.as;

export function understoodAs(interchange: Interchange, group: ClaimGroup): Understood | null {
  const goal = interchange.goals.find(({ id }) => id === group.node);
  if (goal !== undefined) return goalPart(goal, group);
  const section = interchange.sections.find(({ id }) => id === group.node);
  if (section !== undefined) return sectionPart(interchange, section, group);
  switch (group.node) {
    case 'header':
    case 'document':
      return { is: 'note', text: as.header };
    case 'contents':
      return { is: 'note', text: as.contents };
    case 'appendices':
      return { is: 'note', text: sv.report.appendices };
    case 'furniture':
      return { is: 'note', text: as.furniture };
    default:
      return null;
  }
}

function goalPart(goal: Interchange['goals'][number], group: ClaimGroup): Understood {
  if (group.part === 'head') {
    return {
      is: 'goal',
      level: goal.level,
      title: [goal.number, goal.title ?? goal.reference?.raw ?? as.noTitle].filter(Boolean).join(' '),
      status: goal.status?.value ?? null,
    };
  }
  const field = GOAL_FIELDS.find((name) => group.part === `fields.${name}`);
  if (field !== undefined) {
    return textPart(sv.fields[field], goal.fields[field] ?? [], group, isFromAbove(goal.level, field));
  }
  if (group.part === 'content') return textPart(as.text, goal.content, group, goal.level !== 'unit');
  const rows = factRows(goal, group);
  if (rows.length > 0) return { is: 'facts', rows };
  return textPart(sv.fields.analysis, goal.fields.analysis ?? [], group, false);
}

function sectionPart(
  interchange: Interchange,
  section: Interchange['sections'][number],
  group: ClaimGroup,
): Understood {
  if (group.part === 'head') {
    return { is: 'heading', title: section.title, goals: section.contains === 'goals' };
  }
  if (group.part === 'content') return textPart(as.text, section.content, group, false);
  const table = interchange.tables.find((one) => one.section === section.id && within(one.lines, group));
  if (table === undefined) return textPart(as.text, section.content, group, false);
  return { is: 'note', text: as.table(sv.report.tables[table.kind], table.rows.length) };
}

function isFromAbove(level: GoalLevel, field: GoalField): boolean {
  return level !== 'unit' && (field === 'description' || field === 'expectedResult');
}

function textPart(label: string, content: Content, group: ClaimGroup, inherited: boolean): Understood {
  const { text, paragraphs } = textWithin(content, group);
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT).trimEnd()} …` : text;
  return { is: 'text', label, inherited, text: excerpt, paragraphs };
}

/** The indicators and activities whose rows stand on these lines. */
function factRows(goal: Interchange['goals'][number], group: ClaimGroup) {
  const indicators = goal.indicators
    .filter(({ lines }) => within(lines, group))
    .map((indicator) => ({
      label: as.indicator,
      name: indicator.name,
      values: indicator.columns.flatMap(({ key, label }): [string, string][] => {
        const cell = cellNamed(indicator, key);
        return cell === null || cell.kind === 'blank' ? [] : [[label, cell.raw]];
      }),
    }));
  const activities = goal.activities
    .filter(({ lines }) => within(lines, group))
    .map((activity) => ({
      label: as.activity,
      name: activity.name,
      values: (
        [
          [sv.report.activities.mark, activity.mark],
          [sv.report.activities.start, activity.start && formatDate(activity.start)],
          [sv.report.activities.end, activity.end && formatDate(activity.end)],
          [sv.report.activities.state, activity.state],
          [sv.report.activities.deviation, activity.deviation],
        ] as const
      ).flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : [])),
    }));
  return [...indicators, ...activities];
}

function cellNamed(indicator: Interchange['goals'][number]['indicators'][number], key: string): Cell | null {
  switch (key) {
    case 'outcome':
    case 'outcomeMen':
    case 'outcomeWomen':
    case 'previous':
    case 'forecast':
    case 'target':
    case 'cityTarget':
    case 'period':
      return indicator[key];
    default: {
      const extra = /^extra:(\d+)$/.exec(key)?.[1];
      return extra === undefined ? null : (indicator.extra[Number(extra)]?.cell ?? null);
    }
  }
}

function within(lines: [number, number] | undefined, { from, to }: ClaimGroup): boolean {
  return lines !== undefined && lines[0] <= to && from <= lines[1];
}
