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
    if (n > 0 && /^(?:indikator|aktivitet|uppdelning)$/i.test(segmentsOf(piece)[0]?.text ?? '')) break;
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
  const [over, ...others] = columns.filter(
    (column) => segment.start < column.end && segment.end > column.start,
  );
  if (!over) {
    columns.push({ segments: [segment], start: segment.start, end: segment.end });
    return;
  }
  for (const other of others) {
    over.segments.push(...other.segments);
    columns.splice(columns.indexOf(other), 1);
  }
  over.segments.push(segment);
  over.start = Math.min(...over.segments.map((one) => one.start));
  over.end = Math.max(...over.segments.map((one) => one.end));
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

/** Narrow columns with one blank between them look like one: they part where every part is known. */
function splitStack(stack: Stack, kind: HeadKind): PlacedColumn[] {
  const { start, end } = stack;
  const whole = { key: columnKey(kind, labelOf(stack)), label: labelOf(stack), start, end };
  return whole.key !== null ? [whole] : (knownParts(stack, kind) ?? [whole]);
}

function knownParts(stack: Stack, kind: HeadKind): PlacedColumn[] | null {
  for (let at = stack.start + 2; at < stack.end - 1; at += 1) {
    const [left, right] = cutStack(stack, at) ?? [];
    if (!left || !right) continue;
    const label = labelOf(left);
    const key = columnKey(kind, label);
    if (key === null) continue;
    const others = splitStack(right, kind);
    if (others.every((column) => column.key !== null)) {
      return [{ key, label, start: left.start, end: left.end }, ...others];
    }
  }
  return null;
}

function cutStack(stack: Stack, at: number): Stack[] | null {
  const left: Segment[] = [];
  const right: Segment[] = [];
  for (const segment of stack.segments) {
    const cut = blankNear(segment, at);
    if (segment.end < at) left.push(segment);
    else if (segment.start >= at) right.push(segment);
    else if (cut !== null) {
      const middle = segment.start + cut;
      left.push({ text: segment.text.slice(0, cut - 1), start: segment.start, end: middle - 1 });
      right.push({ text: segment.text.slice(cut), start: middle, end: segment.end });
    } else return null;
  }
  return left.length === 0 || right.length === 0 ? null : [stackOf(left), stackOf(right)];
}

/** Letters are not equally wide: the same edge stands a few signs off from line to line. */
const EDGE = 3;

/** The place in a segment's text after the blank that is nearest to a place in the line. */
function blankNear(segment: Segment, at: number): number | null {
  const wanted = at - segment.start;
  let best: number | null = null;
  for (let cut = Math.max(1, wanted - EDGE); cut <= wanted + EDGE && cut < segment.text.length; cut += 1) {
    const nearer = best === null || Math.abs(cut - wanted) < Math.abs(best - wanted);
    if (segment.text.charAt(cut - 1) === ' ' && nearer) best = cut;
  }
  return best;
}

function stackOf(segments: Segment[]): Stack {
  const start = Math.min(...segments.map((segment) => segment.start));
  return { segments, start, end: Math.max(...segments.map((segment) => segment.end)) };
}

function known(head: LayoutHead): number {
  return head.columns.filter((column) => column.key !== null).length * 10 - head.columns.length;
}

/**
 * The cells of a line by column; `unplaced` are those that lie under none, or under two, `doubt` a number at the
 * end of a text that may be the next column's. `touching`: the first columns hold text both, so that words which
 * run into the second one's place are its own.
 */
export function placeCells(
  columns: PlacedColumn[],
  piece: Piece,
  touching = false,
): { cells: string[]; unplaced: string[]; doubt: string | null } {
  const cells = columns.map(() => '');
  const unplaced: string[] = [];
  const segments = segmentsOf(piece).flatMap((segment) => splitSegment(columns, segment, touching));
  segments.forEach((segment, i) => {
    const at = i === 0 && segment.start < (columns[1]?.start ?? 0) ? 0 : columnAt(columns, segment);
    if (at === null) unplaced.push(segment.text);
    else cells[at] = cells[at] === '' ? segment.text : `${cells[at]} ${segment.text}`;
  });
  // As many cells as columns: their order says what their places leave open.
  if (unplaced.length > 0 && segments.length === columns.length)
    return { cells: segments.map((segment) => segment.text), unplaced: [], doubt: null };
  return { cells, unplaced, doubt: touching || cells.length < 2 ? null : takeValue(cells) };
}

const LAST_VALUE = / (\S{1,12}(?: ?(?:%|st))?)$/;

/** A value that a long name pushed out of its column stands at the name's end, and its column is empty. */
function takeValue(cells: string[]): string | null {
  for (let i = 0; i + 1 < cells.length; i += 1) {
    const cell = cells[i] ?? '';
    const value = cells[i + 1] === '' ? (LAST_VALUE.exec(cell.slice(-20))?.[1] ?? '') : '';
    const name = cell.slice(0, cell.length - value.length).trim();
    if (value === '' || !/\p{L}/u.test(name)) continue;
    if (isDate(value) || /^[\d ,]+ ?(?:%|st)$/.test(value)) {
      cells[i] = name;
      cells[i + 1] = value;
    } else if (/^\d+(?:,\d+)?$/.test(value) && cells.slice(i + 2).some((one) => one !== '')) return value;
  }
  return null;
}

/** "... högskolor och 2020-01-01": a value that begins where a column does is that column's. */
function splitSegment(columns: PlacedColumn[], segment: Segment, touching: boolean): Segment[] {
  if (!segment.text.includes(' ')) return [segment];
  const second = columns[1]?.start ?? 0;
  if (touching && segment.start < second && segment.end > second + 2) {
    const cut = blankNear(segment, second);
    if (cut !== null) return halves(segment, cut);
  }
  for (const column of columns.slice(1)) {
    const reach = column.start - segment.start;
    if (reach <= 0 || segment.end <= column.start) continue;
    for (let cut = Math.max(2, reach - 8); cut < segment.text.length; cut += 1) {
      if (segment.start + cut > column.end) break;
      if (segment.text.charAt(cut - 1) !== ' ') continue;
      const right = segment.text.slice(cut);
      if (isDate(right) || isPeriod(right) || readCell(right, 'value').kind === 'number') {
        return halves(segment, cut);
      }
    }
  }
  return [segment];
}

function halves({ text, start, end }: Segment, cut: number): Segment[] {
  return [
    { text: text.slice(0, cut - 1), start, end: start + cut - 1 },
    { text: text.slice(cut), start: start + cut, end },
  ];
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
