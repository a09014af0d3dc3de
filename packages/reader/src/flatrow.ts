import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import type { Setting } from './content.ts';
import { joinText } from './join.ts';
import type { Piece } from './piece.ts';
import { type RowDraft, remarkCount } from './rows.ts';
import type { End, Stream } from './stream.ts';
import { splitMark, startsLower } from './text.ts';

/** What is known of a table whose columns nothing tells apart while its rows are read. */
export type FlatEnv = {
  stream: Stream;
  columns: Column[];
  activities: boolean;
  setting: Setting;
  target: string;
};

/** A row by its name and its values. */
export function newRow(name: Piece[], end: End, env: FlatEnv): RowDraft {
  const { stream } = env;
  const values = stream.slice(end.start, end.end);
  const row = rowOf(name, [], env);
  row.to = values.at(-1)?.to ?? row.to;
  if (env.activities) placeDates(row, end.values, env);
  else placeValues(row, end.values, env, values);
  return row;
}

function placeDates(row: RowDraft, values: string[], env: FlatEnv): void {
  const { columns, setting, target } = env;
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

/**
 * A row of an indicator table. Where the text went by columns, values stand within what should be a name: they
 * are values without a column, and a name after them is another row's.
 */
export function addRows(rows: RowDraft[], zone: Piece[], end: End, env: FlatEnv): void {
  const parts: { name: Piece[]; values: Piece[] }[] = [];
  for (const piece of zone) {
    const last = parts.at(-1);
    const value = isValue(piece, last?.values.at(-1));
    if (value && last) last.values.push(piece);
    else if (last && last.values.length === 0) last.name.push(piece);
    else parts.push(value ? { name: [], values: [piece] } : { name: [piece], values: [] });
  }
  const own = parts.at(-1);
  for (const part of parts.slice(0, -1)) {
    if (part.name.length > 0) rows.push(rowOf(part.name, part.values, env));
    else rows.at(-1)?.unplaced.push(...part.values.map((piece) => piece.text));
    const first = part.values[0];
    const text = part.values.map((piece) => piece.text).join(' ');
    if (first) env.setting.account.uncertain(first, text, SCATTERED, env.target);
  }
  if (own && own.name.length > 0 && own.values.length === 0) {
    rows.push(newRow(own.name, end, env));
    return;
  }
  if (own && own.name.length > 0) rows.push(rowOf(own.name, own.values, env));
  else if (own) rows.at(-1)?.unplaced.push(...own.values.map((piece) => piece.text));
  const before = rows.at(-1);
  if (before) addLoose(before, end, env);
}

const SCATTERED = 'Tabellens värden står inte radvis i texten. De kan höra till en annan rad.';

/** A value by itself, or the rest of one ("Tas fram / av / nämnden"). */
function isValue(piece: Piece, before: Piece | undefined): boolean {
  if (/^tas fram/i.test(piece.text)) return true;
  if (before && /^(?:tas fram|av|nämnd)/i.test(before.text) && startsLower(piece.text)) return true;
  return /^\d/.test(piece.text) && readCell(piece.text, 'value').kind === 'number';
}

function rowOf(name: Piece[], values: Piece[], { columns, setting }: FlatEnv): RowDraft {
  const { mark, rest } = splitMark(
    name.reduce((text, piece) => joinText(text, piece.text, setting.spelling), ''),
  );
  return {
    name: rest,
    mark,
    cells: columns.slice(1).map(() => null),
    unplaced: values.map((piece) => piece.text),
    analysis: null,
    from: name[0]?.from ?? 1,
    to: values.at(-1)?.to ?? name.at(-1)?.to ?? 1,
  };
}

const ISO = /^\d{4}-\d\d-\d\d$/;

/** The last day of an activity whose name ended between its two dates. */
export function endsRow(row: RowDraft, end: End, columns: Column[]): boolean {
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

/** An activity with one date. */
export function remarkSingleDates(rows: RowDraft[], { columns, setting, target }: FlatEnv): void {
  const at = columns.findIndex((column) => column.key === 'end') - 1;
  if (at < 0) return;
  for (const row of rows) {
    if (row.cells[at] !== '') continue;
    const reason = 'Aktiviteten har ett datum. Det har lästs som startdatum.';
    setting.account.uncertain(row, row.name, reason, target);
  }
}

/** Two amounts with their units: no name has them. */
const VALUES_IN_NAME = /\d ?(?:%|st)\s.*\d ?(?:%|st)(?:\s|$)/;
const MOST_LINES = 8;

/** As many values as columns: each in its own. Else only the period is certain. */
function placeValues(row: RowDraft, values: string[], env: FlatEnv, lines: Piece[]): void {
  const { columns, setting, target } = env;
  const texts = values.map((value) => value.replace(/\s+/g, ' '));
  const width = columns.length - 1;
  if (VALUES_IN_NAME.test(row.name)) {
    const reason = 'Namnet innehåller värden som inte kunde skiljas ut.';
    setting.account.uncertain(row, row.name, reason, target);
  }
  if (texts.length === width) {
    row.cells = texts;
    return;
  }
  const named = columns.slice(1).filter((column) => column.key === 'organisation').length;
  if (named > 0 && texts.length === width - named) {
    let at = 0;
    row.cells = columns.slice(1).map((column) => {
      if (column.key === 'organisation') return null;
      at += 1;
      return texts[at - 1] ?? '';
    });
    const reason = 'Organisationen kan inte skiljas från indikatorns namn. Den står sist i namnet.';
    setting.account.uncertain(row, row.name, reason, target);
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
  // Where head and rows are tangled, the values of a row lie far apart: the remark points to the first.
  const to = row.to - from > MOST_LINES ? from : row.to;
  remarkCount(setting, { ...row, from, to }, columns, target, `${row.name} ${values.join(' ')}`);
}

/** Values without a name before them belong to the row above. */
export function addLoose(row: RowDraft, end: End, { stream, setting, target }: FlatEnv): void {
  row.unplaced.push(...end.values.filter((value) => value !== ''));
  row.to = Math.max(row.to, stream.slice(end.start, end.end).at(-1)?.to ?? row.to);
  const reason = 'Värdena har inget namn framför sig. De har lagts till raden ovanför.';
  setting.account.uncertain(row, end.values.join(' '), reason, target);
}
