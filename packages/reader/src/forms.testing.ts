/** Rewrites the plain form of a report (tabs between cells) as other programs would give its text. */

const isTable = (line: string): boolean => line.split('\t').length > 2;

function wrapWords(line: string, width: number): string[] {
  const bullet = line.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let open = '';
  for (const word of line.split(' ')) {
    const next = open === '' ? word : `${open} ${word}`;
    if (next.length > width && open !== '') {
      lines.push(open);
      open = bullet + word;
    } else open = next;
  }
  return [...lines, open];
}

const WIDTHS = [34, 12, 12, 12, 12, 12, 12, 14, 10];
const WIDE = [34, 36, 12, 12, 12, 14, 40];

/** Cells in columns of blanks, each broken in its own width, as a layout-keeping text layer prints them. */
function layoutRow(cells: string[]): string[] {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const widths = cells.length === 7 ? WIDE : WIDTHS;
  const only = filled.length === 1 && cells[0]?.trim() !== '' && cells.length !== 7;
  const text = /^Analys\b/.test(cells[0] ?? '') || only ? filled.join(' ') : null;
  if (text !== null) return wrapWords(text, 90);
  const columns = cells.map((cell, i) => wrapWords(cell.trim(), (widths[i] ?? 12) - 2));
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((column, i) => (column[row] ?? '').padEnd(widths[i] ?? 12))
      .join('')
      .trimEnd(),
  );
}

export type Tables = 'layout' | 'cell-a-line' | 'spaces';

/** Hard lines of `width` signs, with a page's header in the middle of whatever stands there. */
export function asTextLayer(text: string, width = 90, tables: Tables = 'layout', every = 45): string {
  const lines = text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [''];
    if (!isTable(line)) return wrapWords(line.replaceAll('\t', ' ').replaceAll('**', '').trimEnd(), width);
    const cells = line.replace(/<\/?i>/g, '').split('\t');
    if (tables === 'layout') return layoutRow(cells);
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    return tables === 'spaces' ? wrapWords(filled.join(' '), width) : filled;
  });
  const pages = Math.ceil(lines.length / every);
  return lines
    .flatMap((line, i) => {
      if (i === 0 || i % every !== 0) return [line];
      const page = i / every + 1;
      return ['', 'Tjänsteutlåtande', 'Dnr 1.2.1-345/2020', `Sid ${page} (${pages})`, '', line];
    })
    .join('\n');
}

/** Headings of any level, bold labels, pipe tables, escaped signs. */
export function asMarkdown(text: string): string {
  const labels =
    /^(KF:s .*mål.*|Nämndmål.*|Enhetsmål.*|Beskrivning|Förväntat resultat|Analys|Arbetssätt|Resursanvändning|Uppföljning|Utveckling)$/;
  let level = 0;
  let table = false;
  return text
    .split('\n')
    .flatMap((line) => {
      if (isTable(line)) {
        const row = `| ${line.split('\t').join(' | ')} |`;
        const rule = `|${line
          .split('\t')
          .map(() => ' --- |')
          .join('')}`;
        const lines = table ? [row] : [row, rule];
        table = true;
        return lines;
      }
      table = false;
      level = (level + 1) % 4;
      if (labels.test(line)) return level % 2 === 0 ? [`**${line}**`] : [`${'#'.repeat(level + 1)} ${line}`];
      if (line.startsWith('- ')) return [`* ${line.slice(2)}`];
      if (/^\d+\. \S/.test(line) && !/\t/.test(line)) return [line.replace(/^(\d+)\. /, '$1\\. ')];
      return [line.replaceAll('\t', ' ')];
    })
    .join('\n');
}

/** Tables as HTML, their cells on lines of their own or all on one, as converters leave what no pipe can say. */
export function asHtmlTables(text: string): string {
  let rows = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      if (!isTable(line)) {
        const close = rows > 0 ? ['</tbody></table>'] : [];
        rows = 0;
        return [...close, line];
      }
      rows += 1;
      const cells = line.split('\t').map((cell) => `<td>${cell}</td>`);
      const open = rows === 1 ? ['<table>', '<tbody>'] : [];
      return rows % 2 === 0 ? [...open, `<tr>${cells.join('')}</tr>`] : [...open, '<tr>', ...cells, '</tr>'];
    })
    .join('\n');
}

/** All lines of a page on one line. Page breaks fall between blocks, where a blank line stood. */
export function asPageLines(text: string, every = 40): string {
  const pages: string[] = [];
  let open: string[] = [];
  for (const line of text.split('\n')) {
    const words = line.replaceAll('\t', ' ').replace(/\s+/g, ' ').trim();
    if (words === '') {
      if (open.length >= every) {
        pages.push(open.join(' '));
        open = [];
      }
      continue;
    }
    open.push(words);
  }
  return [...pages, open.join(' ')].join('\n');
}
