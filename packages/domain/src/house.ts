import type { Content } from './content.ts';
import type { Interchange, InterchangeGoal, InterchangeSection } from './interchange.ts';
import type { GoalField, GoalLevel, ReportKind } from './report.ts';
import { GOAL_FIELDS } from './report.ts';
import { withoutComments } from './section-version.ts';

/**
 * The house of sections that a report becomes: which headings and goals are sections, in print order, and
 * which fields the room of each holds. Ids are those of the interchange; the database gives its own.
 */
export type House = {
  sections: HouseSection[];
  /** Text from above of the goals that are not the unit's own, by goal id. */
  inherited: Map<string, InheritedText>;
};

export type InheritedText = { content: Content; fields: Partial<Record<GoalField, Content>> };

export type HouseSection = {
  of: { kind: 'heading'; heading: InterchangeSection } | { kind: 'goal'; goal: InterchangeGoal };
  /** The heading that it stands under. */
  parent: string | null;
  economy: boolean;
  /** What the unit writes; null for a heading that only contains goals and has no text: no room. */
  fields: HouseField[] | null;
};

export type HouseField =
  | { kind: GoalField | 'content'; content: Content }
  /** `index` into the goal's indicators or activities. */
  | { kind: 'indicator' | 'activity'; index: number; content: Content };

const FIELDS_OF_KIND: Record<ReportKind, readonly GoalField[]> = {
  VP: ['expectedResult', 'approach', 'resources', 'followUp', 'development'],
  T1: ['expectedResult', 'analysis'],
  T2: ['expectedResult', 'analysis'],
  VB: ['expectedResult', 'analysis'],
};

/** On goals that are not the unit's own these come from above and are locked; the rest the unit writes. */
const FROM_ABOVE: readonly GoalField[] = ['description', 'expectedResult'];

/**
 * The fields that a goal offers even while they are empty; others show when they have text. A goal that
 * only refers to another offers none: it is written there.
 */
export function offeredFields(
  kind: ReportKind,
  goal: { level: GoalLevel; refers: boolean },
): readonly GoalField[] {
  return goal.level === 'unit' && !goal.refers ? FIELDS_OF_KIND[kind] : [];
}

/** The fields of a goal that the unit may write at all. */
export function writableFields(level: GoalLevel): readonly GoalField[] {
  return level === 'unit' ? GOAL_FIELDS : GOAL_FIELDS.filter((name) => !FROM_ABOVE.includes(name));
}

/** Decides the sections of a report of `kind`. Throws when a parent link leads in a circle. */
export function houseOf(interchange: Interchange, kind: ReportKind): House {
  const headings = interchange.sections;
  const economy = economyHeadings(headings);
  const container = headings.find((heading) => heading.contains === 'goals') ?? null;
  const goals = goalsInPrintOrder(interchange.goals)
    .map((goal) => goalSection(goal, kind, container))
    .filter((section) => section !== null);
  const sections = headings.flatMap((heading): HouseSection[] => [
    {
      of: { kind: 'heading', heading },
      parent: heading.parent,
      economy: economy.has(heading.id),
      fields: headingFields(heading),
    },
    ...(heading === container ? goals : []),
  ]);
  return {
    sections: container === null ? [...goals, ...sections] : sections,
    inherited: new Map(
      interchange.goals
        .filter((goal) => goal.level !== 'unit')
        .map((goal) => [goal.id, inheritedText(goal)] as const),
    ),
  };
}

/** The name of the fragment that holds a field; `ids` are those of the goal's rows, in order. */
export function fieldName(
  field: HouseField,
  ids: { indicators: readonly string[]; activities: readonly string[] },
): string {
  if (field.kind !== 'indicator' && field.kind !== 'activity') return field.kind;
  const id = (field.kind === 'indicator' ? ids.indicators : ids.activities)[field.index];
  if (id === undefined) throw new Error(`No ${field.kind} ${field.index}`);
  return `${field.kind}:${id}`;
}

/** Goals as they are printed: each followed by those below it, siblings in the order of the list. */
export function goalsInPrintOrder(goals: readonly InterchangeGoal[]): InterchangeGoal[] {
  const known = new Set(goals.map((goal) => goal.id));
  const children = new Map<string | null, InterchangeGoal[]>();
  for (const goal of goals) {
    const parent = goal.parent !== null && known.has(goal.parent) ? goal.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), goal]);
  }
  const below = (id: string | null): InterchangeGoal[] =>
    (children.get(id) ?? []).flatMap((goal) => [goal, ...below(goal.id)]);
  const ordered = below(null);
  if (ordered.length !== goals.length) throw new Error('A goal is its own ancestor');
  return ordered;
}

/**
 * Whether a heading opens the economy of a report: "Uppföljning av ekonomi" and the headings that stand
 * under it in the city's templates. "Övrigt" stands elsewhere too, so it is economy only below one of these.
 */
export function isEconomyHeading(title: string): boolean {
  const words = title
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/^[\d.\s]+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return (
    ['ekonomi', 'ekonomisk uppföljning', 'budget', 'resultaträkning', 'investeringar'].includes(words) ||
    /^(uppföljning av (ekonomi|driftbudget)|analys av resultaträkning|medel för lokaländamål)/u.test(words)
  );
}

/** The economy headings and all that stand below them. */
function economyHeadings(headings: readonly InterchangeSection[]): Set<string> {
  const economy = new Set<string>();
  // In print order a parent comes before what stands under it.
  for (const heading of headings) {
    const below = heading.parent !== null && economy.has(heading.parent);
    if (below || isEconomyHeading(heading.title)) economy.add(heading.id);
  }
  return economy;
}

function headingFields(heading: InterchangeSection): HouseField[] | null {
  if (heading.contains === 'goals' && heading.content.length === 0) return null;
  return [{ kind: 'content', content: heading.content }];
}

function goalSection(
  goal: InterchangeGoal,
  kind: ReportKind,
  container: InterchangeSection | null,
): HouseSection | null {
  const fields = [...ownFields(goal, kind), ...factFields(goal)];
  if (fields.length === 0) return null;
  return { of: { kind: 'goal', goal }, parent: container?.id ?? null, economy: false, fields };
}

function ownFields(goal: InterchangeGoal, kind: ReportKind): HouseField[] {
  const offered = offeredFields(kind, { level: goal.level, refers: goal.reference !== null });
  const fields = writableFields(goal.level)
    .filter((name) => offered.includes(name) || goal.fields[name] !== undefined)
    .map((name): HouseField => ({ kind: name, content: goal.fields[name] ?? [] }));
  const before: HouseField[] =
    goal.level === 'unit' && goal.content.length > 0 ? [{ kind: 'content', content: goal.content }] : [];
  return [...before, ...fields];
}

function factFields(goal: InterchangeGoal): HouseField[] {
  return [
    ...goal.indicators.map(
      (indicator, index): HouseField => ({ kind: 'indicator', index, content: indicator.analysis ?? [] }),
    ),
    ...goal.activities.map(
      (activity, index): HouseField => ({ kind: 'activity', index, content: activity.analysis ?? [] }),
    ),
  ];
}

function inheritedText(goal: InterchangeGoal): InheritedText {
  const fields: Partial<Record<GoalField, Content>> = {};
  for (const name of FROM_ABOVE) {
    const content = goal.fields[name];
    if (content !== undefined) fields[name] = withoutComments(content);
  }
  // Marks of another report's comments are nothing here, and anybody may have written them into a file.
  return { content: withoutComments(goal.content), fields };
}
