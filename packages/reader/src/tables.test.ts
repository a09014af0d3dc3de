import { describe, expect, it } from 'vitest';
import { readCell } from './cells.ts';
import { columnKey, headKindOf, runningHead } from './columns.ts';
import { readReport } from './index.ts';

describe('cells', () => {
  it.each([
    ['94', 'number', 94, null],
    ['-95', 'number', -95, null],
    ['9 000 st', 'number', 9000, 'st'],
    ['3,13 GWh', 'number', 3.13, 'GWh'],
    ['2,37 %', 'number', 2.37, '%'],
    ['2101', 'number', 2101, null],
    ['öka', 'text', null, null],
    ['Tas fram av nämnd/styrelse', 'text', null, null],
    ['', 'blank', null, null],
  ])('%s', (raw, kind, value, unit) => expect(readCell(raw, 'value')).toEqual({ raw, kind, value, unit }));

  it('a year is a period in its own column only', () => {
    expect(readCell('2020', 'period').kind).toBe('period');
    expect(readCell('2020', 'value').kind).toBe('number');
    expect(readCell('VB 2018', 'value').kind).toBe('period');
  });
});

describe('heads', () => {
  it.each([
    ['Utfall kvinn or/ flicko r', 'outcomeWomen'],
    ['Progn s helår', 'forecast'],
    ['Arsmål', 'target'],
    ['KF:s årsmål', 'cityTarget'],
    ['Perio dens utfall', 'outcome'],
    ['Periodicitet', 'period'],
    ['Något annat', null],
  ])('%s', (label, key) => expect(columnKey('indicators', label)).toBe(key));

  it('are none where only the first word is right', () => {
    expect(headKindOf(['Indikator', 'Äpplen', 'Päron'])).toBeNull();
    expect(runningHead('Aktivitet och delaktighet för alla')).toBeNull();
  });

  it('run on in one line, and say where they end', () => {
    const text = 'Aktivitet Startdatum Slutdatum Avvikelse Måla staketet 2020-01-01';
    expect(text.slice(runningHead(text)?.length).trim()).toBe('Måla staketet 2020-01-01');
  });
});

const under = (lines: string): ReturnType<typeof readReport> =>
  readReport(`KF:s mål för verksamhetsområdet:\n\n1.9 Ett mål\n\n${lines}`);

describe('rows', () => {
  it('places what is certain and says what is not', () => {
    const report = under(
      'Indikator Periodens utfall Prognos helår Årsmål KF:s årsmål Period\nAndel glada 80 % 90 % VB 2020\n',
    );
    const [row] = report.goals[0]?.indicators ?? [];
    expect(row).toMatchObject({
      name: 'Andel glada',
      outcome: null,
      target: null,
      period: { raw: 'VB 2020' },
    });
    expect(row?.unplaced.map((cell) => cell.raw)).toEqual(['80 %', '90 %']);
    expect(report.remarks[0]?.reason).toContain('Tabellen har sex kolumner men raden har fyra värden');
  });

  it('joins a name that a repeated head split, values on either side', () => {
    const head = 'Indikator\tPeriodens utfall\tÅrsmål\tPeriod';
    const report = under(`${head}\nAndel besökare som\t\t\t\n\n${head}\när nöjda\t80 %\t90 %\t2020\n`);
    expect(report.goals[0]?.indicators).toHaveLength(1);
    expect(report.goals[0]?.indicators[0]).toMatchObject({
      name: 'Andel besökare som är nöjda',
      outcome: { value: 80 },
    });
  });

  it('sees that blank cells were dropped', () => {
    const report = under('Indikator\tPeriodens utfall\tÅrsmål\tKF:s årsmål\tPeriod\nAndel\t80 %\t2020\n');
    expect(report.goals[0]?.indicators[0]).toMatchObject({
      outcome: null,
      period: { raw: '2020' },
      unplaced: [{ raw: '80 %' }],
    });
  });

  it('splits amounts only where they add up', () => {
    const report = readReport(
      'Uppföljning av ekonomi\n\nUtfall i bokslut 2020 Budget Avvikelse\nIntäkter\nBidrag 1 310 1 300 10\nSumma intäkter 1 310 1 300 999\n',
    );
    const [, row, sum] = report.tables[0]?.rows ?? [];
    expect(row?.cells.map((cell) => cell.value)).toEqual([1310, 1300, 10]);
    expect(sum?.cells.map((cell) => cell.value)).toEqual([null, null, null]);
    expect(report.remarks.map((remark) => remark.text)).toEqual(['1 310 1 300 999']);
  });
});
