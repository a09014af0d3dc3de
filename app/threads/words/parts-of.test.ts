import { expect, test } from 'vitest';
import { partsOf } from './parts-of.ts';

test('the difference of a suggestion is made once, and anew when it is read anew', () => {
  const suggestion = { original: 'blåsigt och kallt', proposed: 'stormigt och kallt' };
  expect(partsOf(suggestion)).toEqual([
    { kind: 'removed', words: 'blåsigt' },
    { kind: 'added', words: 'stormigt' },
    { kind: 'same', words: ' och kallt' },
  ]);
  expect(partsOf(suggestion)).toBe(partsOf(suggestion));
  expect(partsOf({ ...suggestion, proposed: 'kallt' })).not.toEqual(partsOf(suggestion));
});
