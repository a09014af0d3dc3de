import { expect, test } from 'vitest';
import type { Content } from './content.ts';
import { missingIn } from './missing.ts';
import type { SectionParts } from './section-version.ts';
import type { FieldView } from './view.ts';

const text = (words: string): Content => [{ type: 'paragraph', content: [{ type: 'text', text: words }] }];
const field = (kind: FieldView['kind'], content: Content, name: string = kind): FieldView => ({
  name,
  kind,
  content,
});
const kinds = (missing: ReturnType<typeof missingIn>) => missing.map((each) => each.kind);

const GOAL: SectionParts = {
  id: 'section',
  title: 'Färjan går i tid',
  level: 'unit',
  number: null,
  reference: null,
  status: { value: 'partly', raw: 'Uppfylls delvis' },
  inherited: null,
  fields: [field('expectedResult', text('Nio av tio.')), field('analysis', text('Åtta av tio.'))],
  indicators: [],
  activities: [],
  tables: [],
};

test('a goal that is judged and analysed lacks nothing', () => {
  expect(missingIn('VB', GOAL, false)).toEqual([]);
});

test('blanks are no analysis, and a judgement is asked of the goals of the unit alone', () => {
  const fields = [field('expectedResult', text('Nio av tio.')), field('analysis', text('  '))];
  expect(kinds(missingIn('VB', { ...GOAL, fields, status: null }, false))).toEqual(['analysis', 'status']);
  expect(kinds(missingIn('VB', { ...GOAL, level: 'board', fields: [], status: null }, false))).toEqual([]);
});

test('a plan judges nothing and comments no figures; its fields have text', () => {
  const indicators = [{ ...indicator('Avgångar'), field: 'indicator:a' }];
  const fields = [field('approach', []), field('analysis', []), field('indicator', [], 'indicator:a')];
  const plan = missingIn('VP', { ...GOAL, status: null, fields, indicators }, false);
  expect(plan).toEqual([
    { kind: 'text', sectionId: 'section', title: 'Färjan går i tid', field: 'approach' },
  ]);
});

test('indicators and activities without analysis are named', () => {
  const fields = [
    field('analysis', text('Ja.')),
    field('indicator', text('Dimma.'), 'indicator:a'),
    field('indicator', [], 'indicator:b'),
    field('activity', [], 'activity:c'),
  ];
  const indicators = [
    { ...indicator('Avgångar'), field: 'indicator:a' },
    { ...indicator('Resenärer'), field: 'indicator:b' },
  ];
  const activities = [
    {
      id: 'c',
      field: 'activity:c',
      name: 'Byta lanternor',
      start: null,
      end: null,
      deviation: null,
      mark: null,
      state: null,
      responsible: null,
    },
  ];
  expect(missingIn('T1', { ...GOAL, fields, indicators, activities }, false)).toMatchObject([
    { kind: 'indicator-analysis', of: 'Resenärer' },
    { kind: 'activity-analysis', of: 'Byta lanternor' },
  ]);
});

test('a goal that only refers is whole', () => {
  expect(missingIn('VB', { ...GOAL, reference: 'Se mål 1.', status: null, fields: [] }, false)).toEqual([]);
});

test('a heading has text, unless it only opens more or holds a table', () => {
  const heading: SectionParts = {
    ...GOAL,
    title: 'Övrigt',
    level: 1,
    status: null,
    fields: [field('content', [])],
  };
  expect(kinds(missingIn('VB', heading, false))).toEqual(['text']);
  expect(missingIn('VB', heading, true)).toEqual([]);
  const tables = [{ kind: 'income-statement' as const, columns: [], rows: [] }];
  expect(missingIn('VB', { ...heading, tables }, false)).toEqual([]);
});

function indicator(name: string) {
  const blank = {
    outcome: null,
    outcomeMen: null,
    outcomeWomen: null,
    previous: null,
    forecast: null,
    target: null,
    cityTarget: null,
    period: null,
  };
  return { id: name, name, organisation: null, columns: [], ...blank, extra: [], unplaced: [] };
}
