import {
  type Activity,
  type Content,
  type GoalStatus,
  INTERCHANGE_SCHEMA,
  type Indicator,
  type Interchange,
  type InterchangeGoal,
  type InterchangeSection,
  type ReportHeader,
  type ReportKind,
  type ReportTable,
} from '@delaktig/domain';
import { cell, period } from './prose.ts';

/** A goal with what stands below it, as one writes a tree. */
export type GoalTree = {
  level: InterchangeGoal['level'];
  number: string | null;
  title: string;
  status: GoalStatus | null;
  /** The title of the unit goal that this one only refers to. */
  refersTo: string | null;
  fields: InterchangeGoal['fields'];
  indicators: Indicator[];
  activities: Activity[];
  children: GoalTree[];
};

/** A heading with its text, its tables and the headings under it. */
export type Heading = {
  title: string;
  content: Content;
  contains: 'content' | 'goals';
  tables: Omit<ReportTable, 'section'>[];
  children: Heading[];
};

type Facts = { indicators?: Indicator[]; activities?: Activity[] };

export function direction(number: string, title: string, ...children: GoalTree[]): GoalTree {
  return goal('direction', number, title, {}, children);
}

export function area(number: string, title: string, facts: Facts, ...children: GoalTree[]): GoalTree {
  return goal('area', number, title, facts, children);
}

export type BoardText = { title: string; description: Content; expectedResult: Content };

export function board(text: BoardText, facts: Facts, ...children: GoalTree[]): GoalTree {
  const { title, description, expectedResult } = text;
  return { ...goal('board', null, title, facts, children), fields: { description, expectedResult } };
}

export function unitGoal(
  title: string,
  own: Facts & { status: GoalStatus | null; expectedResult: Content; analysis: Content },
): GoalTree {
  const { status, expectedResult, analysis, ...facts } = own;
  return { ...goal('unit', null, title, facts, []), status, fields: { expectedResult, analysis } };
}

/** A goal of the unit that is written elsewhere: "Se enhetens första mål under 1.4." */
export function referringGoal(words: string, refersTo: string): GoalTree {
  return { ...goal('unit', null, words, {}, []), refersTo };
}

function goal(
  level: GoalTree['level'],
  number: string | null,
  title: string,
  { indicators = [], activities = [] }: Facts,
  children: GoalTree[],
): GoalTree {
  return {
    level,
    number,
    title,
    status: null,
    refersTo: null,
    fields: {},
    indicators,
    activities,
    children,
  };
}

export function heading(title: string, content: Content, ...children: Heading[]): Heading {
  return { title, content, contains: 'content', tables: [], children };
}

export function headingWithTable(
  title: string,
  content: Content,
  ...tables: Omit<ReportTable, 'section'>[]
): Heading {
  return { ...heading(title, content), tables };
}

export function goalsHeading(): Heading {
  return { ...heading('Uppföljning av kommunfullmäktiges inriktningsmål', []), contains: 'goals' };
}

type Figures = Partial<Record<'outcome' | 'men' | 'women' | 'previous' | 'target' | 'cityTarget', string>>;

/** An indicator with the columns of a verksamhetsberättelse; figures as printed, "" or left out = blank. */
export function indicator(year: number, name: string, figures: Figures, analysis?: Content): Indicator {
  return {
    name,
    organisation: null,
    columns: [
      { key: 'name', label: 'Indikator' },
      { key: 'outcome', label: 'Periodens utfall' },
      { key: 'outcomeMen', label: 'Utfall män' },
      { key: 'outcomeWomen', label: 'Utfall kvinnor' },
      { key: 'previous', label: `Utfall VB ${year - 1}` },
      { key: 'target', label: 'Årsmål' },
      { key: 'cityTarget', label: 'KF:s årsmål' },
      { key: 'period', label: 'Period' },
    ],
    outcome: cell(figures.outcome ?? ''),
    outcomeMen: cell(figures.men ?? ''),
    outcomeWomen: cell(figures.women ?? ''),
    previous: cell(figures.previous ?? ''),
    forecast: null,
    target: cell(figures.target ?? ''),
    cityTarget: cell(figures.cityTarget ?? ''),
    period: period(String(year)),
    extra: [],
    unplaced: [],
    analysis: analysis ?? null,
  };
}

/** An activity; `start` and `end` are ISO dates. */
export function activity(
  name: string,
  start: string,
  end: string,
  rest: { deviation?: string; state?: string; responsible?: string; analysis?: Content } = {},
): Activity {
  const { deviation = '', state = null, responsible = null, analysis = null } = rest;
  return { name, start, end, deviation, mark: null, state, responsible, analysis };
}

const STATUS_WORDS: Record<GoalStatus, string> = {
  fulfilled: 'Uppfylls helt',
  partly: 'Uppfylls delvis',
  'not-fulfilled': 'Uppfylls inte',
  none: 'Ingen',
  'no-data': 'Inga data',
};

export type ReportParts = {
  kind: ReportKind;
  year: number;
  title: string;
  unit: string;
  header: Partial<ReportHeader>;
  appendices: string[];
  headings: Heading[];
  goals: GoalTree[];
};

/** The parts as one report in the interchange format, with the ids that the reader would give. */
export function report(parts: ReportParts): Interchange {
  const { kind, year, title, unit, appendices } = parts;
  const { sections, tables } = flattenHeadings(parts.headings);
  return {
    schema: INTERCHANGE_SCHEMA,
    kind,
    year,
    title,
    unit,
    header: { ...BLANK_HEADER, ...parts.header },
    contents: [],
    appendices,
    sections,
    goals: flattenGoals(parts.goals),
    tables,
    furniture: [],
    remarks: [],
  };
}

const BLANK_HEADER: ReportHeader = {
  officer: null,
  phone: null,
  addressee: null,
  registryNumber: null,
  date: null,
  administration: null,
  organisation: 'Almsjö kommun',
  documentKind: 'Tjänsteutlåtande',
  email: null,
  web: 'almsjo.example',
  decisions: [],
};

function flattenHeadings(headings: Heading[]) {
  const sections: InterchangeSection[] = [];
  const tables: ReportTable[] = [];
  const add = (one: Heading, level: number, parent: string | null): void => {
    const { title, content, contains } = one;
    const id = `s${sections.length + 1}`;
    sections.push({ id, title, level, parent, contains, content });
    tables.push(...one.tables.map((table) => ({ ...table, section: id })));
    for (const child of one.children) add(child, level + 1, id);
  };
  for (const one of headings) add(one, 1, null);
  return { sections, tables };
}

function flattenGoals(trees: GoalTree[]): InterchangeGoal[] {
  const flat: { tree: GoalTree; id: string; parent: string | null }[] = [];
  const add = (tree: GoalTree, parent: string | null): void => {
    const id = `g${flat.length + 1}`;
    flat.push({ tree, id, parent });
    for (const child of tree.children) add(child, id);
  };
  for (const tree of trees) add(tree, null);
  const idOf = (title: string) => flat.find(({ tree }) => tree.title === title)?.id ?? null;
  return flat.map(({ tree, id, parent }) => ({
    id,
    level: tree.level,
    number: tree.number,
    title: tree.title,
    parent,
    status: tree.status && { value: tree.status, raw: STATUS_WORDS[tree.status] },
    reference: tree.refersTo === null ? null : { raw: tree.title, goal: idOf(tree.refersTo) },
    content: [],
    fields: tree.fields,
    indicators: tree.indicators,
    activities: tree.activities,
  }));
}
