import type { Cell } from '@delaktig/domain';
import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import { ContentBuilder, type Setting } from './content.ts';
import { joinText } from './join.ts';
import type { Piece } from './piece.ts';
import { fold, splitMark, startsLower } from './text.ts';

/** A row of an indicator or activity table while it is gathered. */
export type RowDraft = {
  name: string;
  mark: string | null;
  /** By column, the name's column left out; null where no column tells. */
  cells: (string | null)[];
  unplaced: string[];
  analysis: ContentBuilder | null;
  from: number;
  to: number;
};

/** What goes on for longer is no name. */
const LONGEST_NAME = 1500;

/** Lines of cells -> rows: names and cells that were split are joined, "Analys" goes to the row above. */
export class RowGatherer {
  readonly rows: RowDraft[] = [];
  #setting: Setting;
  #target: string;
  #columns: Column[];
  #afterHead = true;
  #inAnalysis = false;
  /** The values stand on a row's first line, so that a line without any goes on with the row above. */
  #topAligned = false;

  constructor(setting: Setting, target: string, columns: Column[]) {
    this.#setting = setting;
    this.#target = target;
    this.#columns = columns;
  }

  /** The head comes again after a page break: what follows may be the rest of the row before it. */
  headAgain(): void {
    this.#afterHead = true;
  }

  get inAnalysis(): boolean {
    return this.#inAnalysis;
  }

  /** `loose`: columns are told by their place in the line, so that a row goes on in the next line. */
  take(cells: string[], piece: Piece, loose = false): void {
    const first = cells[0] ?? '';
    const others = cells.slice(1);
    const bare = others.every((cell) => cell === '');
    const last = this.rows.at(-1);
    const afterHead = this.#afterHead;
    const analysis = last ? analysisText(first, others) : null;
    this.#setting.account.claim(piece, this.#target, 'table');
    if (last && analysis !== null) this.#analysis(last, analysis, piece);
    else if (first === '' && bare) return;
    else if (last && first === '') this.#moreCells(last, cells, piece);
    else if (last && loose && this.#goesOn(first, piece)) this.#complete(last, cells, piece);
    else if (
      last &&
      bare &&
      loose &&
      last.name.length < LONGEST_NAME &&
      this.#topAligned &&
      !this.#inAnalysis &&
      !splitMark(first).mark
    )
      this.#complete(last, cells, piece);
    else if (last && bare) this.#bareName(last, first, piece, afterHead);
    else if (last && isOpen(last) && startsLower(first) && !this.#inAnalysis)
      this.#complete(last, cells, piece);
    else this.#add(cells, piece);
    this.#afterHead = false;
  }

  #goesOn(first: string, piece: Piece): boolean {
    const { length } = this.rows.at(-1)?.name ?? '';
    if (length > LONGEST_NAME) return false;
    return startsLower(first) && piece.blankBefore === 0 && !this.#inAnalysis;
  }

  /** Text of the analysis that stands outside any cell. */
  analysisLine(piece: Piece): void {
    const last = this.rows.at(-1);
    if (last) this.#analysis(last, piece.rich, piece);
  }

  #analysis(row: RowDraft, text: string, piece: Piece): void {
    row.analysis ??= new ContentBuilder(this.#setting, this.#target, 'analysis');
    if (text !== '')
      row.analysis.add({
        ...piece,
        rich: text,
        text,
        cells: null,
        bullet: piece.cells ? null : piece.bullet,
      });
    else this.#setting.account.claim(piece, this.#target, 'analysis');
    row.to = piece.to;
    this.#inAnalysis = true;
  }

  #bareName(row: RowDraft, text: string, piece: Piece, afterHead: boolean): void {
    if (this.#inAnalysis && row.analysis) {
      const more = !row.analysis.isEmpty && !afterHead && !startsLower(text);
      this.#analysis(row, text, piece);
      if (more) {
        const reason = 'Raden har bara text i första kolumnen. Den har lästs som fortsatt analys.';
        this.#setting.account.uncertain(piece, text, reason, this.#target);
      }
      return;
    }
    if (!startsLower(text) && !afterHead) {
      this.#add([text], piece);
      return;
    }
    row.name = joinText(row.name, text, this.#setting.spelling);
    row.to = piece.to;
    if (!startsLower(text)) {
      const reason = 'Raden efter det upprepade tabellhuvudet har lästs som fortsättning på namnet ovanför.';
      this.#setting.account.uncertain(piece, text, reason, this.#target);
    }
  }

  #moreCells(row: RowDraft, cells: string[], piece: Piece): void {
    cells.slice(1).forEach((cell, i) => {
      if (cell === '') return;
      const before = row.cells[i] ?? '';
      if (before.length > LONGEST_NAME) {
        row.unplaced.push(cell);
        return;
      }
      row.cells[i] = before === '' ? cell : joinText(before, cell, this.#setting.spelling);
    });
    row.to = piece.to;
  }

  /** The name began on the page before, the values stand with its end. */
  #complete(row: RowDraft, cells: string[], piece: Piece): void {
    row.name = joinText(row.name, cells[0] ?? '', this.#setting.spelling);
    this.#moreCells(row, ['', ...cells.slice(1)], piece);
  }

  #add(cells: string[], piece: Piece): void {
    const { mark, rest } = splitMark(cells[0] ?? '');
    const width = this.#columns.length - 1;
    const values = cells.slice(1);
    const row: RowDraft = {
      name: rest,
      mark,
      cells: Array.from({ length: width }, (_, i) => values[i] ?? ''),
      unplaced: values.slice(width).filter((cell) => cell !== ''),
      analysis: null,
      from: piece.from,
      to: piece.to,
    };
    if (values.length < width && values.length > 0) this.#checkShort(row, values);
    if (row.unplaced.length > 0) remarkCount(this.#setting, row, this.#columns, this.#target, piece.text);
    if (this.rows.length === 0) this.#topAligned = values.some((cell) => cell !== '');
    this.rows.push(row);
    this.#inAnalysis = false;
  }

  /** Fewer cells than columns: right from the left, unless the period shows that blank cells were dropped. */
  #checkShort(row: RowDraft, values: string[]): void {
    const at = this.#columns.findIndex((column) => column.key === 'period') - 1;
    const last = values.at(-1) ?? '';
    const collapsed = at >= values.length && readCell(last, 'period').kind === 'period';
    if (!collapsed) return;
    row.cells = row.cells.map(() => null);
    row.cells[at] = last;
    row.unplaced = values.slice(0, -1).filter((cell) => cell !== '');
  }
}

export function remarkCount(
  setting: Setting,
  row: RowDraft,
  columns: Column[],
  target: string,
  text: string,
): void {
  const placed = row.cells.filter((cell) => cell !== null && cell !== '').length;
  const found = placed + row.unplaced.length;
  const reason = `Tabellen har ${numberOf(columns.length, 'kolumn', 'kolumner')} men raden har ${numberOf(found + 1, 'värde', 'värden')}. Det som inte säkert hör till en kolumn står för sig.`;
  setting.account.uncertain({ from: row.from, to: row.to }, text.slice(0, 300), reason, target);
}

const WORDS = ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'];

function numberOf(n: number, one: string, many: string): string {
  if (n === 1) return one === 'värde' ? 'ett värde' : `en ${one}`;
  return `${WORDS[n] ?? n} ${many}`;
}

/** No value yet but the name: the rest stands after the page break. */
function isOpen(row: RowDraft): boolean {
  return (
    row.analysis === null &&
    row.cells.every((cell) => cell === '' || cell === null) &&
    row.unplaced.length === 0
  );
}

/** "Analys", "Analys Text ..." or "Analys" and the text in the next cell; null for any other row. */
function analysisText(first: string, others: string[]): string | null {
  const found = /^Analys\s*:?(?:\s+|$)/.exec(first.slice(0, 20));
  if (!found) return null;
  const filled = others.filter((cell) => cell !== '');
  const rest = first.slice(found[0].length).trim();
  if (rest === '') return filled.length <= 1 ? (filled[0] ?? '') : null;
  return filled.length === 0 && !/^av\s/.test(rest) ? rest : null;
}

export function cellOf(raw: string, key: string | null): Cell {
  return readCell(raw, key === 'period' ? 'period' : 'value');
}

export function isAnalysisLine(text: string): boolean {
  return /^analys(?: |:|$)/.test(fold(text.slice(0, 20))) && analysisText(text, []) !== null;
}
