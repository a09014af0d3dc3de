import { expect, test } from 'vitest';
import { mobileNumber, shownMobile } from './mobile.ts';

test.each([
  ['070-123 45 67', '+46701234567'],
  ['0701234567', '+46701234567'],
  ['+46 70 123 45 67', '+46701234567'],
  ['+46 (0)70-123 45 67', '+46701234567'],
  ['0046701234567', '+46701234567'],
  ['46701234567', '+46701234567'],
  ['070\u00a0123\u201345\u00a067', '+46701234567'],
  ['+47 912 34 567', '+4791234567'],
  ['08-123 456 78', null],
  ['+46 8 123 456 78', null],
  ['070-123 45 6', null],
  ['070-123 45 678', null],
  ['lind-4821', null],
  ['70', null],
  ['', null],
])('%s is kept as %s', (written, kept) => {
  expect(mobileNumber(written)).toBe(kept);
});

test('is shown as people write it', () => {
  expect(shownMobile('+46701234567')).toBe('070-123 45 67');
  expect(shownMobile('+4791234567')).toBe('+4791234567');
});
