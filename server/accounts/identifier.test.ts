import { expect, test } from 'vitest';
import { identifierFrom, usernameFrom } from './identifier.ts';

test.each([
  [' Runa@Fyr.example ', { email: 'runa@fyr.example' }],
  ['070-123 45 67', { mobile: '+46701234567' }],
  ['+46 70 123 45 67', { mobile: '+46701234567' }],
  ['Lind-4821', { username: 'lind-4821' }],
  ['08-123 456 78', { username: '08-123 456 78' }],
  ['a\0b', { username: 'ab' }],
  ['', { username: '' }],
])('%j is understood', (typed, identifier) => {
  expect(identifierFrom(typed)).toEqual(identifier);
});

test.each([
  ['Lind-4821', 'lind-4821'],
  ['åsa.k', 'åsa.k'],
  ['0701234567', null],
  ['070-123', null],
  ['ab', null],
  ['runa@fyr', null],
  ['två ord', null],
  ['-lind', null],
  ['a'.repeat(41), null],
])('the username %s is kept as %s', (typed, kept) => {
  expect(usernameFrom(typed)).toBe(kept);
});
