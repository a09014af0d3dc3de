import type { Content, ContentNode } from '@delaktig/domain';
import { markedRanges } from '@delaktig/editor/anchors';
import { describe, expect, it } from 'vitest';
import { drawnContent } from './drawn-content.ts';
import { END, type WordsOf } from './places.ts';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';

const text = (words: string, ...threads: string[]): ContentNode => ({
  type: 'text',
  text: words,
  ...(threads.length > 0 && { marks: threads.map((thread) => ({ type: 'comment', attrs: { thread } })) }),
});
const paragraph = (...content: ContentNode[]): ContentNode => ({ type: 'paragraph', content });

function on(id: string, quote: string, more: Partial<WordsOf> = {}): WordsOf {
  return { id, quote, prefix: '', suffix: '', lost: false, suggestion: null, ...more };
}

/** Each thread whose end is drawn, with the words before it. */
function ends(content: Content): [string, string | undefined][] {
  return content.flatMap((block) =>
    (block.content ?? []).flatMap((node, index, all): [string, string | undefined][] =>
      node.type === END
        ? [[String(node.attrs?.thread), all.slice(0, index).findLast((n) => n.text)?.text]]
        : [],
    ),
  );
}

describe('what is drawn of a field', () => {
  it('has the marks of threads that the page knows and of no others', () => {
    const content = [paragraph(text('Vi '), text('ringde', A, B), text(' alla.'))];
    const drawn = drawnContent(content, [on(A, 'ringde')]);
    expect([...markedRanges(drawn).keys()]).toEqual([A]);
    expect([...markedRanges(drawnContent(content, [])).keys()]).toEqual([]);
  });

  it('places a thread without a mark by its quote, nearest to what stood around it', () => {
    const content = [paragraph(text('Vi ringde alla. Sedan ringde vi igen.'))];
    const [first, second] = [on(A, 'ringde', { prefix: 'Vi ' }), on(B, 'ringde', { prefix: 'Sedan ' })];
    const marked = markedRanges(drawnContent(content, [first, second]));
    expect(marked.get(A)).toEqual([{ from: 3, to: 9 }]);
    expect(marked.get(B)).toEqual([{ from: 22, to: 28 }]);
  });

  it('draws nothing of words that are gone, or never stood there', () => {
    const content = [paragraph(text('Vi ringde alla.'))];
    const threads = [on(A, 'ringde', { lost: true }), on(B, 'cyklade till hälften av besöken')];
    expect([...markedRanges(drawnContent(content, threads)).keys()]).toEqual([]);
  });

  it('leads to each card once, after its last words', () => {
    const content = [
      paragraph(text('Vi '), text('ring', A), text('de', A, B), text(' alla', B), text('.')),
      paragraph(text('Igen', B), text('.')),
    ];
    expect(ends(drawnContent(content, [on(A, 'ringde'), on(B, 'de alla\nIgen')]))).toEqual([
      [A, 'de'],
      [B, 'Igen'],
    ]);
  });

  it('changes no letter', () => {
    const content = [paragraph(text('Vi ringde alla.'))];
    const words = (nodes: Content): string =>
      nodes.map((node) => node.text ?? words(node.content ?? [])).join('');
    expect(words(drawnContent(content, [on(A, 'ringde')]))).toBe('Vi ringde alla.');
  });
});
