import type { MentionChoice } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { nameBegun, namesLike, withName } from './mention-query.ts';

const choice = (label: string): MentionChoice => ({ of: 'account', token: `@{${label}}`, label, role: '' });
const ALL = ['Natt', 'Anna Ek', 'Annika Lindahl', 'Karin Öberg', 'Åke Ek-Ö'].map(choice);
const labels = (words: string) => namesLike(ALL, words).map(({ label }) => label);

test.each([
  ['@', { from: 0, words: '' }],
  ['Hej @ann', { from: 4, words: 'ann' }],
  ['Hej\n@Karin Öb', { from: 4, words: 'Karin Öb' }],
  ['(@natt', { from: 1, words: 'natt' }],
  ['runa@fyr', null],
  ['Hej @ann, du', null],
  ['@a b c d', null],
  ['Hej', null],
])('a name is begun in %j: %j', (text, begun) => {
  expect(nameBegun(text, text.length)).toEqual(begun);
});

test('what stands after the caret begins nothing', () => {
  expect(nameBegun('Hej @annika du', 8)).toEqual({ from: 4, words: 'ann' });
});

test('names are found by their beginning and by a later word, in any case', () => {
  expect(labels('')).toHaveLength(5);
  expect(labels('ann')).toEqual(['Anna Ek', 'Annika Lindahl']);
  expect(labels('ek')).toEqual(['Anna Ek', 'Åke Ek-Ö']);
  expect(labels('öb')).toEqual(['Karin Öberg']);
  expect(labels('anna e')).toEqual(['Anna Ek']);
  expect(labels('Anna Ek och')).toEqual([]);
  expect(labels('ingen')).toEqual([]);
});

test('the name takes the place of what was begun, with one space after it', () => {
  expect(withName('Hej @ann du', 8, { from: 4, words: 'ann' }, 'Anna Ek')).toEqual({
    text: 'Hej @Anna Ek du',
    caret: 13,
  });
  expect(withName('@a', 2, { from: 0, words: 'a' }, 'Natt')).toEqual({ text: '@Natt ', caret: 6 });
});
