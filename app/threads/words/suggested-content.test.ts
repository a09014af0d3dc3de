import type { Content } from '@delaktig/domain';
import { expect, test } from 'vitest';
import type { WordsOf } from './places.ts';
import { withSuggestions } from './suggested-content.ts';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';

const marked = (text: string, thread: string) => ({
  type: 'text',
  text,
  marks: [{ type: 'comment', attrs: { thread } }],
});
const text: Content = [
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'Inom ' },
      marked('två veckor', ONE),
      { type: 'text', text: ' från ' },
      marked('beslutet', TWO),
    ],
  },
];

const suggested = (id: string, original: string, proposed: string): WordsOf => ({
  id,
  quote: original,
  prefix: '',
  suffix: '',
  lost: false,
  suggestion: { original, proposed },
});

/** What is drawn: -words that go-, +words that come+. */
function drawn(threads: readonly WordsOf[], content = text): string {
  const words = withSuggestions(content, threads).flatMap(({ content = [] }) =>
    content.map(({ text = '', marks = [] }) => {
      const kinds = marks.map(({ type }) => type);
      if (kinds.includes('removed')) return `-${text}-`;
      return kinds.includes('added') ? `+${text}+` : text;
    }),
  );
  return words.join('');
}

test('suggestions are drawn in their places, whatever their order', () => {
  const threads = [suggested(TWO, 'beslutet', 'ansökan'), suggested(ONE, 'två veckor', 'tre veckor')];
  expect(drawn(threads)).toBe('Inom -två-+tre+ veckor från -beslutet-+ansökan+');
});

test('a comment, and a suggestion for other words than stand there now, draw nothing', () => {
  expect(withSuggestions(text, [{ ...suggested(ONE, 'två veckor', 'x'), suggestion: null }])).toBe(text);
  expect(drawn([suggested(ONE, 'två dagar', 'tre dagar')])).toBe('Inom två veckor från beslutet');
});

test('of suggestions for the same words the oldest is drawn', () => {
  const [block] = text;
  const content = (block?.content ?? []).map((node) =>
    node.text === 'två veckor'
      ? { ...node, marks: [ONE, TWO].map((thread) => ({ type: 'comment', attrs: { thread } })) }
      : { ...node, marks: [] },
  );
  const threads = [suggested(ONE, 'två veckor', 'tre veckor'), suggested(TWO, 'två veckor', 'fyra veckor')];
  expect(drawn(threads, [{ type: 'paragraph', content }])).toBe('Inom -två-+tre+ veckor från beslutet');
});
