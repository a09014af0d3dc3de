import type { Content, ContentNode } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { proseSchema } from '@delaktig/editor';
import { describe, expect, it } from 'vitest';
import { DocLine } from './doc-line.ts';

const text = (words: string): ContentNode => ({ type: 'text', text: words });
const paragraph = (...content: ContentNode[]): ContentNode => ({ type: 'paragraph', content });

const CONTENT: Content = [
  paragraph(text('Vi ringde'), { type: 'hardBreak' }, text('alla.')),
  { type: 'paragraph' },
  {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [paragraph(text('ett'))] },
      { type: 'listItem', content: [paragraph(text('två'))] },
    ],
  },
];

describe('the line of a document', () => {
  const doc = proseSchema.nodeFromJSON({ type: 'doc', content: CONTENT });
  const letters = new DocLine(doc);

  it('is that of its content', () => {
    expect(letters.line).toBe('Vi ringde\nalla.\n\nett\ntvå');
    expect(letters.line).toBe(plainText(CONTENT));
  });

  it.each(['ringde', 'alla', 'ett', 'två', 'ringde\nalla'])('finds %j in the document and back', (words) => {
    const at = letters.line.indexOf(words);
    const from = letters.pos(at) ?? -1;
    const to = letters.pos(at + words.length) ?? -1;
    expect(doc.textBetween(from, to, '\n', '\n')).toBe(words);
    expect([letters.at(from), letters.at(to)]).toEqual([at, at + words.length]);
  });

  it('has nothing beyond its end', () => {
    expect(letters.pos(letters.line.length + 1)).toBe(null);
    expect(letters.at(doc.content.size)).toBe(letters.line.length);
  });
});
