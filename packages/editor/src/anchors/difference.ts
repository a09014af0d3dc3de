import { type Content, type ContentNode, plainText } from '@delaktig/domain/content';
import { diffArrays } from 'diff';
import { type LineRange, mapText } from './line.ts';

/** A part of a difference. `same` and `removed` together are the original, `same` and `added` the proposal. */
export type WordPart = { kind: 'same' | 'removed' | 'added'; words: string };

/** The difference of two texts, word by word, as a person reads it: words that change side by side change together. */
export function wordParts(original: string, proposed: string): WordPart[] {
  const parts: WordPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') parts.push({ kind: 'removed', words: removed });
    if (added !== '') parts.push({ kind: 'added', words: added });
    removed = '';
    added = '';
  };
  const edits = withWholeAdditions(wordEdits(original, proposed));
  edits.forEach(({ kind, words }, index) => {
    const isBlank = index > 0 && index < edits.length - 1 && /^\s+$/.test(words);
    // Between two additions it is left as it is: it would be struck, and brought in again.
    const between = isBlank && (removed !== '' || edits[index + 1]?.kind === 'removed');
    if (kind === 'removed' || (kind === 'same' && between)) removed += words;
    if (kind === 'added' || (kind === 'same' && between)) added += words;
    if (kind === 'same' && !between) {
      flush();
      parts.push({ kind, words });
    }
  });
  flush();
  return parts;
}

/** What is added before and after a blank, and ends with such a one, is one addition before it. */
function withWholeAdditions(edits: readonly WordPart[]): WordPart[] {
  const whole: WordPart[] = [];
  for (const edit of edits) {
    const [before, blank] = whole.slice(-2);
    const isOne = before?.kind === 'added' && blank?.kind === 'same' && edit.kind === 'added';
    if (isOne && /^\s+$/.test(blank.words) && edit.words.endsWith(blank.words)) {
      const words = before.words + blank.words + edit.words.slice(0, -blank.words.length);
      whole.splice(-2, 2, { kind: 'added', words }, blank);
    } else whole.push(edit);
  }
  return whole;
}

/** The difference in the smallest parts: of blanks between two words that change, too, it says that they are the same. */
export function wordEdits(original: string, proposed: string): WordPart[] {
  return diffArrays(wordsOf(original), wordsOf(proposed)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    words: value.join(''),
  }));
}

/** Words with what is written onto their letters, blanks, and every other sign by itself. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}\u00AD]+|\s+|[^\p{L}\p{M}\p{N}\s]\p{M}*/gu) ?? [];
}

/**
 * A content with a difference drawn at the words that it is about: those that go carry the mark `removed`, those that
 * come stand there with the mark `added`. Only for drawing, never stored. A content with other words there is unchanged.
 */
export function withDifference(content: Content, range: LineRange, parts: readonly WordPart[]): Content {
  const original = parts.map(({ kind, words }) => (kind === 'added' ? '' : words)).join('');
  if (plainText(content).slice(range.from, range.to) !== original) return content;
  const drawn = placed(range.from, parts, plainText(content));
  return mapText(content, (node, at) => drawnText(node, at, drawn));
}

/** `by`: the letter that added words stand beside, and whose marks they take. */
type Placed = WordPart & { from: number; to: number; by: number };

function placed(from: number, parts: readonly WordPart[], line: string): Placed[] {
  let at = from;
  return parts.map((part) => {
    const start = at;
    if (part.kind !== 'added') at += part.words.length;
    const hasLeft = start > from && line[start - 1] !== '\n';
    return { ...part, from: start, to: at, by: hasLeft ? start - 1 : start };
  });
}

function drawnText(node: ContentNode, at: number, drawn: readonly Placed[]): ContentNode[] {
  const { text = '', marks = [], ...bare } = node;
  const end = at + text.length;
  const nodes: ContentNode[] = [];
  let done = at;
  const push = (words: string, mark?: string) => {
    const all = mark === undefined ? marks : [...marks, { type: mark }];
    if (words !== '') nodes.push({ ...bare, text: words, ...(all.length > 0 ? { marks: all } : {}) });
  };
  const upTo = (to: number, mark?: string) => {
    push(text.slice(done - at, to - at), mark);
    done = Math.max(done, to);
  };
  for (const { kind, words, from, to, by } of drawn) {
    if (kind === 'added') {
      if (by < at || by >= end) continue;
      upTo(from);
      push(words, 'added');
    } else if (kind === 'removed' && from < end && to > at) {
      upTo(Math.max(from, at));
      upTo(Math.min(to, end), 'removed');
    }
  }
  upTo(end);
  return nodes;
}
