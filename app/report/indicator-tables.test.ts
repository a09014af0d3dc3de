import type { Cell, IndicatorView } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { indicatorTables } from './indicator-tables.ts';
import { pictureScale } from './picture-scale.ts';

const num = (value: number, unit: string | null = '%'): Cell => ({
  raw: unit === null ? `${value}` : `${value} ${unit}`,
  kind: 'number',
  value,
  unit,
});
const blank: Cell = { raw: '', kind: 'blank', value: null, unit: null };

function indicator(rest: Partial<IndicatorView>): IndicatorView {
  return {
    id: 'i',
    field: 'indicator:i',
    name: 'Andel i tid',
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
    ...rest,
  };
}

const HEAD = [
  { key: 'name', label: 'Indikator' },
  { key: 'outcome', label: 'Utfall VB 2026' },
  { key: 'outcomeMen', label: 'Män' },
  { key: 'extra:0', label: 'KF:s årsmål' },
  { key: 'target', label: 'Årsmål' },
];

describe('indicator tables', () => {
  test('the head is the text’s own, in its order, without columns that are blank throughout', () => {
    const row = indicator({
      columns: HEAD,
      outcome: num(72),
      outcomeMen: blank,
      extra: [{ label: 'KF:s årsmål', cell: num(90) }],
      target: num(80),
    });
    expect(indicatorTables([row])[0]?.columns.map(({ label }) => label)).toEqual([
      'Utfall VB 2026',
      'KF:s årsmål',
      'Årsmål',
    ]);
  });

  test('a column that one row fills stays for all; another head begins another table', () => {
    const tables = indicatorTables([
      indicator({ columns: HEAD, outcomeMen: blank }),
      indicator({ columns: HEAD, outcomeMen: num(3) }),
      indicator({ outcome: num(4) }),
    ]);
    expect(tables.map(({ columns }) => columns.map(({ key }) => key))).toEqual([['outcomeMen'], ['outcome']]);
  });
});

describe('the picture', () => {
  test('per cent end at 100, other figures at a round number', () => {
    expect(pictureScale(indicator({ outcome: num(72), target: num(80) }))?.max).toBe(100);
    expect(pictureScale(indicator({ outcome: num(11, null), previous: num(17, null) }))?.max).toBe(20);
    expect(pictureScale(indicator({ outcome: num(0.2, null), target: num(0.25, null) }))?.max).toBe(0.3);
  });

  test.each([
    ['nothing to hold the outcome against', { outcome: num(72) }],
    ['two units', { outcome: num(72), target: num(80, 'st') }],
    ['below zero', { outcome: num(-3), target: num(2) }],
    ['words', { outcome: { ...blank, raw: 'hög', kind: 'text' as const }, target: num(2) }],
    ['only noughts', { outcome: num(0), target: num(0) }],
  ])('none with %s', (_, rest) => {
    expect(pictureScale(indicator(rest))).toBeNull();
  });
});
