import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Annika Lindahl', 'AL'],
  ['Karin Öberg', 'KÖ'],
  // The same name with the dots as a sign of their own, as macOS writes them.
  ['Karin O\u0308berg', 'KÖ'],
  ['Anna Ek-Lund', 'AE'],
  ['Maria del Carmen Åkerlund', 'MÅ'],
  ['  eva   norén ', 'EN'],
  ['Ali', 'A'],
  ['', ''],
])('"%s" is %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
