import type { Piece } from './piece.ts';
import { startsLower } from './text.ts';

/** The width at which the text's lines were broken, in signs; null where each line is a paragraph of its own. */
export type Wrap = number | null;

const WIDEST = 170;
const LEAST_EVIDENCE = 4;

function continuing(pieces: Piece[], blanks: number): number[] {
  const widths: number[] = [];
  pieces.forEach((piece, i) => {
    const before = pieces[i - 1];
    if (!before || before.cells || piece.cells || piece.bullet || piece.pageBreak) return;
    if (piece.blankBefore !== blanks || !startsLower(piece.text) || before.width < 35) return;
    if (!/[\p{L}\p{N},)-]$/u.test(before.text)) return;
    widths.push(before.width);
  });
  return widths.sort((a, b) => a - b);
}

/** Lines that plainly go on in the next one show where the text was broken. */
export function estimateWrap(pieces: Piece[]): Wrap {
  const widths = continuing(pieces, 0);
  if (widths.length < LEAST_EVIDENCE) return null;
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0;
  if (width > WIDEST) return null;
  const wider = pieces.filter((piece) => !piece.cells && piece.width > width * 1.6).length;
  return wider > pieces.length * 0.05 ? null : width;
}

/**
 * Some text layers put a blank line after every line. Where nearly all lines go on over exactly one blank
 * line, that blank line says nothing and is taken away.
 */
export function closeDoubleSpacing(pieces: Piece[]): Piece[] {
  const single = continuing(pieces, 1);
  if (single.length < 12 || single.length < continuing(pieces, 0).length * 4) return pieces;
  const typical = single[Math.floor(single.length * 0.8)] ?? 0;
  const near = single.filter((width) => width > typical * 0.7 && width < typical * 1.3).length;
  if (typical > WIDEST || near < single.length * 0.7) return pieces;
  return pieces.map((piece) => ({ ...piece, blankBefore: Math.max(0, piece.blankBefore - 1) }));
}

/** Whether the first word of `next` would not have fitted on the line of `before`. */
export function wasBroken(before: Piece, next: Piece, wrap: number): boolean {
  const space = next.text.indexOf(' ');
  const word = space < 0 ? next.text.length : space;
  return before.width + 1 + word > wrap * 0.9;
}
