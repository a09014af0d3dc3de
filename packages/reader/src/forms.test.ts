import { interchangeSchema, plainText } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { ANNUAL, PLAN, TERTIAL } from './example.testing.ts';
import { asHtmlTables, asMarkdown, asPageLines, asTextLayer } from './forms.testing.ts';
import { accountLines, readReport } from './index.ts';

const FORMS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'Markdown with odd heading levels': asMarkdown,
  'tables in HTML': asHtmlTables,
  'text layer that keeps its layout': (text) => asTextLayer(text, 90, 'layout', 31),
  'text layer with a cell a line': (text) => asTextLayer(text, 90, 'cell-a-line', 31),
  'text layer with single blanks': (text) => asTextLayer(text, 84, 'spaces', 31),
  'text layer without blank lines': (text) => withoutBlanks(asTextLayer(text, 90, 'layout', 31)),
  'one line a page': (text) => asPageLines(text, 25),
  'CRLF and hard blanks': (text) => text.replaceAll('\n', '\r\n').replaceAll(' ', '\u00a0'),
  'decomposed letters': (text) => text.normalize('NFD'),
  'zero-width signs': (text) => text.replaceAll(' ', ' \u200b').replaceAll('ing', 'in\u00adg'),
};

function withoutBlanks(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}

describe.each(Object.entries(FORMS))('an annual report as %s', (_, form) => {
  const text = form(ANNUAL);
  const report = readReport(text, { lines: true });
  const goals = report.goals.map((goal) => [
    goal.level,
    goal.number,
    goal.parent,
    goal.status?.value ?? null,
  ]);

  it('fits the schema, with and without lines, and accounts for every line', () => {
    expect(() => interchangeSchema.parse(report)).not.toThrow();
    expect(() => interchangeSchema.parse(readReport(text))).not.toThrow();
    expect(accountLines(text, report)).toEqual([]);
  });

  it('has its title, unit, kind and year', () => {
    expect(report).toMatchObject({ kind: 'VB', year: 2021, unit: 'Enheten för dagverksamhet' });
    expect(report.title).toBe('Verksamhetsberättelse VB 2021 för Enheten för dagverksamhet');
    expect(report.contents.map((entry) => entry.goalNumber)).toEqual([
      null,
      null,
      '1',
      '1.4',
      '3',
      '3.2',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(report.appendices).toEqual(['Bilaga 1: Handlingsplan för lokalerna']);
  });

  it('has the goals in their tree, with titles and statuses', () => {
    expect(goals).toEqual([
      ['direction', '1', null, null],
      ['area', '1.4', 'g1', 'none'],
      ['board', null, 'g2', 'none'],
      ['unit', null, 'g3', 'fulfilled'],
      ['direction', '3', null, null],
      ['area', '3.2', 'g5', 'none'],
      ['board', null, 'g6', 'none'],
      ['unit', null, 'g7', 'partly'],
      ['unit', null, 'g7', null],
    ]);
    expect(report.goals[1]?.title).toBe(
      'I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet',
    );
    expect(report.goals[2]?.title).toBe(
      'Invånarna i Norrdal har en meningsfull dag och kan påverka hur den ser ut',
    );
    expect(report.goals[8]?.reference).toEqual({ raw: 'Se enhetens första mål under 1.4.', goal: 'g4' });
  });

  it('has the activities with their analysis', () => {
    const [first, second] = report.goals[2]?.activities ?? [];
    expect(first).toMatchObject({ mark: '✓', start: '2021-01-01', end: '2021-12-31', deviation: '' });
    expect(first?.name).toBe('Alla träffpunkter ska hålla ett planeringsmöte med besökarna i månaden.');
    expect(plainText(first?.analysis ?? [])).toBe(
      'Mötena har hållits på två av tre ställen. Granen saknade lokal under våren.',
    );
    expect(second).toMatchObject({
      name: 'Öppettiderna ska prövas under sommaren.',
      mark: null,
      analysis: null,
    });
  });

  it('has the indicators with their values in the right columns', () => {
    const [sick, index] = report.goals[5]?.indicators ?? [];
    expect(sick?.name).toBe('Sjukfrånvaro');
    expect(sick?.outcome).toMatchObject({ raw: '7,1 %', value: 7.1, unit: '%' });
    expect(sick?.outcomeWomen?.value).toBe(7.4);
    expect(sick?.previous?.value).toBe(8);
    expect(sick?.target?.value).toBe(6.5);
    expect(sick?.cityTarget?.raw.replaceAll(' ', '')).toBe('Tasframavnämnd/styrelse');
    expect(sick?.period).toMatchObject({ raw: 'VB 2021', kind: 'period' });
    expect(plainText(sick?.analysis ?? [])).toBe('Frånvaron sjönk efter sommaren. Den är lägst på Granen.');
    expect(index).toMatchObject({
      name: 'Aktivt medskapandeindex',
      period: { raw: '2021' },
      analysis: null,
      unplaced: [],
    });
  });

  it('has the income statement', () => {
    const rows = report.tables[0]?.rows ?? [];
    expect(rows.map((row) => row.kind)).toEqual(['group', 'row', 'sum', 'group', 'row', 'row', 'sum', 'sum']);
    expect(rows.map((row) => row.cells.map((cell) => cell.value))).toEqual([
      [null, null, null],
      [310, 300, 10],
      [310, 300, 10],
      [null, null, null],
      [12480, 12600, 120],
      [2140, 2050, -90],
      [14620, 14650, 30],
      [14310, 14350, 40],
    ]);
  });

  it('has the text of the fields whole', () => {
    const analysis = plainText(report.goals[3]?.fields.analysis ?? []).replaceAll('\n', ' ');
    expect(analysis).toContain(
      '94 procent var nöjda, vilket är mer än året innan. Besökarrådet har träffats fyra gånger',
    );
    expect(plainText(report.goals[2]?.fields.expectedResult ?? [])).toBe(
      'Fler besökare deltar i planeringen\nLokalerna är öppna också på helger',
    );
  });

  it('has the headings, each under its own', () => {
    expect(report.sections.map((section) => [section.title, section.level, section.parent])).toEqual([
      ['Sammanfattande analys', 1, null],
      ['Verksamhet', 2, 's1'],
      ['Medarbetarnas delaktighet', 2, 's1'],
      ['Uppföljning av Kommunfullmäktiges inriktningsmål', 1, null],
      ['Uppföljning av ekonomi', 1, null],
      ['Uppföljning av driftbudget', 2, 's5'],
      ['Investeringar', 2, 's5'],
      ['Övrigt', 2, 's5'],
      ['Systematiskt kvalitetsarbete', 1, null],
      ['Övrigt', 1, null],
    ]);
  });
});

const OTHER_FORMS = Object.entries(FORMS).filter(([name]) => name !== 'text layer without blank lines');

describe.each(OTHER_FORMS)('a plan as %s', (_, form) => {
  const report = readReport(form(PLAN));
  const unit = report.goals[3];

  it('has the fields of a plan', () => {
    expect(report).toMatchObject({ kind: 'VP', year: 2022 });
    const fields = Object.entries(unit?.fields ?? {}).map(([key, content]) => [key, plainText(content)]);
    expect(Object.fromEntries(fields)).toEqual({
      expectedResult: 'Nio av tio besökare är nöjda med sin vecka.',
      approach: 'Veckan planeras på måndagar tillsammans med dem som kommer.',
      resources: 'Två medarbetare har timmar avsatta för rådet.',
      followUp: 'Enkät i maj och i november.',
      development: 'Rådet prövar egna pengar för utflykter.',
    });
  });

  it('has the columns of a plan', () => {
    const [share, visits] = report.goals[1]?.indicators ?? [];
    expect(share).toMatchObject({ name: 'Andel nöjda besökare', outcome: null, forecast: null });
    expect([share?.target?.raw, share?.cityTarget?.raw, share?.period?.raw]).toEqual(['90 %', '85 %', 'År']);
    expect([
      visits?.target?.value,
      visits?.target?.unit,
      visits?.cityTarget?.raw,
      visits?.period?.kind,
    ]).toEqual([5000, 'st', 'öka', 'period']);
    expect(report.goals[2]?.activities[0]).toMatchObject({
      start: '1 mars 2022',
      end: '30 april 2022',
      deviation: null,
    });
  });
});

describe.each(OTHER_FORMS)('a tertial report as %s', (_, form) => {
  const report = readReport(form(TERTIAL));

  it('has kind, forecast and the states of activities', () => {
    expect(report).toMatchObject({ kind: 'T1', year: 2022 });
    const [visits] = report.goals[1]?.indicators ?? [];
    expect([
      visits?.outcome?.value,
      visits?.forecast?.value,
      visits?.target?.value,
      visits?.period?.raw,
    ]).toEqual([1540, 4900, 5000, 'T1 2022']);
    expect(report.goals[2]?.activities.map((activity) => [activity.name, activity.state])).toEqual([
      ['Besökarna väljer ett råd.', 'Enligt plan'],
      ['Trädgården rustas.', 'Påbörjad'],
    ]);
    expect(report.goals[3]).toMatchObject({ level: 'unit', status: { value: 'partly' } });
  });
});
