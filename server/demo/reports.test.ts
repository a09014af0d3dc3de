import {
  type Cell,
  type Content,
  houseOf,
  type Interchange,
  interchangeSchema,
  plainText,
  type TableRow,
} from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { homeSupportThisYear } from './home-support/this-year.ts';
import { homeSupportLastYear } from './home-support-last-year/last-year.ts';
import { GROUPS, PEOPLE, UNITS } from './organisation.ts';
import { strandgarden } from './other-units/strandgarden.ts';
import { tallkotten } from './other-units/tallkotten.ts';
import { cell, grouped, prose } from './prose.ts';
import { demoYear } from './seed.ts';

const REPORTS: [string, Interchange][] = [
  ['home support, this year', homeSupportThisYear(2026)],
  ['home support, last year', homeSupportLastYear(2025)],
  ['strandgården', strandgarden(2026)],
  ['tallkotten', tallkotten(2026)],
];

describe.each(REPORTS)('the report of %s', (_name, report) => {
  it('is in the interchange format, and the same after a journey as JSON', () => {
    expect(interchangeSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('has parents that come before their children, a level apart', () => {
    const order = ['direction', 'area', 'board', 'unit'];
    for (const [index, goal] of report.goals.entries()) {
      const parent = report.goals.slice(0, index).find((one) => one.id === goal.parent);
      expect(order.indexOf(goal.level)).toBe(parent ? order.indexOf(parent.level) + 1 : 0);
    }
    for (const [index, section] of report.sections.entries()) {
      const parent = report.sections.slice(0, index).find((one) => one.id === section.parent);
      expect(section.level).toBe((parent?.level ?? 0) + 1);
    }
    expect(houseOf(report, 'VB').sections.length).toBeGreaterThan(5);
  });

  it('has a place for each table', () => {
    const ids = report.sections.map((section) => section.id);
    for (const table of report.tables) expect(ids).toContain(table.section);
  });

  it('reads every figure that looks like one', () => {
    const figures = report.goals.flatMap((goal) => goal.indicators).map((one) => one.outcome);
    for (const figure of figures) {
      if (/^[\d −,]+( %| st)?$/.test(figure?.raw ?? '')) expect(figure?.kind).toBe('number');
    }
  });

  it('has an income statement that adds up, if it has one', () => {
    for (const table of report.tables.filter(({ kind }) => kind === 'income-statement')) {
      expect(statementErrors(table.rows)).toEqual([]);
    }
  });

  it('has a complaints table whose groups agree, if it has one', () => {
    for (const table of report.tables.filter(({ kind }) => kind === 'complaints')) {
      expect(complaintErrors(table.rows)).toEqual([]);
    }
  });

  it('was not left with a sentence of the source code in it', () => {
    const text = allProse(report);
    expect(text).not.toMatch(/undefined|NaN|\$\{| {2}|^[-#] /m);
  });
});

describe('the demo as a whole', () => {
  it('is about thirty thousand characters of text', () => {
    const letters = REPORTS.map(([, report]) => allProse(report).length).reduce((sum, one) => sum + one);
    expect(letters).toBeGreaterThan(25_000);
  });

  it('tells of the same figure in table and text: this year', () => {
    const report = homeSupportThisYear(2026);
    const net = report.tables[0]?.rows.find((row) => row.label === 'Summa netto');
    expect(net?.cells.map((one) => one.raw)).toEqual(['51 481', '49 600', '−1 881']);
    expect(allProse(report)).toContain('51 481 tkr mot en budget på 49 600 tkr, ett underskott på 1 881 tkr');
    expect(percent(94, 131)).toBe(outcome(report, 'Första besök inom 14 dagar'));
    expect(percent(212, 243)).toBe(outcome(report, 'Planer med minst ett eget mål'));
    expect(`${((51_481 / 49_600) * 100).toFixed(1)} %`.replace('.', ',')).toBe(
      outcome(report, 'Budgetföljsamhet'),
    );
  });

  it('says the same of last year in both years', () => {
    const [now, then] = [homeSupportThisYear(2026), homeSupportLastYear(2025)];
    const before = then.goals.flatMap((goal) => goal.indicators);
    const shared = now.goals
      .flatMap((goal) => goal.indicators)
      .flatMap((one) => {
        const same = before.find((other) => other.name === one.name);
        return same ? [[one.name, one.previous?.raw, same.outcome?.raw]] : [];
      });
    expect(shared.length).toBeGreaterThan(6);
    for (const [name, said, was] of shared) expect([name, said]).toEqual([name, was]);
  });

  it('has a report under way with texts not yet begun and one that is written to the end', () => {
    const begun = unitAnalyses(homeSupportThisYear(2026));
    expect(begun.filter((analysis) => analysis.length === 0)).toHaveLength(2);
    expect(begun.filter((analysis) => analysis.length > 0)).toHaveLength(7);
    const finished = unitAnalyses(homeSupportLastYear(2025));
    expect(finished.every((analysis) => /[.!]$/.test(plainText(analysis)))).toBe(true);
  });

  it('has people in all roles, the first eight as on the sign-in page', () => {
    const roles = new Set(PEOPLE.flatMap((person) => person.roles.map(({ role }) => role)));
    expect(roles.size).toBe(7);
    expect(PEOPLE.slice(0, 8).map(({ name }) => name)).toEqual([
      'Karin Öberg',
      'Ali Rezai',
      'Annika Lindahl',
      'Maria Kokkonen',
      'Eva Norén',
      'Jonas Åkerlund',
      'Birgitta Sandell',
      'Tomas Wikström',
    ]);
    for (const held of PEOPLE.flatMap((person) => person.roles)) {
      if (held.role === 'administrator') continue;
      for (const group of held.groups) expect(GROUPS[group].unit).toBe(held.unit);
    }
    expect(Object.keys(UNITS)).toHaveLength(4);
    expect(Object.keys(GROUPS)).toHaveLength(8);
  });

  it.each([
    ['2026-11-22T10:00:00Z', 2026],
    ['2026-12-31T23:30:00Z', 2026],
    ['2027-03-01T10:00:00Z', 2026],
    ['2027-08-31T21:59:00Z', 2026],
    ['2027-08-31T22:01:00Z', 2027],
  ])('at %s is about %i', (now, year) => {
    expect(demoYear(new Date(now))).toBe(year);
  });
});

describe('prose', () => {
  const text = (value: string) => ({ type: 'text', text: value });
  const paragraph = (value: string) => ({ type: 'paragraph', content: [text(value)] });

  it('tells paragraphs, headings and lists apart, and takes line breaks for spaces', () => {
    expect(prose('# Året\n\nVi\n  cyklade.\n\n- nycklar\n  och larm\n- ')).toEqual([
      { type: 'heading', attrs: { level: 1 }, content: [text('Året')] },
      paragraph('Vi cyklade.'),
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [paragraph('nycklar och larm')] },
          { type: 'listItem', content: [{ type: 'paragraph' }] },
        ],
      },
    ]);
    expect(prose(' \n ')).toEqual([]);
  });

  it.each([
    ['2,37 %', { kind: 'number', value: 2.37, unit: '%' }],
    ['41 320', { kind: 'number', value: 41_320, unit: null }],
    ['−3 550', { kind: 'number', value: -3550, unit: null }],
    ['31 st', { kind: 'number', value: 31, unit: 'st' }],
    ['11 av 14', { kind: 'text', value: null, unit: null }],
    ['', { kind: 'blank', value: null, unit: null }],
  ])('reads the figure "%s"', (raw, read) => {
    expect(cell(raw)).toEqual({ raw, ...read });
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [-3550, '−3 550'],
    [1_234_567, '1 234 567'],
  ])('groups the digits of %i', (value, printed) => {
    expect(grouped(value)).toBe(printed);
  });
});

/** The rules of municipal bookkeeping, worked out anew from what the rows print. */
function statementErrors(rows: TableRow[]): string[] {
  const errors: string[] = [];
  const column = (row: TableRow, index: number) => row.cells[index]?.value ?? Number.NaN;
  const expectSum = (label: string, parts: TableRow[], sign = 1) => {
    const sum = rows.find((row) => row.kind === 'sum' && row.label === label);
    if (!sum) return errors.push(`${label} is missing`);
    for (const index of [0, 1, 2]) {
      const total = parts.reduce((all, row) => all + column(row, index), 0);
      if (column(sum, index) !== sign * total) errors.push(`${label}, column ${index}`);
    }
  };
  const inGroup = (group: string) => rows.filter((row) => row.kind === 'row' && row.group === group);
  for (const row of rows.filter(({ kind }) => kind !== 'group')) {
    const difference = column(row, 0) - column(row, 1);
    if (column(row, 2) !== (row.group === 'Intäkter' ? difference : -difference)) errors.push(row.label);
  }
  expectSum('Summa intäkter', inGroup('Intäkter'));
  expectSum('Summa kostnader', inGroup('Kostnader'));
  const net = rows.find((row) => row.label === 'Summa netto');
  const [income, cost] = ['Summa intäkter', 'Summa kostnader'].map((label) =>
    rows.find((row) => row.label === label),
  );
  if (!net || !income || !cost) return [...errors, 'a sum is missing'];
  for (const index of [0, 1]) {
    if (column(net, index) !== column(cost, index) - column(income, index)) errors.push(`net ${index}`);
  }
  return errors;
}

function complaintErrors(rows: TableRow[]): string[] {
  const count = (value: Cell | undefined) => value?.value ?? 0;
  const totals = (question: RegExp) =>
    [0, 1, 2, 3].map((index) =>
      rows
        .filter((row) => question.test(row.group ?? ''))
        .reduce((sum, row) => sum + count(row.cells[index]), 0),
    );
  const errors = rows
    .filter((row) => [0, 1, 2].reduce((sum, at) => sum + count(row.cells[at]), 0) !== count(row.cells[3]))
    .map((row) => row.label);
  const agree = (what: string, a: number[], b: number[]) => {
    if (a.join() !== b.join() || a[3] === 0) errors.push(what);
  };
  agree('found by = concerns', totals(/vem har identifierat/), totals(/^Vem avser/));
  agree('concerns = about', totals(/^Vem avser/), totals(/har avvikelsen berört/));
  agree('sender = subject', totals(/^Från vem/), totals(/^Vad gällde klagomålet/));
  const complaints = totals(/^Från vem/)[3] ?? 0;
  const [answered = 0, acted = 0] = [totals(/^Återkoppling/)[3], totals(/^Åtgärder/)[3]];
  if (!(complaints >= answered && answered >= acted && acted > 0)) errors.push('answered');
  return errors;
}

function allProse(report: Interchange): string {
  const contents: Content[] = [
    ...report.sections.map(({ content }) => content),
    ...report.goals.flatMap((goal) => [
      goal.content,
      ...Object.values(goal.fields),
      ...goal.indicators.map(({ analysis }) => analysis ?? []),
      ...goal.activities.map(({ analysis }) => analysis ?? []),
    ]),
  ];
  return contents.map(plainText).join('\n');
}

function unitAnalyses(report: Interchange): Content[] {
  return report.goals
    .filter((goal) => goal.level === 'unit' && goal.reference === null)
    .map((goal) => goal.fields.analysis ?? []);
}

function outcome(report: Interchange, name: string): string | undefined {
  return report.goals.flatMap((goal) => goal.indicators).find((one) => one.name === name)?.outcome?.raw;
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}
