import { type Content, type ContentNode, plainText } from '@delaktig/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markedRanges, quoteAt } from '../anchors/index.ts';
import { fieldContent, fieldsToUpdate, healMarks, type KnownPlace, replaceWords } from '../index.ts';
import { p } from './room.testing.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';
const bold = { type: 'bold' };
const link = { type: 'link', attrs: { href: 'https://exempel.se/' } };
const t = (text: string, ...marks: NonNullable<ContentNode['marks']>): ContentNode => ({
  type: 'text',
  text,
  marks,
});

/** A room where each thread has its words, and what is known of them. */
function roomWith(content: Content, threads: Record<string, string>) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fieldsToUpdate({ analysis: content }));
  const line = plainText(fieldContent(doc, 'analysis'));
  const places = Object.entries(threads).map(([threadId, words]): KnownPlace => {
    const at = line.indexOf(words);
    const quoted = quoteAt(line, { from: at, to: at + words.length });
    const said = quoted.quote;
    return { threadId, said, field: 'analysis', ...quoted, at, from: null, to: null, lost: false };
  });
  return { doc, known: healMarks(doc, places) };
}

/** Each letter's formatting, comments aside. */
const formatted = (doc: Y.Doc): unknown =>
  fieldContent(doc, 'analysis').map(({ content = [] }) =>
    content.map(({ text, marks = [] }) => [text, ...marks.map(({ type, attrs }) => attrs?.thread ?? type)]),
  );

test('words that change are changed, the others are not touched, and the mark is on all of them', () => {
  const { doc, known } = roomWith([p('alfa bravo charlie delta')], { [A]: 'bravo charlie' });
  const clock = Y.getState(doc.store, doc.clientID);
  expect(replaceWords(doc, 'analysis', A, 'bravo charlie', 'bravo sierra')).toBe('done');
  expect(formatted(doc)).toEqual([[['alfa '], ['bravo sierra', A], [' delta']]]);
  // "sierra" and nothing of "bravo": the mark around it stood there.
  expect(Y.getState(doc.store, doc.clientID) - clock).toBeLessThanOrEqual(8);
  const quoted = known.map((place) => ({ ...place, quote: 'bravo sierra', from: null, to: null }));
  expect(healMarks(doc, quoted)).toMatchObject([{ quote: 'bravo sierra', at: 5, lost: false }]);
});

test.each<[string, ContentNode[], string, string, unknown[]]>([
  [
    'put in at the beginning',
    [t('alfa bravo delta')],
    'bravo',
    'ny bravo',
    [['alfa '], ['ny bravo', A], [' delta']],
  ],
  [
    'put in at the end',
    [t('alfa bravo delta')],
    'bravo',
    'bravo ny',
    [['alfa '], ['bravo ny', A], [' delta']],
  ],
  [
    'that are all others',
    [t('alfa bravo delta')],
    'bravo',
    'sierra tango',
    [['alfa '], ['sierra tango', A], [' delta']],
  ],
  ['that go', [t('alfa bravo delta')], 'bravo ', '', [['alfa delta']]],
  [
    'in bold, by others in bold',
    [t('alfa '), t('bravo', bold), t(' charlie')],
    'bravo charlie',
    'sierra charlie',
    [['alfa '], ['sierra', 'bold', A], [' charlie', A]],
  ],
  [
    'partly in bold, each by its own',
    [t('bravo ', bold), t('charlie delta')],
    'bravo charlie',
    'sierra tango',
    [['sierra ', 'bold', A], ['tango', A], [' delta']],
  ],
  [
    'in a link, which stays one',
    [t('se '), t('bravo charlie', link), t(' delta')],
    'bravo charlie',
    'sierra charlie',
    [['se '], ['sierra charlie', 'link', A], [' delta']],
  ],
  [
    'after a link, outside of it',
    [t('bravo', link), t(' delta')],
    'bravo',
    'bravo ny',
    [['bravo', 'link', A], [' ny', A], [' delta']],
  ],
  [
    'put in after bold words, in bold',
    [t('bravo', bold), t(' delta')],
    'bravo',
    'bravo ny',
    [['bravo ny', 'bold', A], [' delta']],
  ],
])('words %s', (_name, content, seen, words, expected) => {
  const { doc } = roomWith([{ type: 'paragraph', content }], { [A]: seen });
  expect(replaceWords(doc, 'analysis', A, seen, words)).toBe('done');
  expect(formatted(doc)).toEqual([expected]);
});

test('a comment of another beside them does not grow', () => {
  const { doc } = roomWith([p('alfa bravo charlie delta')], { [A]: 'bravo charlie', [B]: 'charlie delta' });
  expect(replaceWords(doc, 'analysis', A, 'bravo charlie', 'bravo ny charlie')).toBe('done');
  expect(formatted(doc)).toEqual([[['alfa '], ['bravo ny ', A], ['charlie', A, B], [' delta', B]]]);
});

describe('words are not replaced', () => {
  test('where others stand by now, and where nothing is marked', () => {
    const { doc } = roomWith([p('alfa bravo')], { [A]: 'bravo' });
    const before = Y.encodeStateAsUpdate(doc);
    expect(replaceWords(doc, 'analysis', A, 'brawo', 'sierra')).toBe('changed');
    expect(replaceWords(doc, 'analysis', B, 'bravo', 'sierra')).toBe('changed');
    expect(replaceWords(doc, 'content', A, 'bravo', 'sierra')).toBe('changed');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test.each<[string, Content, string, string]>([
    ['in two blocks', [p('alfa bravo'), p('charlie')], 'bravo\ncharlie', 'x'],
    ['on two lines', [p('alfa bravo', { type: 'hardBreak' }, 'charlie')], 'bravo\ncharlie', 'x'],
    ['by words on two lines', [p('alfa bravo')], 'bravo', 'x\ny'],
  ])('%s', (_name, content, seen, words) => {
    const { doc } = roomWith(content, { [A]: seen });
    expect(replaceWords(doc, 'analysis', A, seen, words)).toBe('not-one-block');
  });
});

test.each<[string, Content]>([
  ['a list', [{ type: 'bulletList', content: [{ type: 'listItem', content: [p('alfa bravo')] }] }]],
  [
    'a table',
    [
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p('alfa bravo')] }] }],
      },
    ],
  ],
])('words in %s are replaced where they stand', (_name, content) => {
  const { doc } = roomWith(content, { [A]: 'bravo' });
  expect(replaceWords(doc, 'analysis', A, 'bravo', 'ny bravo')).toBe('done');
  const replaced = fieldContent(doc, 'analysis');
  expect(plainText(replaced)).toBe('alfa ny bravo');
  expect(markedRanges(replaced)).toEqual(new Map([[A, [{ from: 5, to: 13 }]]]));
});

test('whatever is proposed stands there in the end, with its mark, and nothing else is changed', () => {
  const some = fc.string({
    unit: fc.constantFrom('a', 'b', 'å', ' ', ', ', '😀', 'e\u0301', '.'),
    maxLength: 12,
  });
  const marks = fc.subarray([bold, link]);
  const run = fc.tuple(
    some.filter((text) => text !== ''),
    marks,
  );
  fc.assert(
    fc.property(
      fc.array(run, { minLength: 1, maxLength: 5 }),
      fc.nat(40),
      fc.nat(40),
      some,
      (runs, a, b, words) => {
        const content = [{ type: 'paragraph', content: runs.map(([text, own]) => t(text, ...own)) }];
        const doc = new Y.Doc();
        Y.applyUpdate(doc, fieldsToUpdate({ analysis: content }));
        const line = plainText(fieldContent(doc, 'analysis'));
        const [from = 0, to = 0] = [a % line.length, b % (line.length + 1)].sort((x, y) => x - y);
        if (from === to) return;
        const quoted = quoteAt(line, { from, to });
        const place = {
          threadId: A,
          said: quoted.quote,
          field: 'analysis',
          ...quoted,
          at: from,
          from: null,
          to: null,
          lost: false,
        };
        const [known] = healMarks(doc, [place]);
        // Half a letter cannot be marked.
        const { quote } = known ?? place;
        const at = known?.at ?? from;
        expect(replaceWords(doc, 'analysis', A, quote, words)).toBe('done');
        const replaced = fieldContent(doc, 'analysis');
        expect(plainText(replaced)).toBe(line.slice(0, at) + words + line.slice(at + quote.length));
        const ranges = markedRanges(replaced).get(A) ?? [];
        expect(ranges).toEqual(words === '' ? [] : [{ from: at, to: at + words.length }]);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
