import { type ContentNode, plainText } from '@delaktig/domain/content';
import type * as Y from 'yjs';
import { eachText, type LineRange } from '../anchors/line.ts';
import { type Run, readFragment, runsOf } from '../fragment.ts';
import { COMMENT } from '../thread-id.ts';

/** Letters of a Yjs text that stand side by side in the field's line: from `at` there, from `offset` in the text. */
export type Piece = { text: Y.XmlText; offset: number; at: number; length: number };

/** A mark whose name begins as comments' do, right or wrong, on letters of a Yjs text. */
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
  let words = '';
  let offset = 0;
  const flush = () => {
    if (words !== '') nodes.push({ type: 'text', text: words });
    for (const { 0: part, index } of words.matchAll(/[^\n\r\u2028\u2029]+/g)) {
      stretches.push({ text, offset: offset - words.length + index, length: part.length });
    }
    words = '';
  };
  for (const run of runsOf(text)) {
    const length = typeof run.insert === 'string' ? run.insert.length : 1;
    findMarks(text, run, offset, length, marks);
    if (typeof run.insert === 'string') words += run.insert;
    else flush();
    offset += length;
  }
  flush();
  return nodes;
}

function findMarks(text: Y.XmlText, run: Run, offset: number, length: number, marks: FoundMark[]): void {
  for (const [key, value] of Object.entries(run.attributes ?? {})) {
    if (key.startsWith(COMMENT)) marks.push({ text, key, value, offset, length });
  }
}

/** The range of the line that letters of a Yjs text have there, its ends letters; null where none of them is in it. */
export function lineRange(field: Field, text: Y.XmlText, offset: number, length: number): LineRange | null {
  const inside = (field.piecesOf.get(text) ?? []).flatMap((piece) => {
    const from = piece.at + Math.max(0, offset - piece.offset);
    const to = piece.at + Math.min(piece.length, offset + length - piece.offset);
    return from < to ? [{ from, to }] : [];
  });
  const [first] = inside;
  return first === undefined ? null : { from: first.from, to: inside.at(-1)?.to ?? first.to };
}

/** The pieces that the letters of a range stand in, cut to the range. */
export function piecesIn(field: Field, { from, to }: LineRange): Piece[] {
  const found: Piece[] = [];
  for (let index = firstAfter(field.pieces, from); ; index++) {
    const piece = field.pieces[index];
    if (piece === undefined || piece.at >= to) return found;
    const at = Math.max(from, piece.at);
    const length = Math.min(to, piece.at + piece.length) - at;
    if (length > 0) found.push({ text: piece.text, offset: piece.offset + at - piece.at, at, length });
  }
}

/** The first piece that ends after a place in the line. */
function firstAfter(pieces: readonly Piece[], at: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.at + piece.length <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
