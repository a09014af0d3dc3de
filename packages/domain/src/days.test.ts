import { expect, it } from 'vitest';
import { dayInStockholm, daysAfter, stockholmMoment } from './days.ts';

it.each([
  ['an ordinary day', '2027-01-22T12:00:00Z', '2027-01-22'],
  ['winter, an hour before midnight in London', '2027-01-22T23:00:00Z', '2027-01-23'],
  ['winter, the last moment of the day', '2027-01-22T22:59:59Z', '2027-01-22'],
  ['summer, two hours before midnight in London', '2026-07-01T22:00:00Z', '2026-07-02'],
  ['summer, the last moment of the day', '2026-07-01T21:59:59Z', '2026-07-01'],
  ['the night when summer time begins', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['the turn of the year', '2026-12-31T23:00:00Z', '2027-01-01'],
])('%s', (_what, moment, day) => {
  expect(dayInStockholm(new Date(moment))).toBe(day);
});

it.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-03-27', 2, '2027-03-29'],
])('%s and %i days', (day, days, after) => {
  expect(daysAfter(day, days)).toBe(after);
});

it.each([
  ['winter', '2026-01-21', 7, '2026-01-21T06:00:00Z'],
  ['summer', '2026-07-01', 7, '2026-07-01T05:00:00Z'],
  ['the day on which summer time begins', '2026-03-29', 7, '2026-03-29T05:00:00Z'],
  ['before it begins', '2026-03-29', 1, '2026-03-29T00:00:00Z'],
  ['the day on which summer time ends', '2026-10-25', 7, '2026-10-25T06:00:00Z'],
  ['the hour that comes twice', '2026-10-25', 2, '2026-10-25T00:00:00Z'],
  ['midnight', '2026-07-01', 0, '2026-06-30T22:00:00Z'],
])('a full hour: %s', (_what, day, hour, moment) => {
  expect(stockholmMoment(day, hour).toISOString()).toBe(new Date(moment).toISOString());
});
