import type { ReportTable } from '@delaktig/domain';
import { readCell } from './cells.ts';
import { readFlatComplaints } from './complaintsflat.ts';
import { joinText } from './join.ts';
import { placeCells } from './layout.ts';
import type { Piece } from './piece.ts';
import { type Head, headAt, type TableEnv } from './tables.ts';
import { endsOpen, startsLower } from './text.ts';

type Group = { name: string };
type Line = {
  group: Group | null;
  label: string;
  values: string[];
  note: string | null;
  from: number;
  to: number;
};

/** Complaints by group and category; a group's name stands on its first row only. */
export function readComplaints(
  pieces: Piece[],
  at: number,
  head: Head,
  section: string,
  env: TableEnv,
): { table: ReportTable; next: number } {
  if (head.form === 'flat') return readFlatComplaints(pieces, at, head, section, env);
  const reader = new Reader(head, env);
  let placed = head.form === 'layout' ? head.columns : [];
  let i = at;
  for (let piece = pieces[i]; piece; piece = pieces[i]) {
    const again = i === at ? head : headAt(pieces, i);
    if (again?.kind === 'complaints') {
      for (const one of pieces.slice(i, i + again.pieces))
        env.setting.account.claim(one, section, 'complaints');
      reader.headAgain();
      if (again.form === 'layout' && again.columns.length === placed.length) placed = again.columns;
      i += again.pieces;
      continue;
    }
    if (again || (head.form === 'layout' ? env.stops(i) || piece.cells !== null : piece.cells === null))
      break;
    const { cells, unplaced } =
      head.form === 'layout' ? placeCells(placed, piece, true) : { cells: piece.cells ?? [], unplaced: [] };
    if (cells.every((cell) => cell === '') && unplaced.length === 0) break;
    if (unplaced.length > 0) env.setting.account.uncertain(piece, unplaced.join(' | '), UNPLACED, section);
    env.setting.account.claim(piece, section, 'complaints');
    reader.take(cells, piece, head.form === 'layout');
    i += 1;
  }
  const rows = reader.lines.map((line) => ({
    kind: 'row' as const,
    label: line.label,
    group: line.group?.name ?? null,
    cells: line.values.map((value) => readCell(value, 'value')),
    note: line.note,
    lines: [line.from, line.to] as [number, number],
  }));
  const first = pieces[at];
  const table: ReportTable = {
    kind: 'complaints',
    section,
    columns: head.columns.map((column) => column.label),
    rows,
  };
  if (first) table.lines = [first.from, pieces[i - 1]?.to ?? first.to];
  return { table, next: i };
}

const UNPLACED = 'Texten hör inte säkert till någon kolumn och står inte i tabellen.';

class Reader {
  readonly lines: Line[] = [];
  #keys: (string | null)[];
  #env: TableEnv;
  #group: Group | null = null;
  #afterHead = true;

  constructor(head: Head, env: TableEnv) {
    this.#keys = head.columns.map((column) => column.key);
    this.#env = env;
  }

  headAgain(): void {
    this.#afterHead = true;
  }

  take(cells: string[], piece: Piece, loose: boolean): void {
    const pick = (key: string): string[] =>
      this.#keys.flatMap((one, i) => (one === key ? [cells[i] ?? ''] : []));
    const group = pick('group')[0] ?? '';
    const label = pick('label')[0] ?? '';
    const values = pick('value');
    const note = this.#keys.includes('note') ? (pick('note')[0] ?? '') : null;
    const { spelling } = this.#env.setting;
    const blank = values.every((value) => value === '');
    const last = this.lines.at(-1);
    const cut = this.#group !== null && (startsLower(group) || isCut(this.#group.name));
    // A group's first row has its category: what stands alone under a group's name is the rest of it.
    const under = loose && this.#group !== null && label === '' && blank;
    const goesOn = group !== '' && (under || (cut && (this.#afterHead || label === '' || loose)));
    if (group !== '') {
      if (goesOn && this.#group) this.#group.name = joinText(this.#group.name, group, spelling);
      else this.#group = { name: group };
    }
    const cutLabel = startsLower(label) || (last !== undefined && isCut(last.label));
    const rest =
      label === '' || (cutLabel && (this.#afterHead || loose) && (group === '' || (goesOn && loose)));
    this.#afterHead = false;
    if (rest && last && (label !== '' || !blank || (note ?? '') !== '')) {
      if (label !== '') last.label = joinText(last.label, label, spelling);
      last.values = last.values.map((value, i) => (value === '' ? (values[i] ?? '') : value));
      if (note) last.note = last.note ? joinText(last.note, note, spelling) : note;
      last.to = piece.to;
      return;
    }
    if (label === '' && blank) return;
    this.lines.push({ group: this.#group, label, values, note, from: piece.from, to: piece.to });
  }
}

/** A name that cannot end here: on "och", "till" or a hyphen. */
function isCut(name: string): boolean {
  return endsOpen(name) || name.endsWith('-');
}
