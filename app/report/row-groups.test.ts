import type { TableRow } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { rowGroups } from './row-groups.ts';

const row = (label: string, rest: Partial<TableRow> = {}): TableRow => ({
  kind: 'row',
  label,
  group: null,
  cells: [],
  note: null,
  ...rest,
});
const shape = (rows: TableRow[]) =>
  rowGroups(rows).map(({ title, rows: own }) => [title, own.map(({ label }) => label)]);

test('a group row opens a group and is its title', () => {
  expect(
    shape([
      row('Intäkter', { kind: 'group' }),
      row('Bidrag', { group: 'Intäkter' }),
      row('Summa', { kind: 'sum' }),
      row('Kostnader', { kind: 'group' }),
      row('Löner'),
    ]),
  ).toEqual([
    ['Intäkter', ['Bidrag', 'Summa']],
    ['Kostnader', ['Löner']],
  ]);
});

test('rows that name their group stand under it', () => {
  expect(shape([row('Bemötande', { group: 'Synpunkter' }), row('Väntan', { group: 'Klagomål' })])).toEqual([
    ['Synpunkter', ['Bemötande']],
    ['Klagomål', ['Väntan']],
  ]);
});

test('without groups there is one without a title', () => {
  expect(shape([row('a'), row('b')])).toEqual([[null, ['a', 'b']]]);
});
