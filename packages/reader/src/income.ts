import type { Cell, ReportTable, TableRow } from '@delaktig/domain';
import { readCell, toNumber } from './cells.ts';
import { joinText } from './join.ts';
import { type PlacedColumn, placeCells } from './layout.ts';
import type { Piece } from './piece.ts';
import { type Head, headAt, type TableEnv } from './tables.ts';
import { fold, startsLower } from './text.ts';

type Line = { label: string; values: string[]; from: number; to: number; doubt: string | null };

/** An income statement: groups of rows with amounts, and their sums. `cells` follow `columns`. */
export function readIncome(
  pieces: Piece[],
  at: number,
  head: Head,
  section: string,
  env: TableEnv,
): { table: ReportTable; next: number } {
  const values = head.columns.filter((column) => column.key === 'value');
  const table: ReportTable = {
    kind: 'income-statement',
    section,
    columns: values.map((column) => column.label),
    rows: [],
  };
  for (let i = at; i < at + head.pieces; i += 1) claim(env, pieces[i]);
  const { lines, next } =
    head.form === 'flat' ? flatLines(pieces, at, head, env) : placedLines(pieces, at, head, env);
  let group: string | null = null;
  for (const line of lines) {
    const row = toRow(line, values.length, group);
    if (row.kind === 'group') group = row.label;
    if (line.doubt) env.setting.account.uncertain(line, line.doubt, DOUBT, section);
    table.rows.push(row);
  }
  const last = lines.at(-1);
  const first = pieces[at];
  if (first) table.lines = [first.from, last?.to ?? first.to];
  return { table, next };
}

const DOUBT = 'Beloppen kunde inte säkert delas upp på kolumnerna.';

function claim(env: TableEnv, piece: Piece | undefined): void {
  if (piece) env.setting.account.claim(piece, env.target, 'income statement');
}

function toRow(line: Line, width: number, group: string | null): TableRow {
  const cells: Cell[] = Array.from({ length: width }, (_, i) => readCell(line.values[i] ?? '', 'value'));
  const label = fold(line.label);
  const blank = cells.every((cell) => cell.kind === 'blank');
  const sum = /^(?:delsumma|summa|totalt|netto|resultat\b)/.test(label);
  const kind = sum ? 'sum' : blank && line.doubt === null && isGroup(label) ? 'group' : 'row';
  const own = kind === 'group' || /netto|resultat/.test(label) ? null : group;
  return { kind, label: line.label, group: own, cells, note: null, lines: [line.from, line.to] };
}

function isGroup(label: string): boolean {
  return (
    /(?:intakter|kostnader)$/.test(label) &&
    !/\s/.test(label) &&
    /^(?:verksamhetens|ovriga)?(?:intakter|kostnader)$/.test(label)
  );
}

function placedLines(
  pieces: Piece[],
  at: number,
  head: Head & { form: 'grid' | 'layout' },
  env: TableEnv,
): { lines: Line[]; next: number } {
  const lines: Line[] = [];
  let placed = head.form === 'layout' ? withLabelColumn(head.columns) : null;
  const labelled = head.columns[0]?.key !== 'value';
  let i = at + head.pieces;
  for (let piece = pieces[i]; piece; piece = pieces[i]) {
    const again = headAt(pieces, i);
    if (again?.kind === 'income') {
      for (const one of pieces.slice(i, i + again.pieces)) claim(env, one);
      if (again.form === 'layout') placed = withLabelColumn(again.columns);
      i += again.pieces;
      continue;
    }
    if (placed ? piece.cells !== null || env.stops(i) || piece.text.length > 160 : piece.cells === null)
      break;
    const cells = placed ? placeCells(placed, piece).cells : (piece.cells ?? []);
    const values = labelled || placed ? cells.slice(1) : cells.slice(-head.columns.length);
    const label = cells[0] ?? '';
    if (placed && label === '' && values.every((value) => value === '')) break;
    claim(env, piece);
    const last = lines.at(-1);
    const blank = values.every((value) => value === '');
    if (last && blank && startsLower(label)) {
      last.label = joinText(last.label, label, env.setting.spelling);
      last.to = piece.to;
    } else if (label !== '' || !blank)
      lines.push({ label, values, from: piece.from, to: piece.to, doubt: null });
    i += 1;
  }
  return { lines, next: i };
}

function withLabelColumn(columns: PlacedColumn[]): PlacedColumn[] {
  const first = columns[0];
  if (first?.key !== 'value') return columns;
  return [{ key: 'label', label: '', start: 0, end: Math.max(1, first.start - 2) }, ...columns];
}

const NUMERIC = /^[-−–]?[\d ]+(?:,\d+)?$/;

function flatLines(
  pieces: Piece[],
  at: number,
  head: Head & { form: 'flat' },
  env: TableEnv,
): { lines: Line[]; next: number } {
  const width = head.columns.filter((column) => column.key === 'value').length;
  const raw: { label: string; numbers: string[]; from: number; to: number }[] = [];
  const take = (piece: Piece): boolean => {
    for (const part of splitRun(piece.text)) {
      const last = raw.at(-1);
      if (NUMERIC.test(part)) {
        if (!last) return false;
        last.numbers.push(part);
        last.to = piece.to;
        continue;
      }
      const found = /^(\p{L}.{0,80}?)(?:\s+([-−–]?\d[\d\s,−–-]*))?$/u.exec(part);
      if (!found?.[1]) return false;
      raw.push({ label: found[1], numbers: found[2] ? [found[2]] : [], from: piece.from, to: piece.to });
    }
    claim(env, piece);
    return true;
  };
  if (head.rest) take(head.rest);
  let i = at + head.pieces;
  for (let piece = pieces[i]; piece && !piece.cells && !env.stops(i); piece = pieces[i]) {
    const next = pieces[i + 1];
    const group = isGroup(fold(piece.text.slice(0, 60)));
    const numeric = /\d\s*$/.test(piece.text) || NUMERIC.test(next?.text.slice(0, 40) ?? '');
    if (!group && (!numeric || piece.text.length > 2000)) break;
    if (!take(piece)) break;
    i += 1;
  }
  let group = '';
  const lines = raw.map((line): Line => {
    if (isGroup(fold(line.label))) group = fold(line.label);
    const split = amounts(line.numbers, width, /intakter/.test(group) && !/netto/.test(fold(line.label)));
    return { label: line.label, values: split.values, from: line.from, to: line.to, doubt: split.doubt };
  });
  return { lines, next: i };
}

/** Rows that stand on one line: each begins with a word after a number. */
function splitRun(text: string): string[] {
  return text
    .split(/(?<=\d)\s+(?=\p{L})/u)
    .flatMap((part) => {
      const group = /^(Intäkter|Kostnader)\s+(?=\p{Lu})/u.exec(part);
      return group?.[1] ? [group[1], part.slice(group[0].length)] : [part];
    })
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** "406 500 -95": where one amount ends is told by the sum that the row must make, or not at all. */
function amounts(
  numbers: string[],
  width: number,
  income: boolean,
): { values: string[]; doubt: string | null } {
  if (numbers.length === 0) return { values: [], doubt: null };
  if (numbers.length === width) return { values: numbers, doubt: null };
  const text = numbers.join(' ').trim();
  const fitting = partitions(text.split(/\s+/), width).filter(
    (values) => width !== 3 || balances(values, income),
  );
  const only = fitting[0];
  if (fitting.length === 1 && only) return { values: only, doubt: null };
  return { values: [], doubt: text };
}

function balances(values: string[], income: boolean): boolean {
  const [outcome = 0, budget = 0, difference = 0] = values.map((value) =>
    value === '' ? 0 : toNumber(value),
  );
  const expected = income ? outcome - budget : budget - outcome;
  return Math.abs(expected - difference) <= 1;
}

/** Every way to read groups of digits as up to `width` amounts, blank cells included. */
function partitions(groups: string[], width: number): string[][] {
  if (groups.length > 12) return [];
  const found: string[][] = [];
  const walk = (at: number, values: string[]): void => {
    if (values.length === width) {
      if (at === groups.length) found.push(values);
      return;
    }
    if (width - values.length > 0) walk(at, [...values, '']);
    let amount = '';
    for (let i = at; i < groups.length; i += 1) {
      const group = groups[i] ?? '';
      if (i > at && !/^\d{3}(?:,\d+)?$/.test(group)) break;
      amount = i === at ? group : `${amount} ${group}`;
      if (i > at && !/^[-−–]?\d{1,3}(?: \d{3})+(?:,\d+)?$/.test(amount)) break;
      walk(i + 1, [...values, amount]);
    }
  };
  walk(0, []);
  return found;
}
