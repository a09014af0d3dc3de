import { expect, test } from 'vitest';
import { commentsOf } from './aside-comments.ts';

const passage = (typed: string) => ({ before: '', typed, after: '' });

test('what has no place is one comment that quotes it', () => {
  const words = { passages: [passage('Ett. '), passage('Två.'), passage('Tre.')], removed: ['Fyra.'] };
  expect(commentsOf(words, [3, 0, 2])).toEqual([
    {
      body: 'Det här skrev jag innan avsnittet stängdes, men det hann inte komma med:\n\n”Ett.”\n\n”Tre.”\n\nJag tog bort: ”Fyra.”',
      parts: [0, 2, 3],
    },
  ]);
});

test('what only moved goes with the words that it stands in', () => {
  const words = { passages: [passage('Nytt. Gammalt.')], removed: ['Gammalt.'] };
  const [comment, ...more] = commentsOf(words, [0, 1]);
  expect(comment?.parts).toEqual([0, 1]);
  expect(comment?.body).not.toContain('Jag tog bort');
  expect(more).toEqual([]);
});

test('long words go on in more comments, none too long and no letter lost', () => {
  const long = '😀ord '.repeat(2_000).trim();
  const comments = commentsOf({ passages: [passage(long), passage('Sist.')], removed: [] }, [0, 1]);
  expect(comments.every(({ body }) => body.length <= 4_000 && body.isWellFormed())).toBe(true);
  const all = comments.map(({ body }) => body.replaceAll('\n\n', '')).join('');
  expect(all).toContain(long);
  expect(all).toContain('Sist.');
  expect(comments.flatMap(({ parts }) => parts)).toEqual([0, 1]);
  expect(comments.at(0)?.parts).toEqual([]);
});
