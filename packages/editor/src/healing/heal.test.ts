import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fieldContent, fieldsToUpdate, healMarks, type KnownPlace, replaceWords } from '../index.ts';

const A = '0a4c3c34-13b5-4b4a-9a5c-6a0a5b0a0001';

const known = (quote: string, prefix = '', suffix = ''): KnownPlace => ({
  threadId: A,
  said: quote,
  field: 'analysis',
  quote,
  prefix,
  suffix,
  at: null,
  from: null,
  to: null,
  lost: false,
});

test('marks words, answers where they stand, and has nothing to do the next time', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(
    doc,
    fieldsToUpdate({
      analysis: [{ type: 'paragraph', content: [{ type: 'text', text: 'alfa bravo charlie delta' }] }],
    }),
  );
  const [place] = healMarks(doc, [known('bravo charlie')]);
  expect(place).toMatchObject({ at: 5, prefix: 'alfa ', suffix: ' delta', lost: false });
  expect(fieldContent(doc, 'analysis')).toEqual([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'alfa ' },
        { type: 'text', text: 'bravo charlie', marks: [{ type: 'comment', attrs: { thread: A } }] },
        { type: 'text', text: ' delta' },
      ],
    },
  ]);
  if (!place) throw new Error();
  expect(healMarks(doc, [place])).toEqual([]);
  expect(replaceWords(doc, 'analysis', A, 'bravo charlie', 'bravo sierra x')).toBe('done');
  const [next] = healMarks(doc, [{ ...place, quote: 'bravo sierra x' }]);
  expect(next).toMatchObject({ quote: 'bravo sierra x' });
});
