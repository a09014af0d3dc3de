import type { Content, ContentNode } from '@delaktig/domain';
import { MAX_SPAN } from './reading.ts';

/** What a cell may hold, from whatever it was given. */
type BlocksOf = (cell: ContentNode) => Content;
type Cell = { node: ContentNode; colspan: number; rowspan: number };

/**
 * A table whose rows are equally wide. The editor mends ragged tables as soon as it opens one, and every
 * page that opens it would write that mending: so none may come in. Spans that do not fit are dropped,
 * short rows get empty cells at their end.
 */
export function normaliseTable(children: readonly ContentNode[], blocksOf: BlocksOf): Content {
  const rows = children.map((row) => cellsOf(row, blocksOf)).filter((row) => row.length > 0);
  if (rows.length === 0) return [];
  const fits = widths(rows);
  const whole = fits ? rows : rows.map((row) => row.map((cell) => ({ ...cell, colspan: 1, rowspan: 1 })));
  const filled = fits ?? whole.map((row) => row.length);
  const width = Math.max(...filled);
  return [
    {
      type: 'table',
      content: whole.map((row, index) => ({
        type: 'tableRow',
        content: [
          ...row.map(cellNode),
          ...Array.from({ length: width - (filled[index] ?? width) }, () => emptyCell(row)),
        ],
      })),
    },
  ];
}

function cellsOf(row: ContentNode, blocksOf: BlocksOf): Cell[] {
  const cells = row.type === 'tableRow' ? (row.content ?? []) : [row];
  const stray: ContentNode[] =
    row.type === 'tableRow' && row.text
      ? [{ type: 'tableCell', content: [{ type: 'text', text: row.text }] }]
      : [];
  return [...stray, ...cells].map((cell) => {
    const isCell = cell.type === 'tableCell' || cell.type === 'tableHeader';
    return {
      node: {
        type: cell.type === 'tableHeader' ? 'tableHeader' : 'tableCell',
        content: blocksOf(isCell ? cell : { type: 'tableCell', content: [cell] }),
      },
      colspan: span(isCell ? cell.attrs?.colspan : 1),
      rowspan: span(isCell ? cell.attrs?.rowspan : 1),
    };
  });
}

const span = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SPAN ? value : 1;

/** How many columns each row covers with its own and others' spans; null when spans collide or reach outside. */
function widths(rows: readonly Cell[][]): number[] | null {
  const taken = rows.map(() => new Set<number>());
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (taken[index]?.has(column)) column++;
      for (let y = index; y < index + cell.rowspan; y++) {
        const line = taken[y];
        if (!line) return null;
        for (let x = column; x < column + cell.colspan; x++) {
          if (line.has(x)) return null;
          line.add(x);
        }
      }
      column += cell.colspan;
    }
  }
  // A row with a hole in the middle cannot be mended at its end.
  const sizes = taken.map((line) => line.size);
  return taken.every((line, index) => Math.max(-1, ...line) + 1 === sizes[index]) ? sizes : null;
}

function cellNode(cell: Cell): ContentNode {
  const attrs = {
    ...(cell.colspan > 1 ? { colspan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { rowspan: cell.rowspan } : {}),
  };
  return Object.keys(attrs).length > 0
    ? { type: cell.node.type, attrs, content: cell.node.content }
    : cell.node;
}

function emptyCell(row: readonly Cell[]): ContentNode {
  const header = row.every((cell) => cell.node.type === 'tableHeader');
  return { type: header ? 'tableHeader' : 'tableCell', content: [{ type: 'paragraph' }] };
}
