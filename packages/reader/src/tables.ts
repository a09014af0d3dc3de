import { type Column, columnKey, type HeadKind, headKindOf, runningHead } from './columns.ts';
import type { Setting } from './content.ts';
import { readFlat } from './flat.ts';
import { fieldLabel, goalLabel, statusOf } from './labels.ts';
import { layoutHead, type PlacedColumn, placeCells, segmentsOf } from './layout.ts';
import { cutPiece } from './lines.ts';
import type { Piece } from './piece.ts';
import { isAnalysisLine, type RowDraft, RowGatherer } from './rows.ts';
import { endsSentence } from './text.ts';

export type Head =
  | { form: 'grid'; kind: HeadKind; columns: Column[]; pieces: number }
  | { form: 'layout'; kind: HeadKind; columns: PlacedColumn[]; pieces: number }
  | { form: 'flat'; kind: HeadKind; columns: Column[]; pieces: number; rest: Piece | null };

const MOST_LINES = 40;

/** The head of a table that begins at a piece, in whatever form it is written. */
export function headAt(pieces: Piece[], at: number): Head | null {
  const piece = pieces[at];
  if (!piece) return null;
  if (piece.cells) {
    const kind = headKindOf(piece.cells);
    if (!kind) return null;
    return { form: 'grid', kind, columns: gridColumns(kind, piece.cells), pieces: 1 };
  }
  const layout = layoutHead(pieces, at);
  if (layout) return { form: 'layout', kind: layout.kind, columns: layout.columns, pieces: layout.lines };
  return flatHead(pieces, at);
}

function gridColumns(kind: HeadKind, cells: string[]): Column[] {
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  return cells.slice(0, filled).map((label) => ({ key: columnKey(kind, label), label }));
}

function flatHead(pieces: Piece[], at: number): Head | null {
  const first = pieces[at];
  if (!first || !/^\W{0,4}(?:ind|akt|upp|tkr|res|kon|utf|bok)/i.test(first.text.slice(0, 12))) return null;
  if (first.text.length > 600 && !runningHead(first.text)) return null;
  let text = '';
  const starts: number[] = [];
  for (let i = at; i < Math.min(at + MOST_LINES, pieces.length) && text.length < 700; i += 1) {
    const piece = pieces[i];
    if (!piece || piece.cells || (i > at && piece.text.length > 200)) break;
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += piece.text;
  }
  const head = runningHead(text);
  if (!head) return null;
  let used = starts.findIndex((start) => start >= head.length);
  if (used < 0) used = starts.length;
  const last = pieces[at + used - 1];
  const start = starts[used - 1] ?? 0;
  const over = last ? last.text.slice(head.length - start).trim() : '';
  const rest = last && over !== '' ? { ...cutPiece(last, 0, 0, false), rich: over, text: over } : null;
  return { form: 'flat', kind: head.kind, columns: head.columns, pieces: used, rest };
}

export type TableEnv = {
  setting: Setting;
  target: string;
  /** Whether the piece begins something that is no part of a table. */
  stops: (at: number) => boolean;
  /** Whether "Analys" on a line of its own is that of the row above, not the goal's field. */
  analysisIsRow: boolean;
};

export type Gathered = { rows: RowDraft[]; next: number };

/** Reads the rows of an indicator or activity table; `pieces` may be changed from `next` on. */
export function gatherRows(pieces: Piece[], at: number, head: Head, env: TableEnv): Gathered {
  for (let i = at; i < at + head.pieces; i += 1) {
    const piece = pieces[i];
    if (piece) env.setting.account.claim(piece, env.target, 'table head');
  }
  if (head.form === 'flat') return flatRows(pieces, at, head, env);
  const gatherer = new RowGatherer(env.setting, env.target, head.columns);
  let placed = head.form === 'layout' ? head.columns : [];
  let i = at + head.pieces;
  while (i < pieces.length) {
    const again = pieces[i]?.cells || head.form === 'layout' ? headAt(pieces, i) : null;
    if (again && again.kind === head.kind && sameHead(again, head)) {
      for (let k = i; k < i + again.pieces; k += 1) {
        const piece = pieces[k];
        if (piece) env.setting.account.claim(piece, env.target, 'table head');
      }
      gatherer.headAgain();
      // The next page may set the same columns elsewhere.
      if (again.form === 'layout' && again.columns.length === placed.length) placed = again.columns;
      i += again.pieces;
      continue;
    }
    if (again) break;
    const taken =
      head.form === 'grid' ? gridRow(pieces, i, gatherer, env) : layoutRow(pieces, i, placed, gatherer, env);
    if (!taken) break;
    i += 1;
  }
  return { rows: gatherer.rows, next: i };
}

function sameHead(again: Head, head: Head): boolean {
  const keys = (one: Head): string => one.columns.map((column) => column.key ?? '?').join();
  return again.kind === 'income'
    ? keys(again) === keys(head)
    : Math.abs(again.columns.length - head.columns.length) <= 1;
}

function gridRow(pieces: Piece[], at: number, gatherer: RowGatherer, env: TableEnv): boolean {
  const piece = pieces[at];
  if (!piece) return false;
  if (piece.cells) {
    const filled = piece.cells.filter((cell) => cell !== '');
    const only = filled.length <= 1 ? (filled[0] ?? '') : '';
    if (goalLabel(piece.cells[0] ?? '') || statusOf(only)) return false;
    if (only !== '' && fieldLabel(only) && fieldLabel(only)?.field !== 'analysis') return false;
    gatherer.take(piece.cells, piece);
    return true;
  }
  // A cell that holds a line break: its second line is no row, but the next line is one again.
  const next = pieces[at + 1];
  const inside = piece.blankBefore === 0 && next?.cells && next.blankBefore === 0 && !headKindOf(next.cells);
  if (!inside || env.stops(at) || gatherer.rows.length === 0) return false;
  if (gatherer.inAnalysis) gatherer.analysisLine(piece);
  else gatherer.take([piece.text], piece);
  return true;
}

function layoutRow(
  pieces: Piece[],
  at: number,
  columns: PlacedColumn[],
  gatherer: RowGatherer,
  env: TableEnv,
): boolean {
  const piece = pieces[at];
  if (!piece || piece.cells) return false;
  if (isAnalysisLine(piece.text) && (env.analysisIsRow || piece.layout) && gatherer.rows.length > 0) {
    gatherer.take([piece.text], piece);
    return true;
  }
  if (env.stops(at)) return false;
  const segments = segmentsOf(piece);
  const second = columns[1]?.start ?? 0;
  const wide =
    segments.length === 1 && (segments[0]?.start ?? 0) < second && (segments[0]?.end ?? 0) > second + 12;
  if (wide) {
    if (!gatherer.inAnalysis || (piece.blankBefore > 1 && endsSentence(piece.text))) return false;
    gatherer.analysisLine(piece);
    return true;
  }
  if (segments.length === 1 && gatherer.inAnalysis && (segments[0]?.start ?? 0) < second) {
    if (!rowFollows(pieces, at, columns)) {
      gatherer.analysisLine(piece);
      return true;
    }
  }
  const { cells, unplaced, doubt } = placeCells(columns, piece);
  if (cells.every((cell) => cell === '') && unplaced.length === 0) return false;
  if (doubt !== null) env.setting.account.uncertain(piece, doubt, PUSHED, env.target);
  gatherer.take([...cells, ...unplaced], piece, true);
  return true;
}

const PUSHED = 'Talet står sist i en text, men kan vara ett värde i kolumnen bredvid.';

/** Whether a line in the first column is the beginning of a name: values stand in the lines after it. */
function rowFollows(pieces: Piece[], at: number, columns: PlacedColumn[]): boolean {
  for (let i = at + 1; i < at + 5; i += 1) {
    const piece = pieces[i];
    if (!piece || piece.blankBefore > 0) return false;
    if (segmentsOf(piece).length > 1)
      return placeCells(columns, piece)
        .cells.slice(1)
        .some((cell) => cell !== '');
  }
  return false;
}

function flatRows(pieces: Piece[], at: number, head: Head & { form: 'flat' }, env: TableEnv): Gathered {
  const taken: Piece[] = head.rest ? [head.rest] : [];
  let i = at + head.pieces;
  while (i < pieces.length) {
    const piece = pieces[i];
    if (!piece || piece.cells) break;
    const again = headAt(pieces, i);
    if (again?.kind === head.kind && again.form === 'flat') {
      for (const one of pieces.slice(i, i + again.pieces))
        env.setting.account.claim(one, env.target, 'table head');
      if (again.rest) taken.push(again.rest);
      i += again.pieces;
      continue;
    }
    const analysis = isAnalysisLine(piece.text) && (env.analysisIsRow || !fieldLabel(piece.text));
    if (again || (!analysis && env.stops(i))) break;
    taken.push(piece);
    i += 1;
  }
  const { rows, rest } = readFlat(taken, head.columns, env.setting, env.target);
  rest.forEach((piece, k) => {
    pieces[i - rest.length + k] = piece;
  });
  return { rows, next: i - rest.length };
}
