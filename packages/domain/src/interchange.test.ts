import { describe, expect, it } from 'vitest';
import { INDICATOR_VALUES } from './indicator-values.ts';
import { INTERCHANGE_SCHEMA, type Interchange, interchangeSchema } from './interchange.ts';

const blank = { raw: '', kind: 'blank', value: null, unit: null } as const;
const percent = { raw: '2,37 %', kind: 'number', value: 2.37, unit: '%' } as const;

const REPORT: Interchange = {
  schema: INTERCHANGE_SCHEMA,
  kind: 'VB',
  year: 2026,
  title: 'Verksamhetsberättelse 2026',
  unit: 'Enheten för hemnära stöd',
  header: {
    officer: 'Annika Lindahl',
    phone: '',
    addressee: null,
    registryNumber: null,
    date: null,
    administration: null,
    organisation: null,
    documentKind: null,
    email: null,
    web: null,
    decisions: [],
  },
  contents: [{ title: 'Sammanfattande analys', page: 3, goalNumber: null }],
  appendices: [],
  sections: [{ id: 's1', title: 'Investeringar', level: 2, parent: null, contains: 'content', content: [] }],
  goals: [
    {
      id: 'g1',
      level: 'unit',
      number: null,
      title: 'Stödet börjar inom två veckor',
      parent: null,
      status: { value: 'partly', raw: 'Uppfylls delvis' },
      reference: null,
      content: [],
      fields: { expectedResult: [], analysis: [{ type: 'paragraph' }] },
      indicators: [
        {
          name: 'Sjukfrånvaro',
          organisation: null,
          columns: [{ key: 'outcome', label: 'Periodens utfall' }],
          outcome: percent,
          outcomeMen: blank,
          outcomeWomen: null,
          previous: null,
          forecast: null,
          target: null,
          cityTarget: null,
          period: null,
          extra: [],
          unplaced: [],
          analysis: null,
        },
      ],
      activities: [
        {
          name: 'Egna nycklar',
          start: '2026-03-01',
          end: '',
          deviation: null,
          mark: null,
          state: null,
          responsible: null,
          analysis: [],
        },
      ],
    },
  ],
  tables: [
    {
      kind: 'income-statement',
      section: 's1',
      columns: ['Utfall'],
      rows: [{ kind: 'sum', label: 'Summa netto', group: null, cells: [percent], note: null }],
    },
  ],
  furniture: [],
  remarks: [{ lines: [4, 5], text: '✓', reason: 'A mark', target: 'g1', severity: 'uncertain' }],
};

describe('interchangeSchema', () => {
  it('keeps the difference between what is not there, what is there and empty, and what is written', () => {
    const read = interchangeSchema.parse(JSON.parse(JSON.stringify(REPORT)));
    expect(read).toEqual(REPORT);
    const [goal] = read.goals;
    expect(goal?.fields).toEqual({ expectedResult: [], analysis: [{ type: 'paragraph' }] });
    expect(goal?.fields).not.toHaveProperty('description');
    expect([read.header.phone, read.header.addressee]).toEqual(['', null]);
  });

  it('has a cell for each value column of an indicator', () => {
    const indicator = REPORT.goals[0]?.indicators[0];
    for (const value of INDICATOR_VALUES) expect(indicator).toHaveProperty(value);
  });

  it.each<[string, object]>([
    ['another version of the format', { schema: 'delaktig.report/2' }],
    ['a kind of report that does not exist', { kind: 'T3' }],
    ['a year with decimals', { year: 2026.5 }],
    ['a section of level 0', { sections: [{ ...REPORT.sections[0], level: 0 }] }],
    ['a status in words only', { goals: [{ ...REPORT.goals[0], status: 'Uppfylls helt' }] }],
    ['a status outside the scale', { goals: [{ ...REPORT.goals[0], status: { value: 'ok', raw: 'OK' } }] }],
    ['a remark without lines', { remarks: [{ ...REPORT.remarks[0], lines: undefined }] }],
  ])('refuses %s', (_what, change) => {
    expect(interchangeSchema.safeParse({ ...REPORT, ...change }).success).toBe(false);
  });
});
