import { plainText } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { accountLines, readReport } from './index.ts';

const under = (lines: string): string =>
  `Verksamhetsberättelse VB 2021 för Enheten för dagverksamhet\n\nSammanfattande analys\n\nUppföljning av Kommunfullmäktiges inriktningsmål\n\nKF:s inriktningsmål:\n\n1. Ett mål\n\nKF:s mål för verksamhetsområdet:\n\n1.9 Ett mål till\n\n${lines}`;

const reasons = (text: string): string[] => readReport(text).remarks.map((remark) => remark.reason);

describe('a table whose columns are set by blanks', () => {
  const head = [
    'Indikator              Perioden Utfall     Utfall     Prognos Årsmål   Period',
    '                       s utfall män/       kvinnor/   helår',
    '                                pojkar     flickor',
  ].join('\n');

  it('parts heads of narrow columns that touch', () => {
    const report = readReport(
      under(`${head}\nAntal glada besök      16 %                           18 %    20 %     VB 2021\n`),
    );
    const [row] = report.goals[1]?.indicators ?? [];
    expect(row?.columns.map((column) => column.key).join()).toBe(
      'name,outcome,outcomeMen,outcomeWomen,forecast,target,period',
    );
    expect(row).toMatchObject({
      outcome: { raw: '16 %' },
      forecast: { raw: '18 %' },
      target: { raw: '20 %' },
    });
  });

  it('reads the columns anew where the next page sets them elsewhere', () => {
    const report = readReport(
      under(
        'Indikator              Periodens utfall     Årsmål      Period\nAntal utflykter        12                   15          VB 2021\n\nTjänsteutlåtande\nDnr 1.2-3/2021\nSid 4 (9)\n\nIndikator     Periodens utfall  Årsmål  Period\nAntal råd     3                 4       VB 2021\n',
      ),
    );
    const rows = report.goals[1]?.indicators ?? [];
    expect(rows.map((row) => [row.name, row.outcome?.raw, row.target?.raw, row.period?.raw])).toEqual([
      ['Antal utflykter', '12', '15', 'VB 2021'],
      ['Antal råd', '3', '4', 'VB 2021'],
    ]);
  });

  it('gives a date that a long name pushed aside to its column', () => {
    const report = readReport(
      under(
        'Aktivitet                                   Startdatum    Slutdatum\nAlla träffpunkter håller planeringsmöten 2021-01-01       2021-12-31\nmed besökarna.\n',
      ),
    );
    expect(report.goals[1]?.activities[0]).toMatchObject({
      name: 'Alla träffpunkter håller planeringsmöten med besökarna.',
      start: '2021-01-01',
      end: '2021-12-31',
    });
  });

  it('says that a bare number at a name’s end may be a value', () => {
    const text = under(
      'Indikator                      Periodens utfall   Årsmål    Period\nAntal möten i grupp Söder 11                      10        VB 2021\n',
    );
    expect(reasons(text).some((reason) => reason.startsWith('Talet står sist'))).toBe(true);
  });

  it('keeps a group’s name whole, and cells that touch apart', () => {
    const report = readReport(`${under('')}Redovisning av synpunkter och klagomål

Uppdelning           Klagomål/synpunkter/kategorier  Utfall T1  Utfall T2  Utfall VB  Totalt ack. Utfall
Rapporter om lex     Lex Maria
Sarah och lex Maria
                     Lex Sarah                       1                     1          2 st
Från vem har kommit  Brukare/patient                            2                     2 st
klagomål?
`);
    expect(report.tables[0]?.rows.map((row) => [row.group, row.label, row.cells[3]?.raw])).toEqual([
      ['Rapporter om lex Sarah och lex Maria', 'Lex Maria', ''],
      ['Rapporter om lex Sarah och lex Maria', 'Lex Sarah', '2 st'],
      ['Från vem har kommit klagomål?', 'Brukare/patient', '2 st'],
    ]);
  });
});

describe('a table that the text went through by columns', () => {
  const scattered = under(
    'Indikator\n\nPerioden Utfall\ns utfall\nmän/\npojkar\n\nAndel nöjda besökare\nAnalys Enkäten gick ut i maj.\n\nPeriodens\nutfall VB\n2020\n\nÅrsmål\n\nPeriod\n\n90 %\n\n2021\n\nNämndmål:\n\nBesökarna trivs\n',
  );

  it('has its head put together, one row, and a remark on the value', () => {
    const report = readReport(scattered, { lines: true });
    const [row] = report.goals[1]?.indicators ?? [];
    expect(row?.columns.map((column) => column.key).join()).toBe(
      'name,outcome,outcomeMen,previous,target,period',
    );
    expect(row).toMatchObject({ name: 'Andel nöjda besökare', period: { raw: '2021' }, outcome: null });
    expect(row?.unplaced.map((cell) => cell.raw)).toEqual(['90 %']);
    expect(plainText(row?.analysis ?? [])).toBe('Enkäten gick ut i maj.');
    expect(report.goals[2]?.title).toBe('Besökarna trivs');
    expect(accountLines(scattered, report)).toEqual([]);
  });

  it('gives values within a name no name, and says so', () => {
    const text = under(
      'Indikator\nPeriodens utfall\nÅrsmål\nPeriod\nAntal kurser\n14\nAntal resor\n3\n5\nVB 2021\n\nNämndmål:\n\nBesökarna trivs\n',
    );
    const rows = readReport(text).goals[1]?.indicators ?? [];
    expect(rows.map((row) => row.name)).toEqual(['Antal kurser', 'Antal resor']);
    expect(reasons(text)).toContain(
      'Tabellens värden står inte radvis i texten. De kan höra till en annan rad.',
    );
  });

  it('reads an activity whose name ends between its dates, and a column’s head that comes late', () => {
    const text = under(
      'Aktivitet\n\nStartdatum\n\nSlutdatum\n\nTrädgården rustas tillsammans med alla och 2021-02-01\nföreningen.\n\n2021-05-31\n\nMöten hålls.\n\n2021-12-31\n\n2021-01-01\n\nNämndmål:\n\nAvvikelse\n\nBesökarna trivs\n',
    );
    const report = readReport(text, { lines: true });
    expect(report.goals[1]?.activities.map((row) => [row.name, row.start, row.end])).toEqual([
      ['Trädgården rustas tillsammans med alla och föreningen.', '2021-02-01', '2021-05-31'],
      ['Möten hålls.', '2021-01-01', '2021-12-31'],
    ]);
    expect(report.goals[2]?.title).toBe('Besökarna trivs');
    expect(report.remarks.map((remark) => remark.reason)).toEqual([
      'Datumen står i omvänd ordning i texten. Det tidigare har lästs som startdatum.',
    ]);
    expect(accountLines(text, report)).toEqual([]);
  });

  it('places the values of a row whose organisation stands in its name, and says so', () => {
    const text = under(
      'Indikator Organisation Periodens utfall Årsmål Period\nAndel nöjda Granen 88 % 90 % 2021\n\nNämndmål:\n\nBesökarna trivs\n',
    );
    expect(readReport(text).goals[1]?.indicators[0]).toMatchObject({
      name: 'Andel nöjda Granen',
      organisation: null,
      outcome: { raw: '88 %' },
      target: { raw: '90 %' },
    });
    expect(reasons(text)[0]).toMatch(/^Organisationen/);
  });
});

describe('paragraphs without blank lines', () => {
  const wrapped = [
    'Träffpunkterna har varit öppna hela året och besökarna har valt mellan',
    'snickeri, trädgård och matlagning. Besöken blev fler än året innan, mest',
    'på Granen.',
    'Illustrationerna till tidningen ritades av ett tjugotal flitiga besökare i',
    'alla åldrar, och tidningen delades ut i fyra hundra exemplar till grannar.',
    'Kaféet drivs vidare av besökarna själva med stöd av en medarbetare på',
    'halvtid, och matlagningen sker i det nya köket som blev klart i april när',
    'golvet hade lagts om.',
  ].join('\n');

  it('part where a line has room left, and one remark says where that cannot be seen', () => {
    const report = readReport(`${under('')}Systematiskt kvalitetsarbete\n\n${wrapped}\n`);
    const paragraphs = report.sections.at(-1)?.content.map((node) => plainText([node])) ?? [];
    expect(paragraphs[0]?.endsWith('på Granen.')).toBe(true);
    expect(paragraphs[1]?.startsWith('Illustrationerna')).toBe(true);
    const seams = report.remarks.filter((remark) => remark.reason.startsWith('Texten har inga blanka'));
    expect(seams.map((remark) => remark.text)).toEqual(['rad 22']);
  });
});

describe('lists and divided words', () => {
  it('knows "o" as a bullet, before its text or above it', () => {
    const report = readReport(
      under(
        'Förväntat resultat\no Fler kommer\no Fler stannar\n\nNämndmål:\n\nAlla trivs\n\nFörväntat resultat\no\nKaffet räcker\n',
      ),
    );
    const lists = [report.goals[1], report.goals[2]].map((goal) => goal?.fields.expectedResult?.[0]);
    expect(lists.map((list) => [list?.type, list?.content?.length])).toEqual([
      ['bulletList', 2],
      ['bulletList', 1],
    ]);
  });

  it('says of many divided words in one remark', () => {
    const parts = ['snicke', 'målar', 'vägg', 'golv', 'tak', 'dörr', 'trapp', 'käll', 'vind', 'garage'];
    const lines = parts.map(
      (part, i) =>
        `Under hela vårens alla veckor gick nummer ${i} åt till arbete med ${part}-\nprojektet som blev klart.`,
    );
    const found = readReport(`${under('')}Systematiskt kvalitetsarbete\n\n${lines.join('\n\n')}\n`).remarks;
    expect(found.map((remark) => remark.reason.slice(0, 14))).toEqual(['Många ord dela']);
    expect(found[0]?.text).toContain('snickeprojektet (rad 18)');
  });
});
