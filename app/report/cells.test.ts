import type { Cell } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { writtenCell } from './cells.ts';

const number = (raw: string, value: number, unit: string | null = null): Cell => ({
  raw,
  kind: 'number',
  value,
  unit,
});
const NBSP = '\u00a0';

describe('a figure in a table', () => {
  test.each([
    [number('72 %', 72, '%'), `72${NBSP}%`],
    [number('2,0 %', 2, '%'), `2,0${NBSP}%`],
    [number('2,37%', 2.37, '%'), `2,37${NBSP}%`],
    [number('2101', 2101), `2${NBSP}101`],
    [number('1.234', 1234), `1${NBSP}234`],
    [number('-1 480', -1480), `−1${NBSP}480`],
    [number('0,0', 0), '0,0'],
  ])('%j', (cell, written) => {
    expect(writtenCell(cell)).toBe(written);
  });

  test('words and periods stay as they are', () => {
    expect(writtenCell({ raw: 'minst 80 %', kind: 'text', value: null, unit: null })).toBe('minst 80 %');
    expect(writtenCell({ raw: '2026', kind: 'period', value: null, unit: null })).toBe('2026');
  });

  test('a figure whose letters do not give its value stays as it was written', () => {
    expect(writtenCell(number('ca 12', 13))).toBe(`ca${NBSP}12`);
  });
});
