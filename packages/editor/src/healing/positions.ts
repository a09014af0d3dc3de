import * as Y from 'yjs';
import type { LineRange } from '../anchors/line.ts';
import type { Field, Piece } from './field.ts';
import { piecesIn } from './field.ts';

/** Relative positions of Yjs, as bytes: they hold to the first and the last letter, whatever is written around them. */
export type Positions = { from: Uint8Array; to: Uint8Array };

/** The positions of a range whose ends are letters. */
export function positionsOf(field: Field, range: LineRange): Positions {
  const pieces = piecesIn(field, range);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) throw new Error('A place has no letters');
  return {
    from: positionAt(first.text, first.offset, 0),
    to: positionAt(last.text, last.offset + last.length, -1),
  };
}

const positionAt = (text: Y.XmlText, offset: number, assoc: 0 | -1): Uint8Array =>
  Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, offset, assoc));

/** The letters that are left between two positions; null where none are, or nothing can be made of the bytes. */
export function rangeBetween(doc: Y.Doc, field: Field, { from, to }: Positions): LineRange | null {
  const start = resolve(doc, from);
  const end = resolve(doc, to);
  if (start === null || end === null) return null;
  const first = piecesBeside(field, start).find(({ after }) => after);
  const last = piecesBeside(field, end).findLast(({ before }) => before);
  if (first === undefined || last === undefined) return null;
  const range = { from: first.start, to: last.end };
  return range.from < range.to ? range : null;
}

function resolve(doc: Y.Doc, bytes: Uint8Array): Y.AbsolutePosition | null {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), doc);
  } catch {
    // The first ones come from a browser, and Yjs throws on bytes that are none.
    return null;
  }
}

type Beside = { start: number; end: number; before: boolean; after: boolean };

/** The pieces of the type that a position stands in: where the letters after it begin, and where those before it end. */
function piecesBeside(field: Field, { type, index }: Y.AbsolutePosition): Beside[] {
  const own = field.piecesOf.get(type);
  if (own !== undefined) {
    return own.map(({ at, offset, length }) => ({
      start: at + Math.max(0, index - offset),
      end: at + Math.min(length, index - offset),
      before: index > offset,
      after: index < offset + length,
    }));
  }
  if (type instanceof Y.XmlText || !(type instanceof Y.XmlFragment)) return [];
  const places = new Map<unknown, number>(type.toArray().map((child, place) => [child, place]));
  return field.pieces.flatMap((piece) => {
    const place = places.get(childOf(type, piece));
    if (place === undefined) return [];
    const { at, length } = piece;
    return [{ start: at, end: at + length, before: place < index, after: place >= index }];
  });
}

function childOf(type: unknown, { text }: Piece): unknown {
  let child: Y.XmlText | Y.AbstractType<unknown> | null = text;
  while (child !== null && child.parent !== type) child = child.parent;
  return child;
}
