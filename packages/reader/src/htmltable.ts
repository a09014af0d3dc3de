/** A row of a table that converters leave as HTML inside Markdown: 1-based lines, cells still with their markup. */
export type HtmlRow = { from: number; to: number; cells: string[] };

/** What the lines of a text hold of HTML tables; `rest` is text that stands on the same lines, outside any cell. */
export type HtmlTables = {
  rows: Map<number, HtmlRow[]>;
  taken: Set<number>;
  rest: Map<number, string>;
};

const OPENS = /<(?:table|thead|tbody|tfoot|tr|td|th|colgroup|caption)(?:\s[^<>]{0,300})?>/i;
const FRAME = /<\/?(?:table|thead|tbody|tfoot|colgroup|col|caption|tr)(?:\s[^<>]{0,300})?\/?>/gi;
const ROW = /<tr(?:\s[^<>]{0,300})?>([\s\S]*?)(?=<\/tr>|<tr[\s>]|<\/table>|$)/gi;
const CELL =
  /<t([dh])((?:\s[^<>]{0,300})?)>([\s\S]*?)(?=<\/t[dh]>|<t[dh][\s>]|<\/tr>|<tr[\s>]|<\/table>|$)/gi;

/** No row of a report runs over more lines; what does is no table. */
const LONGEST_ROW = 80;

/** Finds the rows of HTML tables. A row may run over lines, and a line may hold many rows. */
export function htmlTables(lines: string[]): HtmlTables {
  const found: HtmlTables = { rows: new Map(), taken: new Set(), rest: new Map() };
  let spans: number[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (!line.includes('<') || !(OPENS.test(line) || /<\/(?:table|tbody|thead)>/i.test(line))) continue;
    const end = rowEnd(lines, i);
    const text = lines.slice(i, end + 1).join('\n');
    if (/<table[\s>]/i.test(text)) spans = [];
    const rows: HtmlRow[] = [];
    for (const match of text.matchAll(ROW)) {
      const cells = cellsOf(match[1] ?? '', spans);
      if (cells.length > 0) rows.push({ from: i + 1, to: end + 1, cells });
    }
    if (rows.length > 0) found.rows.set(i, rows);
    for (let k = i; k <= end; k += 1) found.taken.add(k);
    const rest = text
      .replace(ROW, ' ')
      .replace(FRAME, ' ')
      .replace(/<\/t[dh]>/gi, ' ')
      .trim();
    if (rest !== '') found.rest.set(i, rest.replace(/\s+/g, ' '));
    i = end;
  }
  return found;
}

/** The line on which the last row that begins on a line is closed. */
function rowEnd(lines: string[], at: number): number {
  let open = 0;
  for (let i = at; i < Math.min(lines.length, at + LONGEST_ROW); i += 1) {
    const line = lines[i] ?? '';
    open += (line.match(/<tr[\s>]/gi)?.length ?? 0) - (line.match(/<\/tr>/gi)?.length ?? 0);
    if (open <= 0) return i;
  }
  return at;
}

/** Cells by column: `colspan` leaves blank cells after its own, `rowspan` below it. */
function cellsOf(row: string, spans: number[]): string[] {
  const cells: string[] = [];
  const hang = (): void => {
    while ((spans[cells.length] ?? 0) > 0) {
      spans[cells.length] = (spans[cells.length] ?? 1) - 1;
      cells.push('');
    }
  };
  for (const match of row.matchAll(CELL)) {
    hang();
    const wide = Math.min(20, Number(/colspan\s*=\s*["']?(\d{1,2})/i.exec(match[2] ?? '')?.[1] ?? 1));
    const high = Number(/rowspan\s*=\s*["']?(\d{1,3})/i.exec(match[2] ?? '')?.[1] ?? 1);
    if (high > 1) spans[cells.length] = high - 1;
    cells.push((match[3] ?? '').replace(/\s+/g, ' ').trim());
    for (let i = 1; i < wide; i += 1) cells.push('');
  }
  hang();
  return cells;
}
