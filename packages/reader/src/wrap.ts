import type { Piece } from './piece.ts';
import { endsSentence, startsLower, startsUpper } from './text.ts';

type Measure = (text: string) => number;

/**
 * Where the text's lines were broken; null where each line is a paragraph of its own. `width` is that of a
 * full line as `measure` gives it: in signs where lines were broken by counting, else as a printed letter is wide.
 * `spaced`: a blank line stands between paragraphs, so that nothing else needs to tell them apart.
 */
export type Wrap = { width: number; measure: Measure; spaced: boolean } | null;

const WIDEST = 170;
const LEAST_EVIDENCE = 4;

const count: Measure = (text) => text.length;

/** About what letters take in the faces that reports are printed in, where "n" is 1. */
const WIDTHS: [RegExp, number][] = [
  [/[ijl|'’.,:;!]/, 0.48],
  [/[ tfrI()[\]/-]/, 0.6],
  [/[ckszvxyJ”"“]/, 0.9],
  [/[mwMW%—]/, 1.5],
  [/\p{Lu}/u, 1.28],
];
const known = new Map<string, number>();

function printedSign(sign: string): number {
  const found = known.get(sign);
  if (found !== undefined) return found;
  const width = WIDTHS.find(([pattern]) => pattern.test(sign))?.[1] ?? 1;
  if (known.size < 5000) known.set(sign, width);
  return width;
}

const printed: Measure = (text) => {
  let width = 0;
  for (let i = 0; i < text.length; i += 1) width += printedSign(text.charAt(i));
  return width;
};

type Pair = { before: Piece; next: Piece };

/** Lines that plainly go on in the next one, over `blanks` blank lines. */
function continuing(pieces: Piece[], blanks: number): Pair[] {
  const pairs: Pair[] = [];
  pieces.forEach((next, i) => {
    const before = pieces[i - 1];
    if (!before || before.cells || next.cells || next.bullet || next.pageBreak) return;
    if (next.blankBefore !== blanks || !startsLower(next.text) || before.width < 35) return;
    if (!/[\p{L}\p{N},)-]$/u.test(before.text)) return;
    pairs.push({ before, next });
  });
  return pairs;
}

/** Lines that plainly go on in the next one show where the text was broken. */
export function estimateWrap(pieces: Piece[]): Wrap {
  const pairs = continuing(pieces, 0).filter(({ before }) => !before.layout && !before.bullet);
  if (pairs.length < LEAST_EVIDENCE) return null;
  const lengths = pairs.map(({ before }) => before.text.length).sort((a, b) => a - b);
  const typical = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  if (typical > WIDEST) return null;
  const wider = pieces.filter((piece) => !piece.cells && piece.text.length > typical * 1.6).length;
  if (wider > pieces.length * 0.05) return null;
  const counted = bestWidth(pairs, count);
  const set = bestWidth(pairs, printed);
  const byPrint = set.fits > counted.fits;
  const wrap = {
    width: byPrint ? set.width : counted.width,
    measure: byPrint ? printed : count,
    spaced: false,
  };
  return { ...wrap, spaced: isSpaced(pieces, wrap) };
}

/** Whether a blank line stands where a paragraph plainly ends: after a sentence, on a line with room left. */
function isSpaced(pieces: Piece[], wrap: NonNullable<Wrap>): boolean {
  let ends = 0;
  let blank = 0;
  pieces.forEach((next, i) => {
    const before = pieces[i - 1];
    if (!before || before.cells || next.cells || next.bullet || before.bullet || next.pageBreak) return;
    if (before.text.length < 35 || next.text.length < 35 || !endsSentence(before.text)) return;
    if (!startsUpper(next.text) || wasBroken(before, next, wrap)) return;
    ends += 1;
    if (next.blankBefore > 0) blank += 1;
  });
  return ends > 0 && blank > ends * 0.6;
}

/** The width that explains most of the breaks: each line fits, and with the next word it would not. */
function bestWidth(pairs: Pair[], measure: Measure): { width: number; fits: number } {
  const lines = pairs.slice(0, 2000).map(({ before, next }) => ({
    own: measure(before.text),
    needed: measure(`${before.text} ${firstWord(next.text)}`),
  }));
  const widths = lines.map((line) => line.own).sort((a, b) => a - b);
  let best = { width: widths.at(-1) ?? 0, fits: 0 };
  for (let share = 0.7; share <= 1; share += 0.02) {
    const width = widths[Math.min(widths.length - 1, Math.floor(widths.length * share))] ?? 0;
    const fits = lines.filter(({ own, needed }) => own <= width * 1.005 && needed > width * 0.995).length;
    if (fits > best.fits) best = { width, fits };
  }
  return best;
}

function firstWord(text: string): string {
  const space = text.indexOf(' ');
  return space < 0 ? text : text.slice(0, space);
}

/**
 * Some text layers put a blank line after every line. Where nearly all lines go on over exactly one blank
 * line, that blank line says nothing and is taken away.
 */
export function closeDoubleSpacing(pieces: Piece[]): Piece[] {
  const single = continuing(pieces, 1)
    .map(({ before }) => before.width)
    .sort((a, b) => a - b);
  if (single.length < 12 || single.length < continuing(pieces, 0).length * 4) return pieces;
  const typical = single[Math.floor(single.length * 0.8)] ?? 0;
  const near = single.filter((width) => width > typical * 0.7 && width < typical * 1.3).length;
  if (typical > WIDEST || near < single.length * 0.7) return pieces;
  return pieces.map((piece) => ({ ...piece, blankBefore: Math.max(0, piece.blankBefore - 1) }));
}

/** How much of a full line a piece takes: 1 is the whole width. */
export function fullness(piece: Piece, wrap: NonNullable<Wrap>): number {
  return wrap.measure(piece.text) / wrap.width;
}

/** A list's lines are shorter by their indent, a title's letters are larger. */
const SLACK = { prose: 0.965, list: 0.88, title: 0.72 };

/** Whether the first word of `next` would not have fitted on the line of `before`. */
export function wasBroken(
  before: Piece,
  next: Piece,
  wrap: NonNullable<Wrap>,
  kind: keyof typeof SLACK = 'prose',
): boolean {
  const needed = wrap.measure(`${before.text.slice(-400)} ${firstWord(next.text).slice(0, 60)}`);
  return needed > wrap.width * SLACK[kind];
}
