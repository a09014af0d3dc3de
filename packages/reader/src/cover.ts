import { COVER_REACH } from './header.ts';
import { cutPiece } from './lines.ts';
import type { Piece } from './piece.ts';

const CONTENTS = /(?<![\p{L}])(?:Innehållsförteckning|INNEHÅLLSFÖRTECKNING)(?![\p{L}])/u;
const LABELS =
  /(?<=\s)(?:Handläggare|Telefon|Till|Dnr|Diarienummer|Datum|E-post|Tjänsteutlåtande|Verksamhetsberättelse|Verksamhetsplan|Tertialrapport)(?=\s*:|\s+[\p{Lu}\d]|\s*$)/gu;

/** A date by itself, what follows the city's name, and the unit after "Verksamhetsberättelse 2024". */
const PARTS =
  /(?<=\s)\d{4}-\d\d-\d\d(?=\s|$)|(?<=^\p{Lu}\p{L}+ (?:stad|kommun)\s)\p{Lu}|(?<=\s(?:Verksamhetsberättelse|Verksamhetsplan|Tertialrapport(?: [12])?) 20\d\d\s)\p{Lu}/gu;

/** Cuts out a list of contents that is glued to what stands before or after it. */
export function cutContentsHeading(pieces: Piece[]): Piece[] {
  let found = false;
  return pieces.flatMap((piece, i) => {
    if (found || i > COVER_REACH || piece.cells) return [piece];
    const parts = cutContents(piece);
    found = parts.some((part) => CONTENTS.test(part.text.slice(0, 24)));
    return parts;
  });
}

function cutContents(piece: Piece): Piece[] {
  const at = CONTENTS.exec(piece.rich);
  if (!at || piece.rich.length < at[0].length + 4) return [piece];
  const end = at.index + at[0].length;
  const parts = [
    cutPiece(piece, 0, at.index, false),
    cutPiece(piece, at.index, end, false),
    cutPiece(piece, end, piece.rich.length, false),
  ];
  return parts.filter((part) => part.text !== '');
}

/** A cover, or a part of one, on one line: cut where its labels stand. */
export function cutLabels(piece: Piece): Piece[] {
  if (piece.text.length < 30 || piece.text.length > 2000 || CONTENTS.test(piece.text)) return [piece];
  const labels = [...piece.rich.matchAll(LABELS)].map((match) => match.index);
  const first = /^(?:Handläggare|Telefon|Till|Dnr|Tjänsteutlåtande)/.test(piece.text);
  if (labels.length < (first ? 1 : 2)) return [piece];
  const parts = [...piece.rich.matchAll(PARTS)].map((match) => match.index);
  const places = [...new Set([0, ...labels, ...parts])].sort((a, b) => a - b);
  return places
    .map((place, i) => cutPiece(piece, place, places[i + 1] ?? piece.rich.length, piece.strong))
    .filter((part) => part.text !== '');
}
