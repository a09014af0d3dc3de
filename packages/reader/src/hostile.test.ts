import { interchangeSchema } from '@delaktig/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNUAL, PLAN, TERTIAL } from './example.testing.ts';
import { asTextLayer } from './forms.testing.ts';
import { accountLines, readReport } from './index.ts';

const LINES = [ANNUAL, PLAN, TERTIAL, asTextLayer(ANNUAL)].flatMap((text) => text.split('\n'));
const NOISE = [
  '|',
  '||',
  '| a |',
  '---',
  '**',
  '****',
  '\t',
  '\t\t\t',
  '\f',
  '#',
  '- ',
  '•',
  '\u00ad',
  '\ufdd0x',
  '1.',
  '1.1',
  'Analys',
  'Se mål 9.9.',
  '</i>',
  '![](',
  '`',
  '\ud800',
  '\uf0b7',
  '●',
];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 2, arbitrary: fc.constantFrom(...NOISE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...LINES), fc.constantFrom(...LINES, ...NOISE))
      .map(([a, b]) => `${a} ${b}`),
  },
);
const texts = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));

describe('any text at all', () => {
  it('gives a result that fits the schema and accounts for every line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const report = readReport(text, { lines: true });
        expect(() => interchangeSchema.parse(report)).not.toThrow();
        expect(() => interchangeSchema.strict().parse(readReport(text))).not.toThrow();
        expect(accountLines(text, report)).toEqual([]);
        const ids = [...report.goals, ...report.sections].map((node) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const goal of report.goals) if (goal.parent !== null) expect(ids).toContain(goal.parent);
        for (const table of report.tables) expect(ids).toContain(table.section);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same twice', () => {
    expect(readReport(ANNUAL, { lines: true })).toEqual(readReport(ANNUAL, { lines: true }));
  });
});

describe('texts that are no reports', () => {
  it.each([
    [
      'a recipe',
      '# Kanelbullar\n\n## Ingredienser\n\n- 5 dl mjölk\n- 50 g jäst\n\n## Gör så här\n\nSmält smöret och häll i mjölken.\n',
    ],
    ['source code', 'const a = 1;\nfunction analys(x) {\n  return x | 0;\n}\n// Beskrivning\n'],
    ['a table', 'namn\tantal\nÄpplen\t3\nPäron\t4\n'],
    ['one word', 'Övrigt'],
  ])('%s: everything in remarks, nothing invented', (_, text) => {
    const report = readReport(text, { lines: true });
    expect(report).toMatchObject({ kind: null, goals: [], sections: [], tables: [] });
    expect(report.remarks.length).toBeGreaterThan(0);
    expect(report.remarks.every((remark) => remark.severity === 'not-understood')).toBe(true);
    expect(accountLines(text, report)).toEqual([]);
  });
});

/** Reading takes time in proportion to the text; what grows with its square is far beyond the limit here. */
describe('half a megabyte of one thing', () => {
  const SIZE = 512 * 1024;
  const fill = (unit: string): string =>
    unit.repeat(Math.floor(SIZE / new TextEncoder().encode(unit).length));
  const report = 'KF:s inriktningsmål:\n\n1. Ett Stockholm\n\n';
  it.each([
    ['one word', fill('a')],
    ['dots', `Innehållsförteckning\n${fill('.')}`],
    ['blanks in one line', `x${fill(' ')}x`],
    ['stars', fill('*')],
    ['bold pairs', fill('**a')],
    ['pipes', fill('|')],
    ['tabs', fill('\t')],
    ['numbers', `${report}Indikator\tÅrsmål\tPeriod\n${fill('1 ')}`],
    [
      'numbers in a table without columns',
      `${report}Indikator Periodens utfall Årsmål Period\n${fill('1 2 3 2020 ')}`,
    ],
    ['dates', `${report}Aktivitet Startdatum Slutdatum\n${fill('2020-01-01 ')}`],
    ['labels in one line', fill('Nämndmål: Analys Ingen ')],
    ['goals', fill('Enhetsmål: A\n')],
    ['short lines', fill('a\n')],
    ['goals that refer', fill('Nämndmål:\n\nTitel\n\nEnhetsmål:\n\nSe enhetens första mål under 1.7.\n\n')],
    [
      'rows with analyses',
      `${report}Aktivitet Startdatum Slutdatum\n${fill('✓ Aa 2020-01-01 2020-12-31\nAnalys B\n')}`,
    ],
    [
      'wrapped prose',
      `${report}Enhetsmål: A\n\nAnalys\n\n${fill('och så går texten vidare på nästa rad utan att sluta någon gång alls här\n')}`,
    ],
    ['contents', `Innehållsförteckning\n${fill('Titel 3\n')}`],
    ['half contents', `Innehållsförteckning\nA 3\n${fill('Titel utan slut\n')}`],
    ['brackets', fill('[')],
    ['angles', fill('<i ')],
    ['page numbers', fill('Sid 3 (4)\n')],
    ['soft hyphens', fill('\u00ad ')],
    ['marks', `${report}Enhetsmål: A\n${fill('● ')}`],
    ['hyphens', fill('a-\n')],
    [
      'sums',
      `${report}Övrigt\n\nUppföljning av ekonomi\n\nUtfall i bokslut 2020 Budget Avvikelse\nBidrag ${fill('1 ')}`,
    ],
    [
      'complaints',
      `Uppföljning av ekonomi\n\nUppdelning Kategori Utfall T1 Utfall T2 Utfall VB Totalt\n${fill('Beröm Annat 1 ')}`,
    ],
  ])(
    '%s',
    (_, text) => {
      const start = performance.now();
      const result = readReport(text, { lines: true });
      expect(accountLines(text, result)).toEqual([]);
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );
});
