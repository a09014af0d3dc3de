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
  const columns: PlacedColumn[] = [];
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

function addSegment(columns: PlacedColumn[], segment: Segment): void {
  const over = columns.find((column) => segment.start < column.end && segment.end > column.start);
  if (over) {
    over.label = `${over.label} ${segment.text}`;
    over.start = Math.min(over.start, segment.start);
    over.end = Math.max(over.end, segment.end);
  } else columns.push({ key: null, label: segment.text, start: segment.start, end: segment.end });
}

function asHead(columns: PlacedColumn[], lines: number): LayoutHead | null {
  const ordered = [...columns].sort((a, b) => a.start - b.start);
  const kind = headKindOf(ordered.map((column) => column.label));
  if (!kind) return null;
  const keyed = ordered.map((column) => ({ ...column, key: columnKey(kind, column.label) }));
  return { kind, columns: keyed, lines };
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
  segmentsOf(piece).forEach((segment, i) => {
    const at =
      i === 0 && segment.start < (columns[1]?.start ?? 0) && !gutter ? 0 : columnAt(columns, segment);
    if (at === null) unplaced.push(segment.text);
    else cells[at] = cells[at] === '' ? segment.text : `${cells[at]} ${segment.text}`;
  });
  return { cells, unplaced };
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
