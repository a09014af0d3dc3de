import { isDate, isPeriod, readCell } from './cells.ts';
import { type Column, columnKey, type HeadKind, headKindOf } from './columns.ts';
import type { Piece, Segment } from './piece.ts';
import { squash } from './text.ts';

/** Columns that are told by their place in the line, as a text layer that keeps its layout prints them. */
export type PlacedColumn = Column & { start: number; end: number };
export type LayoutHead = { kind: HeadKind; columns: PlacedColumn[]; lines: number };

const HIGHEST = 6;

export function segmentsOf(piece: Piece): Segment[] {
  if (piece.layout) return piece.layout;
  const start = Math.max(0, piece.width - piece.text.length);
  return [{ text: piece.text, start, end: start + piece.text.length }];
}

/**
 * A head that is broken over several lines, each column by itself: the segments above one another make one
 * label. Null where they do not make a known head.
 */
export function layoutHead(pieces: Piece[], at: number): LayoutHead | null {
  if (!startsHead(pieces, at)) return null;
  let best: LayoutHead | null = null;
  const columns: Stack[] = [];
  for (let n = 0; n < HIGHEST; n += 1) {
    const piece = pieces[at + n];
    if (!piece || piece.cells || piece.text.length > 250 || (n > 0 && piece.blankBefore > 0)) break;
    for (const segment of segmentsOf(piece)) addSegment(columns, segment);
    const head = asHead(columns, n + 1);
    if (head && (!best || known(head) >= known(best))) best = head;
  }
  return best;
}

function startsHead(pieces: Piece[], at: number): boolean {
  if (!pieces[at]?.layout) return false;
  return pieces.slice(at, at + HIGHEST).some((piece) => {
    const first = squash(segmentsOf(piece)[0]?.text.slice(0, 40) ?? '');
    const second = squash(segmentsOf(piece)[1]?.text.slice(0, 40) ?? '');
    return (
      /^(?:indikator|aktivitet|uppdelning)$/.test(first) ||
      /^(?:utfall|bokslut)/.test(first) ||
      /^utfallibokslut/.test(second)
    );
  });
}

function addSegment(columns: Stack[], segment: Segment): void {
  const over = columns.find((column) => segment.start < column.end && segment.end > column.start);
  if (over) {
    over.segments.push(segment);
    over.start = Math.min(over.start, segment.start);
    over.end = Math.max(over.end, segment.end);
  } else columns.push({ segments: [segment], start: segment.start, end: segment.end });
}

/** The parts of a head that stand above one another. */
type Stack = { segments: Segment[]; start: number; end: number };

function asHead(stacks: Stack[], lines: number): LayoutHead | null {
  const ordered = [...stacks].sort((a, b) => a.start - b.start);
  const labels = ordered.map(labelOf);
  const kind = headKindOf(labels) ?? (labels.length > 3 ? startKindOf(labels[0] ?? '') : null);
  if (!kind) return null;
  const columns = ordered.flatMap((stack) => splitStack(stack, kind));
  if (!headKindOf(columns.map((column) => column.label))) return null;
  return { kind, columns, lines };
}

function startKindOf(first: string): HeadKind | null {
  const kinds: HeadKind[] = ['indicators', 'activities'];
  return kinds.find((kind) => columnKey(kind, first) === 'name') ?? null;
}

function labelOf(stack: { segments: Segment[] }): string {
  return stack.segments.map((segment) => segment.text).join(' ');
}

/** Two narrow columns with one blank between them look like one: they part where both halves are known. */
function splitStack(stack: Stack, kind: HeadKind): PlacedColumn[] {
  const { start, end } = stack;
  const whole = { key: columnKey(kind, labelOf(stack)), label: labelOf(stack), start, end };
  if (whole.key !== null) return [whole];
  for (let at = start + 2; at < end - 1; at += 1) {
    const halves = cutStack(stack, at)?.map((half) => ({
      key: columnKey(kind, half.label),
      ...half,
    }));
    if (halves?.every((half) => half.key !== null)) return halves;
  }
  return [whole];
}

function cutStack(stack: Stack, at: number): { label: string; start: number; end: number }[] | null {
  const left: Segment[] = [];
  const right: Segment[] = [];
  for (const segment of stack.segments) {
    if (segment.end < at) left.push(segment);
    else if (segment.start >= at) right.push(segment);
    else if (segment.text.charAt(at - 1 - segment.start) === ' ') {
      const cut = at - segment.start;
      left.push({ text: segment.text.slice(0, cut - 1), start: segment.start, end: at - 1 });
      right.push({ text: segment.text.slice(cut), start: at, end: segment.end });
    } else return null;
  }
  if (left.length === 0 || right.length === 0) return null;
  const start = Math.min(...right.map((segment) => segment.start));
  return [
    { label: labelOf({ segments: left }), start: stack.start, end: Math.max(...left.map((one) => one.end)) },
    { label: labelOf({ segments: right }), start, end: stack.end },
  ];
}

function known(head: LayoutHead): number {
  return head.columns.filter((column) => column.key !== null).length * 10 - head.columns.length;
}

/** The cells of a line by column; `unplaced` are those that lie under none, or under two. */
export function placeCells(
  columns: PlacedColumn[],
  piece: Piece,
  gutter: boolean,
): { cells: string[]; unplaced: string[] } {
  const cells = columns.map(() => '');
  const unplaced: string[] = [];
  const segments = segmentsOf(piece).flatMap((segment) => splitSegment(columns, segment));
  segments.forEach((segment, i) => {
    const at =
      i === 0 && segment.start < (columns[1]?.start ?? 0) && !gutter ? 0 : columnAt(columns, segment);
    if (at === null) unplaced.push(segment.text);
    else cells[at] = cells[at] === '' ? segment.text : `${cells[at]} ${segment.text}`;
  });
  return { cells, unplaced };
}

/** "... högskolor och 2020-01-01": a value at the very beginning of a column is that column's. */
function splitSegment(columns: PlacedColumn[], segment: Segment): Segment[] {
  for (const column of columns.slice(1)) {
    const cut = column.start - segment.start;
    if (cut < 2 || column.start >= segment.end || segment.text.charAt(cut - 1) !== ' ') continue;
    const right = segment.text.slice(cut);
    if (!isDate(right) && readCell(right, 'value').kind !== 'number' && !isPeriod(right)) continue;
    const left = { text: segment.text.slice(0, cut - 1), start: segment.start, end: column.start - 1 };
    return [left, { text: right, start: column.start, end: segment.end }];
  }
  return [segment];
}

function columnAt(columns: PlacedColumn[], segment: Segment): number | null {
  const overlaps = columns.map(
    (column) => Math.min(column.end, segment.end) - Math.max(column.start, segment.start),
  );
  const best = Math.max(...overlaps);
  if (best > 0) {
    const at = overlaps.indexOf(best);
    return overlaps.filter((one) => one === best).length === 1 ? at : null;
  }
  const near = overlaps.map((one, i) => ({ one, i })).filter(({ one }) => one >= -3);
  return near.length === 1 ? (near[0]?.i ?? null) : null;
}
