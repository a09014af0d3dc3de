import type { Content, ContentNode } from '@delaktig/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fieldsFromUpdate, fieldsToUpdate, normaliseContent, proseSchema } from './index.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((s) => s.replace(/[\n\r\u2028\u2029]/g, ' '));
const marks = fc.subarray([
  { type: 'link', attrs: { href: 'https://exempel.se/a?b=c#d' } },
  { type: 'bold' },
  { type: 'italic' },
]);
const run: fc.Arbitrary<ContentNode> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text, marks }) },
  { weight: 1, arbitrary: fc.constant<ContentNode>({ type: 'hardBreak' }) },
);
const inline = fc.array(run, { maxLength: 5 });
const paragraph = inline.map((content): ContentNode => ({ type: 'paragraph', content }));
const heading = fc
  .record({ level: fc.integer({ min: 1, max: 3 }), content: inline })
  .map(({ level, content }): ContentNode => ({ type: 'heading', attrs: { level }, content }));

const { inner } = fc.letrec<{ inner: ContentNode; list: ContentNode }>((tie) => ({
  inner: fc.oneof({ depthSize: 'small' }, paragraph, tie('list')),
  list: fc
    .record({
      ordered: fc.boolean(),
      start: fc.integer({ min: 0, max: 40 }),
      items: fc.array(fc.record({ first: paragraph, rest: fc.array(tie('inner'), { maxLength: 2 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map(({ ordered, start, items }) => ({
      ...(ordered ? { type: 'orderedList', attrs: { start } } : { type: 'bulletList' }),
      content: items.map(({ first, rest }) => ({ type: 'listItem', content: [first, ...rest] })),
    })),
}));
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((width) => {
    const cell = fc.record({ head: fc.boolean(), content: fc.array(inner, { minLength: 1, maxLength: 2 }) });
    return fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 3 });
  })
  .map(
    (rows): ContentNode => ({
      type: 'table',
      content: rows.map((cells) => ({
        type: 'tableRow',
        content: cells.map(({ head, content }) => ({ type: head ? 'tableHeader' : 'tableCell', content })),
      })),
    }),
  );
const valid = fc.array(fc.oneof(paragraph, heading, inner, table), { maxLength: 6 });

/** Anything that has the outer shape of content, as an import or a hostile room may give it. */
const wild: fc.Arbitrary<Content> = fc.letrec<{ nodes: Content }>((tie) => ({
  nodes: fc.array(
    fc.record(
      {
        type: fc.constantFrom(
          ...[
            'paragraph',
            'heading',
            'bulletList',
            'orderedList',
            'listItem',
            'table',
            'tableRow',
            'tableCell',
          ],
          ...[
            'tableHeader',
            'text',
            'hardBreak',
            'blockquote',
            'codeBlock',
            'mention',
            'constructor',
            '__proto__',
          ],
        ),
        text: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
        attrs: fc.dictionary(
          fc.constantFrom('level', 'start', 'colspan', 'rowspan', 'href', 'colwidth'),
          fc.oneof(fc.integer({ min: -2, max: 60 }), fc.string(), fc.constant(null)),
        ),
        marks: fc.array(
          fc.record({
            type: fc.constantFrom('bold', 'strong', 'italic', 'link', 'underline', 'comment'),
            attrs: fc.record({ href: fc.constantFrom('javascript:alert(1)', 'https://a.se', '/inne', 7) }),
          }),
        ),
        content: tie('nodes'),
      },
      { requiredKeys: ['type'] },
    ),
    { maxLength: 4, depthIdentifier: 'wild' },
  ),
})).nodes;

/** Every letter in document order, blanks and line ends aside. */
function letters(content: Content): string {
  const walk = (node: ContentNode): string => (node.text ?? '') + (node.content ?? []).map(walk).join('');
  return content
    .map(walk)
    .join('')
    .replace(/\s/gu, '')
    .replace(/[\p{Surrogate}\0]/gu, '\uFFFD');
}

function check(content: Content): void {
  if (content.length > 0) proseSchema.nodeFromJSON({ type: 'doc', content }).check();
}

describe('content', () => {
  test('that is valid becomes canonical once, and then survives Yjs exactly', () => {
    fc.assert(
      fc.property(valid, valid, (a, b) => {
        const fields = { analysis: normaliseContent(a), 'indicator:1': normaliseContent(b) };
        const back = fieldsFromUpdate(fieldsToUpdate(fields), ['analysis', 'indicator:1']);
        expect(back).toEqual(fields);
        expect(normaliseContent(fields.analysis)).toEqual(fields.analysis);
        expect(letters(fields.analysis)).toBe(letters(a));
        check(fields.analysis);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  test('of any shape becomes what the schema holds, and loses no letter', () => {
    fc.assert(
      fc.property(wild, (content) => {
        const normal = normaliseContent(content);
        check(normal);
        expect(letters(normal)).toBe(letters(content));
        expect(normaliseContent(normal)).toEqual(normal);
        expect(fieldsFromUpdate(fieldsToUpdate({ content }), ['content'])).toEqual({ content: normal });
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test('is the same as what the editor would write, but for attributes at their default', () => {
    const content: Content = [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Läget' }] },
      {
        type: 'orderedList',
        attrs: { start: 4 },
        content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }],
      },
    ];
    expect(normaliseContent(content)).toEqual(content);
    expect(proseSchema.nodeFromJSON({ type: 'doc', content }).toJSON()).toEqual({ type: 'doc', content });
  });
});

describe('normaliseContent', () => {
  const p = (...content: ContentNode[]): ContentNode => ({ type: 'paragraph', content });
  const t = (words: string): ContentNode => ({ type: 'text', text: words });
  const cell = (words: string, attrs?: Record<string, unknown>): ContentNode => ({
    type: 'tableCell',
    ...(attrs ? { attrs } : {}),
    content: [p(t(words))],
  });
  const row = (...content: ContentNode[]): ContentNode => ({ type: 'tableRow', content });

  test.each<[string, Content, Content]>([
    ['a quotation is unwrapped', [{ type: 'blockquote', content: [p(t('Ord'))] }], [p(t('Ord'))]],
    ['a bare text gets a paragraph', [t('Ord')], [p(t('Ord'))]],
    ['a line feed is a break', [p(t('a\nb'))], [p(t('a'), { type: 'hardBreak' }, t('b'))]],
    [
      'a mention keeps its words in the line',
      [p(t('Hej '), { type: 'mention', text: 'Eva' })],
      [p(t('Hej Eva'))],
    ],
    [
      'deep headings are level 3',
      [{ type: 'heading', attrs: { level: 6 } }],
      [{ type: 'heading', attrs: { level: 3 } }],
    ],
    [
      'a list of bare paragraphs gets items',
      [{ type: 'bulletList', content: [p(t('a'))] }],
      [{ type: 'bulletList', content: [{ type: 'listItem', content: [p(t('a'))] }] }],
    ],
    ['lines of the input are not content', [{ ...p(t('a')), lines: [3, 4] }], [p(t('a'))]],
    [
      'a dangerous link keeps its words alone',
      [p({ ...t('här'), marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] })],
      [p(t('här'))],
    ],
    [
      'a short row is filled at its end',
      [{ type: 'table', content: [row(cell('a'), cell('b')), row(cell('c'))] }],
      [
        {
          type: 'table',
          content: [
            row(cell('a'), cell('b')),
            row(cell('c'), { type: 'tableCell', content: [{ type: 'paragraph' }] }),
          ],
        },
      ],
    ],
    [
      'spans that fit are kept',
      [
        {
          type: 'table',
          content: [row(cell('a', { colspan: 2, rowspan: 1, colwidth: [3] })), row(cell('b'), cell('c'))],
        },
      ],
      [{ type: 'table', content: [row(cell('a', { colspan: 2 })), row(cell('b'), cell('c'))] }],
    ],
    [
      'spans that reach outside are dropped',
      [{ type: 'table', content: [row(cell('a', { rowspan: 9 }))] }],
      [{ type: 'table', content: [row(cell('a'))] }],
    ],
  ])('%s', (_name, content, expected) => expect(normaliseContent(content)).toEqual(expected));

  test('comments come last, by the ids of their threads, and only what may be one', () => {
    const threads = ['b', 'a', 'b'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000001`);
    const comment = (thread: unknown) => ({ type: 'comment', attrs: { thread } });
    const marks = [...threads.map(comment), comment('x'), comment(7), { type: 'comment' }, { type: 'bold' }];
    expect(normaliseContent([p({ ...t('Ord'), marks })])).toEqual([
      p({ ...t('Ord'), marks: [{ type: 'bold' }, comment(threads[1]), comment(threads[0])] }),
    ]);
  });

  test('a nesting too deep is flattened, not lost', () => {
    let node: ContentNode = p(t('innerst'));
    for (let i = 0; i < 400; i++)
      node = { type: 'bulletList', content: [{ type: 'listItem', content: [node] }] };
    const normal = normaliseContent([node]);
    check(normal);
    expect(letters(normal)).toBe('innerst');
    expect(JSON.stringify(normal).length).toBeLessThan(5000);
  });
});

describe('a room', () => {
  test('of the same fields has the same bytes, so that a report can be created twice alike', () => {
    const fields = { analysis: [{ type: 'paragraph', content: [{ type: 'text', text: 'Lika' }] }] };
    expect(fieldsToUpdate(fields)).toEqual(fieldsToUpdate(fields));
  });

  test('begins without marks of comments, which belong to another', () => {
    const marks = [{ type: 'comment', attrs: { thread: '0a4c3c34-13b5-4b4a-9a5c-6a0a5b0a0001' } }];
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'Ord', marks }] }];
    expect(fieldsFromUpdate(fieldsToUpdate({ content }), ['content']).content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'Ord' }] },
    ]);
  });

  test('nested deeper than a program can follow is read all the same', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      let inner: Y.XmlFragment = doc.getXmlFragment('content');
      for (let level = 0; level < 20_000; level++) {
        const element = new Y.XmlElement(level % 2 ? 'listItem' : 'bulletList');
        inner.insert(0, [element]);
        inner = element;
      }
    });
    expect(fieldsFromUpdate(Y.encodeStateAsUpdate(doc), ['content'])).toHaveProperty('content');
  });

  test('filled by a hostile client gives what can be read of it', () => {
    const doc = new Y.Doc();
    const fragment = doc.getXmlFragment('analysis');
    const unknown = new Y.XmlElement('iframe');
    unknown.setAttribute('src', 'https://ond.example');
    const words = new Y.XmlText();
    words.insert(0, 'Ord', { 'comment--AAAAAAAA': { id: 'x' }, bold: {} });
    words.insertEmbed(3, { bild: true });
    unknown.insert(0, [words]);
    const nested = new Y.XmlElement('paragraph');
    fragment.insert(0, [unknown, nested]);
    expect(fieldsFromUpdate(Y.encodeStateAsUpdate(doc), ['analysis'])).toEqual({
      analysis: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Ord', marks: [{ type: 'bold' }] }] },
        { type: 'paragraph' },
      ],
    });
  });
});
