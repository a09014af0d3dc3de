import { type Column, columnKey, exactKey, type HeadKind, runningHead } from './columns.ts';
import { knownHeading } from './headings.ts';
import { fieldLabel, goalLabel, statusOf } from './labels.ts';
import type { Piece } from './piece.ts';
import { fold } from './text.ts';

/**
 * A text layer may give a table column by column, so that the cells of its head stand among those of its rows,
 * and two narrow cells of the head in one block ("Perioden Utfall / s utfall / män/ / pojkar"). Here the head
 * is put together again before the rows, so that the rest can be read as rows without columns.
 */
export function gatherHeads(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  let i = 0;
  while (i < pieces.length) {
    const piece = pieces[i];
    const kind = piece ? startOf(piece) : null;
    const found = kind ? scatteredHead(pieces, i, kind) : null;
    if (!piece || !found) {
      if (piece) result.push(piece);
      i += 1;
      continue;
    }
    result.push(...found.pieces);
    i = found.next;
  }
  return result;
}

type ScatterKind = Exclude<HeadKind, 'income'>;

const STARTS: [RegExp, ScatterKind][] = [
  [/^indikator(?:er)?$/, 'indicators'],
  [/^aktivitet(?:er)?$/, 'activities'],
  [/^uppdelning$/, 'complaints'],
];
const WORDS: Record<ScatterKind, string[]> = {
  indicators: words(
    'periodens utfall män/ pojkar män/pojkar kvinnor/ flickor kvinnor/flickor prognos helår årsmål kf:s period periodicitet organisation',
  ),
  activities: words('startdatum slutdatum avvikelse status ansvarig'),
  complaints: words(
    'klagomål/synpunkter/kategorier utfall totalt ack. sammanfattning och planerade åtgärder',
  ),
};
/** The order that templates have: it tells which of two readings of a tangled head is meant. */
const ORDER = [
  'name outcome tertial outcomeMen outcomeWomen dated previous forecast target cityTarget period',
  'start end deviation state responsible',
  'group label value note',
]
  .join(' ')
  .split(' ');

const LONGEST_TABLE = 250;
const AFTER = 14;

function words(list: string): string[] {
  return fold(list).split(' ');
}

function startOf(piece: Piece): ScatterKind | null {
  if (piece.cells || piece.layout || piece.text.length > 12) return null;
  const text = fold(piece.text);
  return STARTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function scatteredHead(
  pieces: Piece[],
  at: number,
  kind: ScatterKind,
): { pieces: Piece[]; next: number } | null {
  const first = pieces[at];
  if (!first) return null;
  const end = endOfTable(pieces, at, kind);
  const columns: (Column & { pieces: Piece[] })[] = [
    { key: columnKey(kind, first.text), label: first.text, pieces: [first] },
  ];
  const rest: Piece[] = [];
  let i = at + 1;
  let apart = false;
  while (i < end) {
    const run = headRun(pieces, i, end, kind);
    const found = run > 0 ? resolve(pieces.slice(i, i + run), kind) : null;
    if (!found) {
      const piece = pieces[i];
      if (piece) rest.push(piece);
      i += 1;
      continue;
    }
    if (rest.length > 0) apart = true;
    const own = pieces.slice(i, i + run);
    columns.push(...found.map((column) => ({ ...column, pieces: own })));
    i += run;
  }
  const late = lateColumn(pieces, end, kind, columns);
  const text = columns.map((column) => column.label).join(' ');
  const plain = pieces.slice(at, at + 40).map((piece) => piece.text);
  const usual = runningHead(plain.join(' ').slice(0, 900));
  if (!apart && late === null && usual?.columns.length === columns.length) return null;
  if (columns.length < 3 || runningHead(text)?.columns.length !== columns.length) return null;
  const head = columns.map((column) => labelPiece(column.label, column.pieces, first));
  if (late === null) return { pieces: [...head, ...rest], next: end };
  const label = pieces[late];
  if (label) head.push(label);
  const between = pieces.slice(end, late);
  const follow = pieces[late + 1];
  // The stray cell leaves no gap behind: what it stood between is as it was.
  const after = follow ? [{ ...follow, pageBreak: follow.pageBreak || label?.pageBreak === true }] : [];
  return { pieces: [...head, ...rest, ...between, ...after], next: late + 1 + after.length };
}

function labelPiece(label: string, own: Piece[], first: Piece): Piece {
  const { from, blankBefore, pageBreak } = own[0] ?? first;
  const to = own.at(-1)?.to ?? first.to;
  return { ...first, rich: label, text: label, from, to, blankBefore, pageBreak, glued: true };
}

/** The first piece that is no part of the table. */
function endOfTable(pieces: Piece[], at: number, kind: ScatterKind): number {
  let i = at + 1;
  for (let piece = pieces[i]; piece && i < at + LONGEST_TABLE; piece = pieces[i]) {
    const field = fieldLabel(piece.rich);
    const other = startOf(piece);
    if (piece.cells || goalLabel(piece.rich) || statusOf(piece.text) || (other && other !== kind)) return i;
    if (field && field.field !== 'analysis') return i;
    if (other === kind) return i;
    if (knownHeading(piece.text)?.ends) return i;
    i += 1;
  }
  return i;
}

/** How many pieces from `at` on are words of the head and nothing else. */
function headRun(pieces: Piece[], at: number, end: number, kind: ScatterKind): number {
  let length = 0;
  let sure = false;
  for (let i = at; i < end; i += 1) {
    const piece = pieces[i];
    if (!piece || piece.bullet || piece.text.length > 60 || (i > at && piece.blankBefore > 0)) break;
    const found = headWords(piece.text, kind);
    if (found === 0) break;
    sure ||= found === 2;
    length += 1;
  }
  return sure ? length : 0;
}

/** 2: words of a head; 1: what may be parts of such words, or a period; 0: none. */
function headWords(text: string, kind: ScatterKind): 0 | 1 | 2 {
  let sure = false;
  for (const word of fold(text).split(' ')) {
    if (/^(?:vb|t1|t2|20\d\d)$/.test(word)) continue;
    const whole = WORDS[kind].some((one) => one === word || (word.length > 3 && one.startsWith(word)));
    if (whole && word.length > 2) sure = true;
    else if (!WORDS[kind].some((one) => one.startsWith(word) || one.endsWith(word))) return 0;
  }
  return sure ? 2 : 1;
}

/** The columns that a run of head words makes, one after the other or two side by side. */
function resolve(run: Piece[], kind: ScatterKind): Column[] | null {
  const all = run.flatMap((piece) => piece.text.split(' '));
  return sequence(all, kind) ?? (all.length <= 9 ? tangled(all, kind) : null);
}

function sequence(all: string[], kind: ScatterKind): Column[] | null {
  if (all.length === 0) return [];
  for (let n = Math.min(all.length, 6); n > 0; n -= 1) {
    const label = all.slice(0, n).join(' ');
    const key = exactKey(kind, label);
    if (key === null) continue;
    const others = sequence(all.slice(n), kind);
    if (others) return [{ key, label }, ...others];
  }
  return null;
}

function tangled(all: string[], kind: ScatterKind): Column[] | null {
  let best: Column[] | null = null;
  for (let mask = 1; mask < 2 ** all.length - 1; mask += 2) {
    const pair = [true, false].map((left): Column => {
      const label = all.filter((_, i) => ((mask >> i) & 1) === (left ? 1 : 0)).join(' ');
      return { key: exactKey(kind, label), label };
    });
    const [one, two] = pair.map((column) => ORDER.indexOf(column.key ?? ''));
    if (one === undefined || two === undefined || one < 0 || two < 0) continue;
    if (one <= two) return pair;
    best ??= pair;
  }
  return best;
}

/** A cell of the head that comes only after the table, where an empty column left it. */
function lateColumn(pieces: Piece[], end: number, kind: ScatterKind, columns: Column[]): number | null {
  if (kind === 'complaints') return null;
  for (let i = end; i < Math.min(pieces.length, end + AFTER); i += 1) {
    const piece = pieces[i];
    if (!piece || piece.cells || startOf(piece)) return null;
    if (piece.text.length < 6 || piece.text.length > 20 || piece.bullet || piece.strong) continue;
    const key = columnKey(kind, piece.text);
    if (key === null || key === 'name' || columns.some((column) => column.key === key)) continue;
    if (headWords(piece.text, kind) === 2) return i;
  }
  return null;
}
