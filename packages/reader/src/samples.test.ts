import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Interchange, interchangeSchema, plainText } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { asHtmlTables, asMarkdown, asPageLines, asTextLayer } from './forms.testing.ts';
import { accountLines, readReport } from './index.ts';

/** Real reports, kept beside the project and not in it; their sentences are never copied here. */
const FOLDER = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url));
const PRESENT = existsSync(FOLDER);
if (!PRESENT) console.log(`The real reports are not here (${FOLDER}): their tests are left out.`);

const text = (name: string): string => (PRESENT ? readFileSync(`${FOLDER}${name}.txt`, 'utf8') : '');
const hash = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 12);

function counts(report: Interchange) {
  const level = (name: string): number => report.goals.filter((goal) => goal.level === name).length;
  const unit = report.goals.filter((goal) => goal.level === 'unit');
  const indicators = report.goals.flatMap((goal) => goal.indicators);
  const activities = report.goals.flatMap((goal) => goal.activities);
  const rows = report.tables.flatMap((table) => table.rows);
  return {
    goals: [level('direction'), level('area'), level('board'), level('unit')].join('/'),
    fulfilled: unit.filter((goal) => goal.status?.value === 'fulfilled').length,
    notFulfilled: unit.filter((goal) => goal.status?.value === 'not-fulfilled').length,
    references: unit.filter((goal) => goal.reference?.goal).length,
    statuses: report.goals.filter((goal) => goal.status).length,
    indicators: [indicators.length, indicators.filter((one) => one.analysis).length].join('/'),
    activities: [activities.length, activities.filter((one) => one.analysis).length].join('/'),
    rows: ['row', 'sum', 'group'].map((kind) => rows.filter((row) => row.kind === kind).length).join('/'),
    appendices: report.appendices.length,
  };
}

const EXPECTED = {
  'vb-2020-personligt-stod': {
    goals: '3/8/11/8',
    fulfilled: 7,
    notFulfilled: 1,
    references: 0,
    statuses: 27,
    indicators: '3/3',
    activities: '5/0',
    rows: '0/0/0',
    appendices: 0,
  },
  'vb-2018-bestallarenheten-aldre': {
    goals: '4/11/11/8',
    fulfilled: 6,
    notFulfilled: 1,
    references: 1,
    statuses: 7,
    indicators: '5/3',
    activities: '12/8',
    rows: '9/3/2',
    appendices: 2,
  },
  'vb-2024-personligt-stod': {
    goals: '3/5/4/3',
    fulfilled: 3,
    notFulfilled: 0,
    references: 0,
    statuses: 15,
    indicators: '5/1',
    activities: '0/0',
    rows: '34/0/0',
    appendices: 0,
  },
};

/** Sections that only their blank lines tell are lost where those are; goals and tables must stay. */
const FORMS: Record<string, (text: string) => string> = {
  'as it is': (source) => source,
  'in CRLF': (source) => source.replaceAll('\n', '\r\n'),
  decomposed: (source) => source.normalize('NFD'),
  'in Markdown': asMarkdown,
  'with tables in HTML': asHtmlTables,
  'as a text layer that keeps its layout': (source) => asTextLayer(source, 90, 'layout'),
  'as a text layer with a cell a line': (source) => asTextLayer(source, 90, 'cell-a-line'),
  'as a text layer with single blanks': (source) => asTextLayer(source, 70, 'spaces', 38),
  'one line a page': (source) => asPageLines(source),
};

describe.runIf(PRESENT)('the real reports', () => {
  describe.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    const source = text(name);

    it.each(Object.entries(FORMS))('%s: counts, schema and lines', (_, form) => {
      const input = form(source);
      const report = readReport(input, { lines: true });
      expect(counts(report)).toEqual(expected);
      expect(() => interchangeSchema.parse(report)).not.toThrow();
      expect(accountLines(input, report)).toEqual([]);
    });

    it('has remarks on at most two lines in a hundred', () => {
      const lines = new Set<number>();
      for (const remark of readReport(source).remarks) {
        for (let line = remark.lines[0]; line <= remark.lines[1]; line += 1) lines.add(line);
      }
      expect(lines.size).toBeLessThanOrEqual(source.split('\n').length * 0.02);
    });

    it('loses no word', () => {
      const report = JSON.stringify(readReport(source, { lines: false }));
      const words = new Set(report.match(/[\p{L}\p{N}]+/gu));
      const labels =
        /^(?:KF|s|för|mål|inriktningsmål|verksamhetsområdet|Nämndmål|Enhetsmål|Handläggare|Telefon|Till|Dnr|i)$/;
      const lost = (source.replaceAll(/<\/?i>/g, '').match(/[\p{L}\p{N}]+/gu) ?? []).filter(
        (word) => !words.has(word) && !labels.test(word),
      );
      const known = new Set([
        'Innehållsförteckning',
        'Beskrivning',
        'Förväntat',
        'resultat',
        'Analys',
        'Aktivitet',
        'Startdatum',
        'Slutdatum',
        'Bilagor',
        'Avvikelse',
        'Utfall',
        'kvinn',
        'or',
        'flicko',
        'r',
        'Perio',
        'dens',
        'Progn',
        'Arsmål',
        '2020',
      ]);
      expect([...new Set(lost)].filter((word) => !known.has(word))).toEqual([]);
    });
  });

  it('reads the header of 2024 whole', () => {
    const { header, title, unit, furniture } = readReport(text('vb-2024-personligt-stod'));
    expect(Object.values(header).filter((value) => value !== null && value !== '').length).toBe(10);
    expect(header).toMatchObject({
      registryNumber: 'HÄ 2024/696',
      date: '2025-03-20',
      organisation: 'Stockholms stad',
    });
    expect(header).toMatchObject({
      documentKind: 'Tjänsteutlåtande',
      phone: '0850822000',
      web: 'start.stockholm',
      email: null,
    });
    expect([title, unit, furniture.length]).toEqual([
      'Verksamhetsberättelse 2024',
      'Enheten för personligt stöd',
      3,
    ]);
  });

  it('tells a blank telephone from none', () => {
    expect(readReport(text('vb-2020-personligt-stod')).header.phone).toBe('');
    expect(readReport(text('vb-2018-bestallarenheten-aldre')).header).toMatchObject({
      phone: '08-508 22 517',
      addressee: null,
    });
  });

  it('reads names and groups whole over a page break', () => {
    const b = readReport(text('vb-2018-bestallarenheten-aldre'));
    const c = readReport(text('vb-2024-personligt-stod'));
    expect(b.goals[26]?.indicators[0]?.name.endsWith('av detta inkl. särskilt utsatta grupper')).toBe(true);
    expect(
      c.goals[10]?.indicators[0]?.name.endsWith(
        'i kronor av totala värdet av inköpta måltider och livsmedel',
      ),
    ).toBe(true);
    expect(new Set(c.tables[0]?.rows.map((row) => row.group)).size).toBe(10);
    expect(c.tables[0]?.rows[12]).toMatchObject({ group: 'Vad gällde klagomålet eller synpunkten?' });
  });

  it('knows women by a head that a narrow column broke', () => {
    const b = readReport(text('vb-2018-bestallarenheten-aldre'));
    const broken = b.goals[13]?.indicators[0];
    expect(broken?.columns.map((column) => column.key).join()).toBe(
      'name,outcome,outcomeMen,outcomeWomen,previous,forecast,target,cityTarget,period',
    );
    expect(broken?.columns[3]?.label).toBe('Utfall kvinn or/ flicko r');
    expect(b.goals[26]?.indicators[0]?.columns[6]).toEqual({ key: 'target', label: 'Arsmål' });
  });

  it('keeps a heading inside an analysis there', () => {
    const analysis = readReport(text('vb-2018-bestallarenheten-aldre')).goals[15]?.fields.analysis ?? [];
    expect(analysis.map((node) => node.type)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });

  it('reads the running text to the letter', () => {
    const all = (name: string): string => {
      const report = readReport(text(name));
      const goals = report.goals.flatMap((goal) => Object.values(goal.fields).map(plainText));
      return hash([...report.sections.map((section) => plainText(section.content)), ...goals].join('\n'));
    };
    expect(Object.keys(EXPECTED).map(all)).toMatchInlineSnapshot(`
      [
        "b504f9694e55",
        "1219f0c45d17",
        "c31f86df75a3",
      ]
    `);
  });
});
