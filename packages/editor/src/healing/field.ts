import { type ContentNode, plainText } from '@delaktig/domain/content';
import * as Y from 'yjs';
import { eachText, type LineRange } from '../anchors/line.ts';
import { readFragment } from '../fragment.ts';
import { COMMENT } from '../thread-id.ts';
import { itemsOf } from './text-items.ts';

/** Letters of a Yjs text that stand side by side in the field's line: from `at` there, from `offset` in the text. */
export type Piece = { text: Y.XmlText; offset: number; at: number; length: number };

/** A mark whose name begins as comments' do, right or wrong, on all letters of a stretch of a Yjs text. */
export type FoundMark = { text: Y.XmlText; key: string; value: unknown; offset: number; length: number };

/** A field of a room as a line of text, and where each of its letters stands in Yjs. */
export type Field = {
  name: string;
  line: string;
  /** In the order of the line. */
  pieces: readonly Piece[];
  piecesOf: ReadonlyMap<unknown, readonly Piece[]>;
  marks: readonly FoundMark[];
};

/** Words of a field: where a thread's words stand, or may stand. */
export type Spot = { field: Field; range: LineRange };

export function overlap(a: Spot, b: Spot): boolean {
  return a.field === b.field && a.range.from < b.range.to && b.range.from < a.range.to;
}

/** Words as Yjs holds them, without line feeds, which are breaks in a content. */
type Stretch = { text: Y.XmlText; offset: number; length: number };

export function readField(doc: Y.Doc, name: string): Field {
  const stretches: Stretch[] = [];
  const marks: FoundMark[] = [];
  // A content without marks has the same words in the same order, so that its letters can be counted off.
  const content = readFragment(doc.getXmlFragment(name), (text) => readText(text, stretches, marks));
  const pieces: Piece[] = [];
  let next = 0;
  let used = 0;
  eachText(content, (node, from) => {
    const end = from + (node.text ?? '').length;
    for (let at = from; at < end; ) {
      const stretch = stretches[next];
      if (stretch === undefined) throw new Error('A content has more letters than its room');
      const length = Math.min(end - at, stretch.length - used);
      pieces.push({ text: stretch.text, offset: stretch.offset + used, at, length });
      at += length;
      used += length;
      if (used === stretch.length) {
        next++;
        used = 0;
      }
    }
  });
  return {
    name,
    line: plainText(content),
    pieces,
    piecesOf: Map.groupBy<unknown, Piece>(pieces, ({ text }) => text),
    marks,
  };
}

function readText(text: Y.XmlText, stretches: Stretch[], marks: FoundMark[]): ContentNode[] {
  const nodes: ContentNode[] = [];
  const open = new Map<string, Pick<FoundMark, 'value' | 'offset'>>();
  let words = '';
  let end = 0;
  const flush = () => {
    if (words !== '') nodes.push({ type: 'text', text: words });
    for (const { 0: part, index } of words.matchAll(/[^\n\r\u2028\u2029]+/g)) {
      stretches.push({ text, offset: end - words.length + index, length: part.length });
    }
    words = '';
  };
  const close = (key: string) => {
    const mark = open.get(key);
    if (mark !== undefined && end > mark.offset)
      marks.push({ text, key, ...mark, length: end - mark.offset });
    open.delete(key);
  };
  for (const { item, offset } of itemsOf(text)) {
    const { content } = item;
    end = offset;
    if (content instanceof Y.ContentFormat) {
      if (!content.key.startsWith(COMMENT)) continue;
      close(content.key);
      if (content.value !== null) open.set(content.key, { value: content.value, offset });
    } else {
      if (content instanceof Y.ContentString) words += content.str;
      else flush();
      end = offset + (item.countable ? item.length : 0);
    }
  }
  flush();
  for (const key of [...open.keys()]) close(key);
  return nodes;
}

/** The range of the line that letters of a Yjs text have there, its ends letters; null where none of them is in it. */
export function lineRange(
  field: Field,
  { text, offset, length }: Pick<FoundMark, 'text' | 'offset' | 'length'>,
): LineRange | null {
  const pieces = field.piecesOf.get(text) ?? [];
  const first = pieces[firstThat(pieces, (piece) => piece.offset + piece.length > offset)];
  const last = pieces[firstThat(pieces, (piece) => piece.offset >= offset + length) - 1];
  if (first === undefined || last === undefined) return null;
  const from = first.at + Math.max(0, offset - first.offset);
  const to = last.at + Math.min(last.length, offset + length - last.offset);
  return from < to ? { from, to } : null;
}

/** The pieces that the letters of a range stand in, cut to the range. */
export function piecesIn(field: Field, { from, to }: LineRange): Piece[] {
  const found: Piece[] = [];
  const start = firstThat(field.pieces, ({ at, length }) => at + length > from);
  for (let index = start; ; index++) {
    const piece = field.pieces[index];
    if (piece === undefined || piece.at >= to) return found;
    const at = Math.max(from, piece.at);
    const length = Math.min(to, piece.at + piece.length) - at;
    if (length > 0) found.push({ text: piece.text, offset: piece.offset + at - piece.at, at, length });
  }
}

/** Where the first is of which something is true, as it is of all after it; how many there are, where it is of none. */
function firstThat<T>(all: readonly T[], isTrue: (each: T) => boolean): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = all[middle];
    if (each !== undefined && isTrue(each)) high = middle;
    else low = middle + 1;
  }
  return low;
}
