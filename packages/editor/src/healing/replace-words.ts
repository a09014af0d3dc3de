import type * as Y from 'yjs';
import { wordEdits } from '../anchors/difference.ts';
import { COMMENT } from '../thread-id.ts';
import { type Field, type Piece, piecesIn, readField } from './field.ts';
import { storedMark } from './mark-key.ts';
import { markedSpots } from './marked-spots.ts';
import { attributesAt } from './text-items.ts';

type Attributes = Record<string, unknown>;

/** Letters that go, from `at` in the line, and those that come in their place. */
type Edit = { at: number; removed: number; added: string };

/**
 * Puts other words where a thread's mark stands, by their difference: words that stay are not touched, and those that
 * come take the formatting of those that they replace, or stand beside, and the thread's mark. `changed`: something
 * else than `seen` is marked there, or nothing. `not-one-block`: more than one text block or line, before or after.
 * The place that is known of the thread must get the new words as its quote before the next healing: where all words
 * are others, they would be taken for others' words that the mark was moved to.
 */
export function replaceWords(
  doc: Y.Doc,
  fieldName: string,
  thread: string,
  seen: string,
  words: string,
): 'done' | 'changed' | 'not-one-block' {
  return doc.transact(() => {
    const field = readField(doc, fieldName);
    const [spot, another] = markedSpots([field], [thread]).get(thread) ?? [];
    if (spot === undefined || another !== undefined) return 'changed';
    const { from, to } = spot.range;
    const marked = field.line.slice(from, to);
    if (/[\n\r\u2028\u2029]/.test(marked + words)) return 'not-one-block';
    if (marked !== seen) return 'changed';
    const mark = storedMark(thread);
    const planned = editsOf(from, seen, words).map((edit) => plan(field, from, edit));
    // From the end, so that what stands before stays where it was found.
    for (const { goes, comes } of planned.toReversed()) {
      for (const { text, offset, length } of goes.toReversed()) text.delete(offset, length);
      if (comes === null) continue;
      const { [mark.key]: _, ...attributes } = comes.attributes;
      comes.text.insert(comes.offset, comes.words, { ...attributes, [mark.key]: mark.value });
    }
    return 'done';
  });
}

function editsOf(from: number, seen: string, words: string): Edit[] {
  const edits: Edit[] = [];
  let at = from;
  let open: Edit | null = null;
  for (const part of wordEdits(seen, words)) {
    if (part.kind === 'same') {
      open = null;
      at += part.words.length;
      continue;
    }
    if (open === null) {
      open = { at, removed: 0, added: '' };
      edits.push(open);
    }
    if (part.kind === 'added') open.added += part.words;
    else {
      open.removed += part.words.length;
      at += part.words.length;
    }
  }
  return edits;
}

type Planned = {
  goes: Piece[];
  comes: { text: Y.XmlText; offset: number; words: string; attributes: Attributes } | null;
};

/** `first`: where the words of the thread begin; what is added there stands at the letter after it. */
function plan(field: Field, first: number, { at, removed, added }: Edit): Planned {
  const goes = piecesIn(field, { from: at, to: at + removed });
  if (added === '') return { goes, comes: null };
  const replaced = goes[0];
  if (replaced !== undefined) {
    const { text, offset } = replaced;
    return { goes, comes: { text, offset, words: added, attributes: attributesAt(text, offset) } };
  }
  const left = letterAt(field, at - 1);
  const right = letterAt(field, at);
  const beside = at > first ? left : right;
  if (beside === null) throw new Error('A place has no letters');
  const offset = at > first ? beside.offset + 1 : beside.offset;
  return { goes, comes: { text: beside.text, offset, words: added, attributes: between(left, right) } };
}

/** The letter at a place in the line; null where there is none, or the end of a block. */
function letterAt(field: Field, at: number): Piece | null {
  return at < 0 ? null : (piecesIn(field, { from: at, to: at + 1 })[0] ?? null);
}

/** The formatting of what is put between two letters: the left one's; of links and other comments what both have. */
function between(left: Piece | null, right: Piece | null): Attributes {
  const base = left ?? right;
  const next = left === null || right === null ? {} : attributesAt(right.text, right.offset);
  const entries = Object.entries(base ? attributesAt(base.text, base.offset) : {});
  return Object.fromEntries(
    entries.filter(([key, value]) => !endsWithItsWords(key) || isEqual(next[key], value)),
  );
}

const endsWithItsWords = (key: string): boolean => key === 'link' || key.startsWith(COMMENT);

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
