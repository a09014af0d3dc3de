import { DATE_TEXT, readCell, type Token, tokens } from './cells.ts';
import type { Column } from './columns.ts';
import { ContentBuilder, type Setting } from './content.ts';
import { joinText } from './join.ts';
import type { Piece } from './piece.ts';
import { type RowDraft, remarkCount } from './rows.ts';
import { splitMark, startsLower, startsUpper } from './text.ts';
import { cutText, lastSentence, splitZone } from './zone.ts';

/**
 * Rows whose columns nothing tells apart: one cell a line, or cells with one blank between. The values at a
 * row's end tell where it ends; what stands between two such ends is an analysis, a name, or both.
 */
export type FlatResult = {
  rows: RowDraft[] /** Pieces after the last row that are no part of the table. */;
  rest: Piece[];
};

/** The pieces as one text, each sign of it traceable to its piece. */
class Stream {
  readonly text: string;
  #starts: number[] = [];
  #pieces: Piece[];

  constructor(pieces: Piece[]) {
    this.#pieces = pieces;
    let at = 0;
    for (const piece of pieces) {
      this.#starts.push(at);
      at += piece.text.length + 1;
    }
    this.text = pieces.map((piece) => piece.text).join('\n');
  }

  /** By halving: tables in a hostile text may be long. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The parts of pieces between two places. */
  slice(start: number, end: number): Piece[] {
    const parts: Piece[] = [];
    if (end <= start) return parts;
    for (let i = this.indexAt(start); i <= this.indexAt(end - 1); i += 1) {
      const piece = this.#pieces[i];
      const from = this.#starts[i] ?? 0;
      if (!piece) continue;
      const cut = piece.text.slice(Math.max(0, start - from), end - from).trim();
      if (cut === '') continue;
      const whole = cut === piece.text;
      parts.push(
        whole ? piece : { ...piece, text: cut, rich: cut, bullet: null, layout: null, strong: false },
      );
    }
    return parts;
  }
}

type End = { start: number; end: number; values: string[] };

export function readFlat(pieces: Piece[], columns: Column[], setting: Setting, target: string): FlatResult {
  const stream = new Stream(pieces);
  const activities = columns.some((column) => column.key === 'start');
  const ends = activities ? activityEnds(stream.text, columns) : indicatorEnds(stream.text, columns);
  const rows: RowDraft[] = [];
  let at = 0;
  for (const end of ends) {
    const zone = stream.slice(at, end.start);
    const early = rows.length === 0 ? zone.findIndex((piece, i) => i > 0 && ANALYSIS.test(piece.text)) : -1;
    const name = early > 0 ? zone.slice(0, early) : takeZone(zone, rows.at(-1) ?? null, setting, target);
    const before = rows.at(-1);
    if (name.length > 0) rows.push(newRow(name, end, stream, columns, setting, target, activities));
    else if (before && !(activities && endsRow(before, end, columns)))
      addLoose(before, end, stream, setting, target);
    const own = rows.at(-1);
    if (early > 0 && own) takeEarlyAnalysis(own, zone.slice(early), setting, target);
    at = end.end;
  }
  if (activities) remarkSingleDates(rows, columns, setting, target);
  const rest = takeTail(stream.slice(at, stream.text.length), rows.at(-1) ?? null, setting, target);
  for (const piece of pieces.slice(0, pieces.length - rest.length))
    setting.account.claim(piece, target, 'table');
  return { rows, rest };
}

function indicatorEnds(text: string, columns: Column[]): End[] {
  const dated = columns.some((column) => column.key === 'period');
  const found = tokens(text);
  const ends: End[] = [];
  let run: Token[] = [];
  const close = (next: Token | null): void => {
    const period = run.findLastIndex((token) => token.kind === 'period');
    const used = dated ? run.slice(0, period + 1) : run;
    const last = used.at(-1);
    const first = used[0];
    run = [];
    if (!first || !last) return;
    const alone = used.length === 1;
    const between = next ? text.slice(last.end, next.start) : '\n';
    const upper =
      next === null || between.includes('\n') || startsUpper(next.text) || splitMark(next.text).mark !== null;
    const lineStart = first.start === 0 || text.charAt(first.start - 1) === '\n';
    if (!upper || (alone && !(lineStart || (last.text.length > 4 && between.includes('\n'))))) return;
    ends.push({ start: first.start, end: last.end, values: used.map((token) => token.text) });
  };
  for (const token of found) {
    if (token.kind === 'word') close(token);
    else {
      run.push(token);
      if (dated && token.kind === 'period' && run.length > columns.length) close(null);
    }
  }
  close(null);
  return ends;
}

const STATES =
  'Ej påbörjade?|Påbörjade?|Pågående|Pågår|Enligt plan|Avviker från plan|Avslutade?|Genomförda?|Ej genomförda?|Försenade?|Avbruten|Avbrutna|Klara?|Stoppade?|Utgår';

function activityEnds(text: string, columns: Column[]): End[] {
  const state = columns.some((column) => column.key === 'state') ? `(?:\\s+(${STATES})(?![\\p{L}]))?` : '()';
  const pattern = new RegExp(`(${DATE_TEXT})(?:\\s+(${DATE_TEXT}))?${state}`, 'giu');
  const ends: End[] = [];
  for (const match of text.matchAll(pattern)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const single = match[2] === undefined;
    const plainAfter = /^\s*$|^\s*\n|^\s+[^\p{Ll}\s.,;)]/u.test(after);
    if (
      !plainAfter ||
      (single && !/^\d{4}-\d\d-\d\d$/.test(match[1] ?? '') && !/^[ \t]*(?:\n|$)/.test(after))
    )
      continue;
    const values = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
    ends.push({ start: match.index, end: match.index + match[0].length, values });
  }
  return ends;
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

function newRow(
  name: Piece[],
  end: End,
  stream: Stream,
  columns: Column[],
  setting: Setting,
  target: string,
  activities: boolean,
): RowDraft {
  const { mark, rest } = splitMark(
    name.reduce((text, piece) => joinText(text, piece.text, setting.spelling), ''),
  );
  const values = stream.slice(end.start, end.end);
  const row: RowDraft = {
    name: rest,
    mark,
    cells: columns.slice(1).map(() => null),
    unplaced: [],
    analysis: null,
    from: name[0]?.from ?? 1,
    to: values.at(-1)?.to ?? name.at(-1)?.to ?? 1,
  };
  if (activities) placeDates(row, end.values, columns, setting, target);
  else placeValues(row, end.values, columns, setting, target, values);
  return row;
}

function placeDates(
  row: RowDraft,
  values: string[],
  columns: Column[],
  setting: Setting,
  target: string,
): void {
  let [start = '', stop = '', state = ''] = values;
  if (ISO.test(start) && ISO.test(stop) && stop < start) {
    [start, stop] = [stop, start];
    const reason = 'Datumen står i omvänd ordning i texten. Det tidigare har lästs som startdatum.';
    setting.account.uncertain(row, `${row.name} ${values.join(' ')}`.trim(), reason, target);
  }
  columns.slice(1).forEach((column, i) => {
    if (column.key === 'start') row.cells[i] = start;
    else if (column.key === 'end') row.cells[i] = stop;
    else if (column.key === 'state') row.cells[i] = state;
    else row.cells[i] = '';
  });
}

const ISO = /^\d{4}-\d\d-\d\d$/;

/** The last day of an activity whose name ended between its two dates. */
function endsRow(row: RowDraft, end: End, columns: Column[]): boolean {
  const at = columns.findIndex((column) => column.key === 'end') - 1;
  const start = row.cells[columns.findIndex((column) => column.key === 'start') - 1] ?? '';
  const [date = '', second = ''] = end.values;
  if (
    at < 0 ||
    row.cells[at] !== '' ||
    second !== '' ||
    !(ISO.test(start) && ISO.test(date) && start <= date)
  )
    return false;
  row.cells[at] = date;
  return true;
}

function remarkSingleDates(rows: RowDraft[], columns: Column[], setting: Setting, target: string): void {
  const at = columns.findIndex((column) => column.key === 'end') - 1;
  if (at < 0) return;
  for (const row of rows) {
    if (row.cells[at] !== '') continue;
    const reason = 'Aktiviteten har ett datum. Det har lästs som startdatum.';
    setting.account.uncertain(row, row.name, reason, target);
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

/** As many values as columns: each in its own. Else only the period is certain. */
function placeValues(
  row: RowDraft,
  values: string[],
  columns: Column[],
  setting: Setting,
  target: string,
  lines: Piece[],
): void {
  const texts = values.map((value) => value.replace(/\s+/g, ' '));
  const width = columns.length - 1;
  if (texts.length === width) {
    row.cells = texts;
    return;
  }
  const period = columns.findIndex((column) => column.key === 'period') - 1;
  if (period >= 0) row.cells[period] = texts.pop() ?? '';
  row.unplaced = texts;
  if (texts.length === 0) {
    row.cells = row.cells.map((cell) => cell ?? '');
    return;
  }
  const from = lines[0]?.from ?? row.from;
  remarkCount(setting, { ...row, from }, columns, target, `${row.name} ${values.join(' ')}`);
}

/** Values without a name before them belong to the row above. */
function addLoose(row: RowDraft, end: End, stream: Stream, setting: Setting, target: string): void {
  row.unplaced.push(...end.values.filter((value) => value !== ''));
  row.to = Math.max(row.to, stream.slice(end.start, end.end).at(-1)?.to ?? row.to);
  const reason = 'Värdena har inget namn framför sig. De har lagts till raden ovanför.';
  setting.account.uncertain(row, end.values.join(' '), reason, target);
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
