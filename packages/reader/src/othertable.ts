import { plainText, type ReportTable } from '@delaktig/domain';
import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import type { Piece } from './piece.ts';
import type { RowDraft } from './rows.ts';
import { endsSentence } from './text.ts';

/** A table of indicators or activities that stands under no goal. */
export function rowsTable(rows: RowDraft[], columns: Column[], section: string): ReportTable {
  return {
    kind: 'other',
    section,
    columns: columns.map((column) => column.label),
    rows: rows.map((row) => ({
      kind: 'row',
      label: row.name,
      group: null,
      cells: [...row.cells, ...row.unplaced].map((cell) => readCell(cell ?? '', 'value')),
      note: row.analysis ? plainText(row.analysis.finish()) : null,
      lines: [row.from, row.to],
    })),
  };
}

/** Rows of cells under a head that is not known: without figures the first row is the head. */
export function cellsTable(pieces: Piece[], section: string): ReportTable {
  const [first, ...others] = pieces;
  const headed =
    others.length > 0 && first?.cells?.every((cell) => readCell(cell, 'value').kind !== 'number');
  return {
    kind: 'other',
    section,
    columns: headed ? (first?.cells ?? []) : [],
    rows: (headed ? others : pieces).map((row) => ({
      kind: 'row',
      label: row.cells?.[0] ?? '',
      group: null,
      cells: (row.cells ?? []).slice(1).map((cell) => readCell(cell, 'value')),
      note: null,
      lines: [row.from, row.to],
    })),
    lines: [first?.from ?? 1, pieces.at(-1)?.to ?? 1],
  };
}

/** A tab within a sentence makes no table. */
export function isRow(piece: Piece): boolean {
  const filled = (piece.cells ?? []).filter((cell) => cell !== '');
  return filled.length >= 2 && !(filled.length === 2 && endsSentence(piece.text) && piece.text.length > 100);
}
