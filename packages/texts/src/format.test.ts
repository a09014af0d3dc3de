import { describe, expect, test } from 'vitest';
import { count, dayOf, daysUntil, formatDate, formatNumber, formatTime, list, sentence } from './format.ts';

const NBSP = '\u00a0';

describe('dates', () => {
  test.each([
    ['with-year', '22 januari 2027'],
    ['without-year', '22 januari'],
    ['weekday', 'fredag 22 januari'],
  ] as const)('%s', (form, written) => {
    expect(formatDate('2027-01-22', form)).toBe(written);
  });

  test('a moment just after midnight in Stockholm is the new day, whatever UTC says', () => {
    expect(formatDate(new Date('2027-01-21T23:30:00Z'))).toBe('22 januari 2027');
    expect(dayOf(new Date('2027-07-01T22:30:00Z'))).toBe('2027-07-02');
  });

  test.each(['våren 2026', '2026', '2026-02-30', ''])('%j is no day and stays as written', (written) => {
    expect(formatDate(written)).toBe(written);
  });

  test('days are counted over the change to summer time', () => {
    expect(daysUntil('2027-03-29', '2027-03-27')).toBe(2);
    expect(daysUntil('2027-01-22', '2027-01-22')).toBe(0);
    expect(daysUntil('2027-01-20', '2027-01-22')).toBe(-2);
  });

  test('time with a full stop, in Stockholm', () => {
    expect(formatTime(new Date('2027-01-15T09:42:00Z'))).toBe('10.42');
    expect(formatTime(new Date('2027-07-15T06:05:00Z'))).toBe('08.05');
  });
});

describe('numbers', () => {
  test.each([
    [2101, null, `2${NBSP}101`],
    [2.37, '%', `2,37${NBSP}%`],
    [-1480, 'tkr', `−1${NBSP}480${NBSP}tkr`],
    [0.1 + 0.2, null, '0,3'],
  ])('%d %s', (value, unit, written) => {
    expect(formatNumber(value, unit)).toBe(written);
  });
});

describe('counted words', () => {
  test('words to twelve, then figures, and the right gender', () => {
    expect(count(1, 'avsnitt', 'avsnitt', 'ett')).toBe('ett avsnitt');
    expect(count(1, 'dag', 'dagar')).toBe('en dag');
    expect(count(12, 'dag', 'dagar')).toBe('tolv dagar');
    expect(count(14, 'dag', 'dagar')).toBe('14 dagar');
  });

  test('lists and sentences', () => {
    expect(list(['Maria'])).toBe('Maria');
    expect(list(['Maria', 'Ali', 'Tove'])).toBe('Maria, Ali och Tove');
    expect(sentence('åtta saker')).toBe('Åtta saker');
  });
});
