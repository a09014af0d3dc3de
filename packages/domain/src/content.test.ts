import { describe, expect, it } from 'vitest';
import { type Content, plainText } from './content.ts';
import { contentSchema } from './content-schema.ts';

const text = (value: string) => ({ type: 'text', text: value });
const paragraph = (...content: Content) => ({ type: 'paragraph', content });

describe('plainText', () => {
  it('is empty for a text that is there and empty', () => {
    expect(plainText([])).toBe('');
  });

  it('gives one line a paragraph, and an empty paragraph its empty line', () => {
    const content = [paragraph(text('Vi cyklade.')), { type: 'paragraph' }, paragraph(text('Nästan jämt.'))];
    expect(plainText(content)).toBe('Vi cyklade.\n\nNästan jämt.');
  });

  it('joins words that marks have split', () => {
    const marked = { ...text('två'), marks: [{ type: 'bold' }] };
    expect(plainText([paragraph(text('inom '), marked, text(' veckor'))])).toBe('inom två veckor');
  });

  it('breaks the line at a hard break, also where a block begins with it', () => {
    const br = { type: 'hardBreak' };
    expect(plainText([paragraph(text('Köksvägen 4'), br, text('Almsjö'))])).toBe('Köksvägen 4\nAlmsjö');
    expect(plainText([paragraph(br, text('Almsjö'))])).toBe('\nAlmsjö');
  });

  it('gives one line an item, nested lists in their order', () => {
    const item = (...content: Content) => ({ type: 'listItem', content });
    const list = (...content: Content) => ({ type: 'bulletList', content });
    const content = [
      list(
        item(paragraph(text('nycklar')), list(item(paragraph(text('larm'))))),
        item(paragraph(text('scheman'))),
      ),
    ];
    expect(plainText(content)).toBe('nycklar\nlarm\nscheman');
  });

  it('gives one line a cell of a table', () => {
    const cell = (paragraphs: Content) => ({ type: 'tableCell', content: paragraphs });
    const row = (...content: Content) => ({ type: 'tableRow', content });
    const table = {
      type: 'table',
      content: [
        row(cell([paragraph(text('Utfall'))]), cell([paragraph(text('72 %'))])),
        row(cell([paragraph(text('Mål'))]), cell([{ type: 'paragraph' }])),
      ],
    };
    expect(plainText([table])).toBe('Utfall\n72 %\nMål\n');
  });
});

describe('contentSchema', () => {
  it('keeps attributes, marks and lines that it does not know', () => {
    const content: Content = [
      {
        type: 'paragraph',
        attrs: { textAlign: 'left' },
        content: [{ ...text('Se bilagan'), marks: [{ type: 'link', attrs: { href: '#b1' } }] }],
        lines: [3, 4],
      },
    ];
    expect(contentSchema.parse(content)).toEqual(content);
  });

  it.each([
    ['a node without a type', [{ content: [] }]],
    ['an empty text node, which the editor refuses', [paragraph({ type: 'text', text: '' })]],
    ['text where a list of blocks belongs', 'Vi cyklade.'],
    ['lines counted from zero', [{ type: 'paragraph', lines: [0, 1] }]],
  ])('refuses %s', (_what, content) => {
    expect(contentSchema.safeParse(content).success).toBe(false);
  });
});
