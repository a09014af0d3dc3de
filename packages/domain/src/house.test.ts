import { describe, expect, it } from 'vitest';
import type { Content } from './content.ts';
import { emptyHeader } from './empty-header.ts';
import { fieldName, goalsInPrintOrder, type HouseSection, houseOf, isEconomyHeading } from './house.ts';
import type { Activity, Indicator, Interchange, InterchangeGoal, InterchangeSection } from './interchange.ts';

const text = (words: string): Content => [{ type: 'paragraph', content: [{ type: 'text', text: words }] }];

function goal(
  id: string,
  level: InterchangeGoal['level'],
  rest: Partial<InterchangeGoal> = {},
): InterchangeGoal {
  return {
    id,
    level,
    number: null,
    title: id,
    parent: null,
    status: null,
    reference: null,
    content: [],
    fields: {},
    indicators: [],
    activities: [],
    ...rest,
  };
}

function heading(id: string, title: string, rest: Partial<InterchangeSection> = {}): InterchangeSection {
  return { id, title, level: 1, parent: null, contains: 'content', content: [], ...rest };
}

function report(sections: InterchangeSection[], goals: InterchangeGoal[]): Interchange {
  const header = emptyHeader();
  const parts = { contents: [], appendices: [], tables: [], furniture: [], remarks: [] };
  return {
    schema: 'delaktig.report/1',
    kind: 'VB',
    year: 2026,
    title: null,
    unit: null,
    header,
    ...parts,
    sections,
    goals,
  };
}

const indicator = (analysis: Content | null): Indicator => ({
  name: 'Sjukfrånvaro',
  organisation: null,
  columns: [],
  outcome: null,
  outcomeMen: null,
  outcomeWomen: null,
  previous: null,
  forecast: null,
  target: null,
  cityTarget: null,
  period: null,
  extra: [],
  unplaced: [],
  analysis,
});

const activity = (analysis: Content | null): Activity => ({
  name: 'Egna nycklar',
  start: null,
  end: null,
  deviation: null,
  mark: null,
  state: null,
  responsible: null,
  analysis,
});

const nameOf = ({ of }: HouseSection) => (of.kind === 'goal' ? of.goal.id : of.heading.id);
const kindsOf = (section: HouseSection | undefined) => section?.fields?.map(({ kind }) => kind) ?? null;

describe('which parts of a report are sections', () => {
  const goals = [
    goal('direction', 'direction'),
    goal('area', 'area', { parent: 'direction' }),
    goal('measured', 'area', { parent: 'direction', indicators: [indicator(null)] }),
    goal('board', 'board', { parent: 'area', fields: { description: text('ärvd') } }),
    goal('active', 'board', { parent: 'measured', activities: [activity(text('klart'))] }),
    goal('own', 'unit', { parent: 'board' }),
    goal('own too', 'unit', { parent: 'active' }),
    goal('see', 'unit', { parent: 'active', reference: { raw: 'Se under 1.4.', goal: 'own' } }),
  ];
  const headings = [
    heading('summary', 'Sammanfattande analys'),
    heading('goals', 'Uppföljning av kommunfullmäktiges inriktningsmål', { contains: 'goals' }),
    heading('end', 'Övrigt'),
  ];

  it('are all headings, and the goals in which the unit writes, where the report prints them', () => {
    expect(houseOf(report(headings, goals), 'VB').sections.map(nameOf)).toEqual([
      'summary',
      'goals',
      'own',
      'measured',
      'active',
      'own too',
      'end',
    ]);
  });

  it('stand first when no heading contains the goals', () => {
    const sections = houseOf(report([heading('summary', 'Sammanfattning')], goals), 'VB').sections;
    expect(sections.map(nameOf).slice(-1)).toEqual(['summary']);
    expect(sections.map(({ parent }) => parent)).toEqual([null, null, null, null, null]);
  });

  it('have no room when they are a heading that only holds the goals, and an empty one otherwise', () => {
    const [summary, container] = houseOf(report(headings, goals), 'VB').sections;
    expect(container?.fields).toBeNull();
    expect(summary?.fields).toEqual([{ kind: 'content', content: [] }]);
    const written = [heading('goals', 'Mål', { contains: 'goals', content: text('Inledning') })];
    expect(kindsOf(houseOf(report(written, []), 'VB').sections[0])).toEqual(['content']);
  });

  it('keep a goal whose parent is not in the report', () => {
    const lost = [goal('own', 'unit', { parent: 'nowhere' })];
    expect(houseOf(report([], lost), 'VB').sections.map(nameOf)).toEqual(['own']);
  });

  it('throw when goals are their own ancestors', () => {
    const circle = [goal('a', 'unit', { parent: 'b' }), goal('b', 'unit', { parent: 'a' })];
    expect(() => houseOf(report([], circle), 'VB')).toThrow(/ancestor/);
  });
});

describe('the fields of a room', () => {
  const only = (one: InterchangeGoal, kind: 'VP' | 'VB' = 'VB') => houseOf(report([], [one]), kind);

  it('are expected result and analysis in a follow-up, written or not', () => {
    const [section] = only(goal('own', 'unit', { fields: { analysis: text('bra') } })).sections;
    expect(section?.fields).toEqual([
      { kind: 'expectedResult', content: [] },
      { kind: 'analysis', content: text('bra') },
    ]);
  });

  it('are those of planning in a plan, and an analysis only if the text has one', () => {
    const planned = ['expectedResult', 'approach', 'resources', 'followUp', 'development'];
    expect(kindsOf(only(goal('own', 'unit'), 'VP').sections[0])).toEqual(planned);
    const analysed = goal('own', 'unit', { fields: { analysis: [] } });
    expect(kindsOf(only(analysed, 'VP').sections[0])).toEqual([...planned, 'analysis']);
  });

  it('are also what stands before the first field, and what indicators and activities say', () => {
    const full = goal('own', 'unit', {
      content: text('Inledning'),
      indicators: [indicator(null), indicator(text('lägre'))],
      activities: [activity(null)],
    });
    expect(only(full).sections[0]?.fields).toEqual([
      { kind: 'content', content: text('Inledning') },
      { kind: 'expectedResult', content: [] },
      { kind: 'analysis', content: [] },
      { kind: 'indicator', index: 0, content: [] },
      { kind: 'indicator', index: 1, content: text('lägre') },
      { kind: 'activity', index: 0, content: [] },
    ]);
  });

  it('never hold what comes from above', () => {
    const board = goal('board', 'board', {
      content: text('inledning'),
      fields: { description: text('ärvd'), expectedResult: text('ärvt'), analysis: text('eget') },
      activities: [activity(null)],
    });
    const house = only(board);
    expect(kindsOf(house.sections[0])).toEqual(['analysis', 'activity']);
    expect(house.inherited.get('board')).toEqual({
      content: text('inledning'),
      fields: { description: text('ärvd'), expectedResult: text('ärvt') },
    });
    expect(only(goal('own', 'unit')).inherited.size).toBe(0);
  });

  it('takes over no marks of comments, which belong to another report', () => {
    const marks = [{ type: 'comment', attrs: { thread: '0a4c3c34-13b5-4b4a-9a5c-6a0a5b0a0001' } }];
    const marked: Content = [{ type: 'paragraph', content: [{ type: 'text', text: 'Ord', marks }] }];
    const { inherited } = only(goal('board', 'board', { content: marked, fields: { description: marked } }));
    expect(inherited.get('board')).toEqual({ content: text('Ord'), fields: { description: text('Ord') } });
  });

  it('are named by the ids of the rows', () => {
    const ids = { indicators: ['i1', 'i2'], activities: ['a1'] };
    expect(fieldName({ kind: 'analysis', content: [] }, ids)).toBe('analysis');
    expect(fieldName({ kind: 'indicator', index: 1, content: [] }, ids)).toBe('indicator:i2');
    expect(fieldName({ kind: 'activity', index: 0, content: [] }, ids)).toBe('activity:a1');
    expect(() => fieldName({ kind: 'activity', index: 1, content: [] }, ids)).toThrow(/activity 1/);
  });
});

describe('economy', () => {
  it('is what stands below an economy heading, however deep, and nothing else', () => {
    const sections = [
      heading('money', 'Uppföljning av ekonomi'),
      heading('more', 'Övrigt', { level: 2, parent: 'money' }),
      heading('deep', 'Vikarier', { level: 3, parent: 'more' }),
      heading('quality', 'Systematiskt kvalitetsarbete'),
      heading('other', 'Övrigt', { level: 2, parent: 'quality' }),
    ];
    const economy = houseOf(report(sections, []), 'VB').sections.filter((section) => section.economy);
    expect(economy.map(nameOf)).toEqual(['money', 'more', 'deep']);
  });

  it.each([
    ['Uppföljning av driftbudget', true],
    ['Analys av resultaträkning - uppföljning av driftbudget', true],
    ['4.2 INVESTERINGAR', true],
    ['Medel för lokaländamål', true],
    ['Uppfo\u0308ljning av ekonomi', true],
    ['Övrigt', false],
    ['Investeringar i personalens hälsa', false],
    ['Budgeten är i balans', false],
  ])('"%s": %s', (title, economy) => {
    expect(isEconomyHeading(title)).toBe(economy);
  });
});

it('prints each goal before those below it, siblings in the order of the list', () => {
  const goals = [
    goal('2', 'direction'),
    goal('1', 'direction'),
    goal('1.2', 'area', { parent: '1' }),
    goal('2.1', 'area', { parent: '2' }),
    goal('1.1', 'area', { parent: '1' }),
  ];
  expect(goalsInPrintOrder(goals).map(({ id }) => id)).toEqual(['2', '2.1', '1', '1.2', '1.1']);
});
