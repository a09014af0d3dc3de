import { expect, test } from 'vitest';
import { emailAddress } from './contact.ts';

test.each([
  [' anna@exempel.se ', 'anna@exempel.se'],
  ['anna', null],
  ['anna@', null],
  ['anna@exempel.se; bo@exempel.se', null],
  [`${'a'.repeat(320)}@exempel.se`, null],
])('an address written %s', (written, stored) => {
  expect(emailAddress(written)).toBe(stored);
});
