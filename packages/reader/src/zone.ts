import type { Piece } from './piece.ts';
import { endsSentence, splitMark, startsUpper } from './text.ts';

/** A part of a piece's text. */
export function cutText(piece: Piece, text: string): Piece {
  return { ...piece, text: text.trim(), rich: text.trim(), glued: true };
}

export type Split = { head: Piece[]; name: Piece[]; doubtful: boolean };

/**
 * Where an analysis ends and the next row's name begins: at a mark, on a new line after a finished sentence,
 * with the last sentence, at worst on the last line or with the last capital letter.
 */
export function splitZone(zone: Piece[]): Split {
  const at = (place: number, doubtful: boolean): Split => ({
    head: zone.slice(0, place),
    name: zone.slice(place),
    doubtful,
  });
  const marked = zone.findLastIndex((piece, i) => i > 0 && splitMark(piece.text).mark !== null);
  if (marked > 0) return at(marked, false);
  const inside = splitInside(zone);
  if (inside && !inside.doubtful) return inside;
  const upper = (i: number): boolean => i > 0 && startsUpper(zone[i]?.text ?? '');
  const after = zone.findLastIndex((_, i) => upper(i) && endsSentence(zone[i - 1]?.text ?? ''));
  if (after > 0) return at(after, true);
  if (inside) return inside;
  const last = zone.findLastIndex((_, i) => upper(i));
  return last > 0 ? at(last, true) : (splitAtCapital(zone) ?? at(zone.length, true));
}

const INNER_MARK = /\s[\u2600-\u27bf\p{Co}●■—]\s*(?=\p{Lu})/gu;

/** Within the last piece: at its last mark, or before its last sentence. */
function splitInside(zone: Piece[]): Split | null {
  const last = zone.at(-1);
  if (!last) return null;
  const marks = [...last.text.slice(-3000).matchAll(INNER_MARK)];
  const mark = marks.at(-1);
  const offset = Math.max(0, last.text.length - 3000);
  const at = mark ? offset + mark.index : lastSentence(last.text.replace(/[.!?]\s*$/, ''));
  return at > 0 ? cutLast(zone, last, at, !mark) : null;
}

function splitAtCapital(zone: Piece[]): Split | null {
  const last = zone.at(-1);
  const found = last ? [...last.text.slice(-300).matchAll(/(?<=\p{Ll}\s)\p{Lu}\p{Ll}/gu)].at(-1) : undefined;
  if (!last || !found) return null;
  return cutLast(zone, last, Math.max(0, last.text.length - 300) + found.index, true);
}

function cutLast(zone: Piece[], last: Piece, at: number, doubtful: boolean): Split {
  const head = [...zone.slice(0, -1), cutText(last, last.text.slice(0, at))];
  return { head, name: [cutText(last, last.text.slice(at))], doubtful };
}

/** Where the last sentence of a text begins, or -1. */
export function lastSentence(text: string): number {
  const view = text.slice(-1500);
  let at = -1;
  for (const match of view.matchAll(/[.!?](?=\s+\p{Lu})/gu)) at = match.index + 1;
  return at < 0 ? -1 : text.length - view.length + at;
}
