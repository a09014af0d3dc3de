import { expect, test } from 'vitest';
import { looksPrivate } from './looks-private.ts';

test.each([
  'Hon heter 850101-1234 i systemet',
  '198501011234',
  '19850101-1234',
  '850101 1234',
  '850161-1234',
  'född 121212+1212.',
])('%s looks like a personal number', (text) => {
  expect(looksPrivate(text)).toBe('personal-number');
});

test.each(['ring 070-123 45 67', '0701234567', '+46 70 123 45 67', '08-123 456 78', '+46(0)701234567'])(
  '%s looks like a telephone number',
  (text) => {
    expect(looksPrivate(text)).toBe('phone');
  },
);

test.each([
  'Vi hade 2 101 000 kronor kvar',
  'den 2026-01-22 och 2026-02-23',
  'diarienummer 2026/12345',
  '94 av 131, alltså 71,8 %',
  'klockan 07.30-16.00',
  'konto 5010 1234 5678 9012',
  '859901-1234',
  '',
])('%s is nothing to warn of', (text) => {
  expect(looksPrivate(text)).toBeNull();
});
