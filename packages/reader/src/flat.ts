import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import { ContentBuilder, type Setting } from './content.ts';
import { addLoose, addRows, endsRow, type FlatEnv, newRow, remarkSingleDates } from './flatrow.ts';
import { joinText } from './join.ts';
import type { Piece } from './piece.ts';
import type { RowDraft } from './rows.ts';
import { activityEnds, indicatorEnds, Stream } from './stream.ts';
import { startsLower } from './text.ts';
import { cutText, lastSentence, splitZone } from './zone.ts';

/**
 * Rows whose columns nothing tells apart: one cell a line, or cells with one blank between. The values at a
 * row's end tell where it ends; what stands between two such ends is an analysis, a name, or both.
 */
export type FlatResult = {
  rows: RowDraft[] /** Pieces after the last row that are no part of the table. */;
  rest: Piece[];
};

export function readFlat(pieces: Piece[], columns: Column[], setting: Setting, target: string): FlatResult {
  const stream = new Stream(pieces);
  const activities = columns.some((column) => column.key === 'start');
  const ends = activities ? activityEnds(stream.text, columns) : indicatorEnds(stream.text, columns);
  const env: FlatEnv = { stream, columns, activities, setting, target };
  const rows: RowDraft[] = [];
  let at = 0;
  for (const end of ends) {
    const zone = stream.slice(at, end.start);
    const early = rows.length === 0 ? zone.findIndex((piece, i) => i > 0 && ANALYSIS.test(piece.text)) : -1;
    const name = early > 0 ? zone.slice(0, early) : takeZone(zone, rows.at(-1) ?? null, setting, target);
    const before = rows.at(-1);
    if (!activities) addRows(rows, name, end, env);
    else if (name.length > 0) rows.push(newRow(name, end, env));
    else if (before && !endsRow(before, end, columns)) addLoose(before, end, env);
    const own = rows.at(-1);
    if (early > 0 && own) takeEarlyAnalysis(own, zone.slice(early), setting, target);
    at = end.end;
  }
  if (activities) remarkSingleDates(rows, env);
  const rest = takeTail(stream.slice(at, stream.text.length), rows.at(-1) ?? null, setting, target);
  for (const piece of pieces.slice(0, pieces.length - rest.length))
    setting.account.claim(piece, target, 'table');
  return { rows, rest };
}

/** What stands before a row's values: gives the pieces of its name, and the rest to the row before. */
function takeZone(zone: Piece[], before: RowDraft | null, setting: Setting, target: string): Piece[] {
  if (!before) return zone;
  const rest = takeNameEnd(zone, before, setting);
  const first = rest[0];
  const analysis = first ? ANALYSIS.exec(first.text) : null;
  if (!first || !analysis) return rest;
  const split = splitZone(trimStart(rest, analysis[0].length));
  giveAnalysis(before, split.head, first, setting, target);
  const name = split.name[0];
  if (split.doubtful && name) {
    const reason = 'Det är inte säkert var analysen slutar och nästa rads namn börjar.';
    setting.account.uncertain(name, name.text.slice(0, 200), reason, target);
  }
  return split.name;
}

const ANALYSIS = /^Analys\b\s*:?\s*/;

/** Lines in lower case after the values are the end of the name before them. */
function takeNameEnd(zone: Piece[], before: RowDraft, setting: Setting): Piece[] {
  let i = 0;
  while (i < zone.length && startsLower(zone[i]?.text ?? '')) i += 1;
  const only = zone[0];
  if (i === 1 && zone.length === 1 && only) {
    const at = lastSentence(only.text.replace(/[.!?]\s*$/, ''));
    if (at > 0) {
      giveName(before, [cutText(only, only.text.slice(0, at))], setting);
      return [cutText(only, only.text.slice(at))];
    }
  }
  giveName(before, zone.slice(0, i), setting);
  return zone.slice(i);
}

function trimStart(pieces: Piece[], length: number): Piece[] {
  const [first, ...others] = pieces;
  if (!first) return pieces;
  const text = first.text.slice(length).trim();
  return text === '' ? others : [{ ...first, text, rich: text }, ...others];
}

function giveAnalysis(row: RowDraft, pieces: Piece[], label: Piece, setting: Setting, target: string): void {
  row.analysis ??= new ContentBuilder(setting, target, 'analysis');
  setting.account.claim(label, target, 'analysis');
  for (const piece of pieces) row.analysis.add(piece);
  row.to = Math.max(row.to, pieces.at(-1)?.to ?? label.to);
}

function giveName(row: RowDraft, pieces: Piece[], setting: Setting): void {
  for (const piece of pieces) {
    row.name = joinText(row.name, piece.text, setting.spelling);
    row.to = Math.max(row.to, piece.to);
  }
}

/** The first row's analysis stands before its values, where the text went through the table by columns. */
function takeEarlyAnalysis(row: RowDraft, pieces: Piece[], setting: Setting, target: string): void {
  const [first] = pieces;
  const label = first ? (ANALYSIS.exec(first.text)?.[0].length ?? 0) : 0;
  if (!first) return;
  giveAnalysis(row, trimStart(pieces, label), first, setting, target);
  const reason = 'Analysen står mellan radens namn och dess värden.';
  setting.account.uncertain(first, first.text.slice(0, 200), reason, target);
}

/** After the last values: an analysis, the end of a name, or what is no part of the table. */
function takeTail(tail: Piece[], row: RowDraft | null, setting: Setting, target: string): Piece[] {
  const first = tail[0];
  if (!row || !first) return tail;
  const analysis = /^Analys\b\s*:?\s*/.exec(first.text);
  if (analysis) {
    giveAnalysis(row, trimStart(tail, analysis[0].length), first, setting, target);
    const value = tail.find((piece) => readCell(piece.text, 'value').kind === 'number');
    const reason = 'Värdet står för sig efter en analys. Det kan höra till en rad i tabellen.';
    if (value) setting.account.uncertain(value, value.text, reason, target);
    return [];
  }
  let i = 0;
  while (i < tail.length && startsLower(tail[i]?.text ?? '') && (tail[i]?.blankBefore ?? 0) === 0) i += 1;
  giveName(row, tail.slice(0, i), setting);
  const next = tail[i];
  if (i > 0 && next && /^Analys\b/.test(next.text)) return takeTail(tail.slice(i), row, setting, target);
  return tail.slice(i);
}
