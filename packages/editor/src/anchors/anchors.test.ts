import { type ContentNode, plainText, withoutComments } from '@delaktig/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseContent, proseSchema } from '../index.ts';
import {
  findQuote,
  type LineRange,
  markedRanges,
  quoteAt,
  withDifference,
  withMarks,
  wordParts,
} from './index.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';
const bold = { type: 'bold' };
const comment = (thread: string) => ({ type: 'comment', attrs: { thread } });
const t = (text: string, ...marks: NonNullable<ContentNode['marks']>): ContentNode =>
  marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
const p = (...content: ContentNode[]): ContentNode => ({ type: 'paragraph', content });
const br: ContentNode = { type: 'hardBreak' };

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'å', '😀', '.'), minLength: 1, maxLength: 8 });
const inline = fc.array(
  fc.oneof(
    fc.constant(br),
    fc.tuple(words, fc.subarray([bold, comment(A)])).map(([text, own]) => t(text, ...own)),
  ),
  { maxLength: 4 },
);
const block = inline.map((content): ContentNode => ({ type: 'paragraph', content }));
const item = fc
  .array(block, { minLength: 1, maxLength: 2 })
  .map((content): ContentNode => ({ type: 'listItem', content }));
const list = fc
  .array(item, { minLength: 1, maxLength: 3 })
  .map((content): ContentNode => ({ type: 'bulletList', content }));
const cell = block.map((content): ContentNode => ({ type: 'tableCell', content: [content] }));
const table = fc
  .array(cell, { minLength: 1, maxLength: 3 })
  .map((cells): ContentNode => ({ type: 'table', content: [{ type: 'tableRow', content: cells }] }));
const content = fc.array(fc.oneof(block, block, list, table), { maxLength: 4 }).map(normaliseContent);
const ends = fc.tuple(fc.nat(60), fc.nat(60));

/** A range of a line; its ends anywhere, but where there is no letter. */
function rangeIn(line: string, [a, b]: [number, number]): LineRange {
  const [from = 0, to = 0] = [a % (line.length + 1), b % (line.length + 1)].sort((x, y) => x - y);
  return { from, to };
}

const letters = (line: string, { from, to }: LineRange): number =>
  line.slice(from, to).replaceAll('\n', '').length;

describe('marks on a content', () => {
  test('stand where they were put, change no word, and go again', () => {
    fc.assert(
      fc.property(content, ends, (text, pair) => {
        const line = plainText(text);
        const range = rangeIn(line, pair);
        const marked = withMarks(text, [{ thread: B, range }]);
        expect(plainText(marked)).toBe(line);
        expect(withoutComments(marked)).toEqual(withoutComments(text));
        // Canonical, so that the server and the pages hold the same.
        expect(normaliseContent(marked)).toEqual(marked);
        if (marked.length > 0) proseSchema.nodeFromJSON({ type: 'doc', content: marked }).check();
        const [found, another] = markedRanges(marked).get(B) ?? [];
        expect(another).toBeUndefined();
        expect(found === undefined).toBe(letters(line, range) === 0);
        if (found)
          expect(line.slice(range.from, range.to)).toContain(line.slice(found.from, found.to).slice(1, -1));
        expect(withMarks(marked, [{ thread: B, range }])).toEqual(marked);
        expect(markedRanges(marked).get(A)).toEqual(markedRanges(text).get(A));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('overlap, span blocks, and keep what is bold', () => {
    const text = [p(t('alfa '), t('bravo', bold), t(' charlie')), p(t('delta'))];
    const marked = withMarks(text, [
      { thread: B, range: { from: 7, to: 24 } },
      { thread: A, range: { from: 0, to: 10 } },
    ]);
    expect(marked).toEqual([
      p(
        t('alfa ', comment(A)),
        t('br', bold, comment(A)),
        t('avo', bold, comment(A), comment(B)),
        t(' charlie', comment(B)),
      ),
      p(t('delta', comment(B))),
    ]);
    expect(markedRanges(marked)).toEqual(
      new Map([
        [A, [{ from: 0, to: 10 }]],
        [B, [{ from: 7, to: 24 }]],
      ]),
    );
  });

  test('that are apart are told apart, and foreign ones are nobody’s', () => {
    const text = [
      p(t('ab', comment(A)), t('c'), t('d', comment(A)), t('e', { type: 'comment', attrs: { thread: 'x' } })),
    ];
    expect(markedRanges(text)).toEqual(
      new Map([
        [
          A,
          [
            { from: 0, to: 2 },
            { from: 3, to: 4 },
          ],
        ],
      ]),
    );
    expect(normaliseContent(text)[0]?.content?.at(-1)).toEqual(t('e'));
  });
});

describe('a difference', () => {
  const text = fc.string({
    unit: fc.constantFrom('vi ', 'barn', ' ', 'å', ', ', '.', 'e\u0301'),
    maxLength: 10,
  });

  test('holds both texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const parts = wordParts(one, other);
        const without = (kind: string) =>
          parts.map((part) => (part.kind === kind ? '' : part.words)).join('');
        expect(without('added')).toBe(one);
        expect(without('removed')).toBe(other);
      }),
    );
  });

  test.each([
    [
      'Vi öppnade en ny avdelning',
      'Vi stängde en gammal avdelning',
      'Vi [öppnade|stängde] en [ny|gammal] avdelning',
    ],
    ['för små barn', 'för de minsta barnen', 'för [små barn|de minsta barnen]'],
    ['för små barn', 'för barn', 'för [små |]barn'],
    ['åtta', 'åttio', '[åtta|åttio]'],
    ['bra', 'bra, tack', 'bra[|, tack]'],
    ['', 'nytt', '[|nytt]'],
    [
      'tre kollegor slutade',
      'fyra kollegor, två av dem, slutade',
      '[tre|fyra] kollegor[|, två av dem,] slutade',
    ],
  ])('of %j and %j reads as a person reads', (one, other, shown) => {
    const parts = wordParts(one, other);
    const drawn = parts.map(({ kind, words }, index) => {
      if (kind === 'same') return words;
      if (kind === 'removed') return parts[index + 1]?.kind === 'added' ? `[${words}` : `[${words}|]`;
      return parts[index - 1]?.kind === 'removed' ? `|${words}]` : `[|${words}]`;
    });
    expect(drawn.join('')).toBe(shown);
  });

  test('is drawn at its words, which stay as they were', () => {
    fc.assert(
      fc.property(content, ends, text, (original, pair, proposed) => {
        const line = plainText(original);
        const range = rangeIn(line, pair);
        const seen = line.slice(range.from, range.to);
        if (seen === '' || seen.includes('\n')) return;
        const drawn = withDifference(original, range, wordParts(seen, proposed));
        const side = (gone: string) =>
          plainText(
            drawn.map(function only(node: ContentNode): ContentNode {
              const children = node.content?.filter(({ marks }) => !marks?.some(({ type }) => type === gone));
              return children === undefined ? node : { ...node, content: children.map(only) };
            }),
          );
        expect(side('added')).toBe(line);
        expect(side('removed')).toBe(line.slice(0, range.from) + proposed + line.slice(range.to));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('takes the marks of what it replaces, and is not drawn on other words', () => {
    const original = [p(t('alfa '), t('bravo', bold, comment(A)), t(' charlie'))];
    const range = { from: 5, to: 10 };
    expect(withDifference(original, range, wordParts('bravo', 'ny'))).toEqual([
      p(
        t('alfa '),
        t('bravo', bold, comment(A), { type: 'removed' }),
        t('ny', bold, comment(A), { type: 'added' }),
        t(' charlie'),
      ),
    ]);
    expect(withDifference(original, range, wordParts('brawo', 'ny'))).toBe(original);
  });
});

describe('a quote', () => {
  test('is found where it was taken, whatever the text', () => {
    fc.assert(
      fc.property(content, ends, (text, pair) => {
        const line = plainText(text);
        const range = rangeIn(line, pair);
        const quoted = quoteAt(line, range);
        if (quoted.quote === '') return;
        const found = findQuote(line, quoted, quoteAt(line, range).prefix === '' ? 0 : range.from);
        expect(found && line.slice(found.from, found.to)).toBe(quoted.quote);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('is short enough to be kept, and halves no letter', () => {
    const line = `${'😀'.repeat(40)}${'x'.repeat(3_000)}${'😀'.repeat(40)}`;
    const { quote, prefix, suffix } = quoteAt(line, { from: 80, to: 3_080 });
    expect([quote.length, prefix.length, suffix.length]).toEqual([2_000, 32, 32]);
    expect(quoteAt(line, { from: 81, to: 83 })).toMatchObject({
      quote: 'xx',
      prefix: expect.stringMatching(/^😀/u),
    });
    expect(quoteAt(line, { from: 1, to: 3 }).quote).toBe('😀😀');
  });

  const line = 'Vi öppnade en ny avdelning. Det gick bra. Vi stängde en gammal avdelning. Det gick inte bra.';
  test.each<[string, Parameters<typeof findQuote>[1], number | null, string | null]>([
    ['exactly', { quote: 'stängde', prefix: '', suffix: '' }, null, 'stängde'],
    [
      'by what stands before it',
      { quote: 'avdelning', prefix: 'gammal ', suffix: '. Det' },
      null,
      'gammal avdelning',
    ],
    [
      'nearest, when what stands around it is alike',
      { quote: 'Det gick', prefix: '', suffix: '' },
      70,
      '. Det gick inte',
    ],
    ['not at all, when there are two alike', { quote: 'avdelning', prefix: '', suffix: '' }, null, null],
    [
      'with other blanks',
      { quote: 'en  gammal\navdelning', prefix: '', suffix: '' },
      null,
      'en gammal avdelning',
    ],
    [
      'with a letter changed',
      { quote: 'Vi stengde en gammal avdelning', prefix: '', suffix: '' },
      null,
      'Vi stängde en gammal avdelning',
    ],
    [
      'with a word left out',
      { quote: 'Vi stängde en alldeles för gammal avdelning', prefix: '', suffix: '' },
      null,
      null,
    ],
    [
      'with a word put in',
      { quote: 'Det gick alls inte bra', prefix: 'avdelning. ', suffix: '.' },
      null,
      'Det gick inte bra',
    ],
    [
      'not at all, when it is not there',
      { quote: 'Personalen har sagt sitt', prefix: '', suffix: '' },
      5,
      null,
    ],
    ['not at all, when it is empty', { quote: '', prefix: '', suffix: '' }, 5, null],
  ])('is found %s', (_name, quoted, near, expected) => {
    const found = findQuote(line, quoted, near);
    if (expected === null) expect(found).toBeNull();
    else {
      const at = line.indexOf(expected) + expected.indexOf(quoted.quote);
      const exact = line.includes(quoted.quote);
      expect(found).toEqual(
        exact
          ? { from: at, to: at + quoted.quote.length }
          : { from: line.indexOf(expected), to: line.indexOf(expected) + expected.length },
      );
    }
  });

  test('is found in a long text within a moment, though it has been changed', () => {
    const long = Array.from(
      { length: 400 },
      (_, index) => `Mening ${index * 7} handlar om sak ${index}.`,
    ).join(' ');
    const quote = long.slice(5_000, 7_000).replaceAll('0 handlar', '0 handlade');
    const start = performance.now();
    expect(findQuote(long, { quote, prefix: '', suffix: '' }, 5_000)?.from).toBeCloseTo(5_000, -1);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
