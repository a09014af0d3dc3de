import { statusOf } from './labels.ts';
import type { Piece } from './piece.ts';
import { endsOpen, endsSentence, startsUpper, wordCount } from './text.ts';
import { fullness, type Wrap, wasBroken } from './wrap.ts';

const LONGEST = 80;
const MOST_WORDS = 9;

function isShort(piece: Piece | undefined): boolean {
  return piece !== undefined && !piece.strong && piece.text.length < 60 && !endsSentence(piece.text);
}

/** One of at least three short lines under one another: an item of a list without bullets, whatever it says. */
export function standsInList(pieces: Piece[], at: number): boolean {
  if (!isShort(pieces[at]) || pieces[at]?.strong) return false;
  let run = 1;
  for (let i = at; i > at - 2 && pieces[i]?.blankBefore === 0 && isShort(pieces[i - 1]); i -= 1) run += 1;
  for (let i = at + 1; i < at + 3 && pieces[i]?.blankBefore === 0 && isShort(pieces[i]); i += 1) run += 1;
  return run >= 3;
}

/**
 * A heading that no list knows, by its looks alone: a short line by itself that ends no sentence, with prose
 * below it. Whoever believes this says that it is not certain.
 */
export function looksLikeHeading(pieces: Piece[], at: number, wrap: Wrap): boolean {
  const piece = pieces[at];
  const next = pieces[at + 1];
  if (!piece || !next || piece.bullet || piece.cells || piece.layout || piece.glued) return false;
  const { text } = piece;
  if (text.length > LONGEST || text.length < 3 || wordCount(text) > MOST_WORDS || !startsUpper(text))
    return false;
  const colon = text.endsWith(':');
  if ((endsSentence(text) && !colon) || /[,;]\s|\d{4}-\d\d|@|[\d)]$/.test(text) || statusOf(text))
    return false;
  if (endsOpen(text) || (wrap !== null && next.blankBefore === 0 && fullness(piece, wrap) > 0.75))
    return false;
  if (
    !standsApart(pieces, at, wrap) ||
    !isProse(next, piece) ||
    (colon && !isProse(nextParagraph(pieces, at + 2), piece))
  )
    return false;
  return next.blankBefore > 0 || next.text.length > 100 || wrap !== null;
}

function standsApart(pieces: Piece[], at: number, wrap: Wrap): boolean {
  const piece = pieces[at];
  const before = pieces[at - 1];
  if (!piece || !before) return true;
  if (piece.pageBreak) return endsSentence(before.text) || before.cells !== null;
  if (piece.blankBefore > 0) return true;
  return wrap !== null && endsSentence(before.text) && !wasBroken(before, piece, wrap);
}

function isProse(piece: Piece | undefined, heading: Piece): boolean {
  if (!piece || piece.bullet || piece.cells || piece.strong || !startsUpper(piece.text)) return false;
  if (piece.text.length >= 60) return true;
  return (
    endsSentence(piece.text) && !piece.text.endsWith(':') && piece.text.length > heading.text.length + 10
  );
}

/** The first piece from `at` on that begins a paragraph. */
function nextParagraph(pieces: Piece[], at: number): Piece | undefined {
  return pieces.slice(at, at + 12).find((piece) => piece.blankBefore > 0);
}

/** The line before it was full: the words only happen to stand alone on their line. */
export function isLineEnd(pieces: Piece[], at: number, wrap: Wrap): boolean {
  const piece = pieces[at];
  const before = pieces[at - 1];
  if (!piece || !before || wrap === null || piece.blankBefore > 0 || piece.pageBreak || piece.strong)
    return false;
  return (
    !before.cells &&
    !endsSentence(before.text) &&
    fullness(before, wrap) > 0.6 &&
    wasBroken(before, piece, wrap)
  );
}
