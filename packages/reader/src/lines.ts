import { htmlTables } from './htmltable.ts';
import { cleanInline, isComment, isMarkup, isWhollyBold, pipeCells } from './markdown.ts';
import type { Piece, Segment } from './piece.ts';
import { BOLD, ITALIC, plain, startsUpper } from './text.ts';

export type Lines = {
  pieces: Piece[];
  /** Lines that hold nothing but Markdown, or a page mark. */
  markup: { line: number; text: string; page: boolean }[];
  count: number;
};

/** The lines of a text as every editor counts them. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines;
}

export function isBlank(line: string): boolean {
  return cleanSigns(line).trim() === '';
}

/**
 * Letters are given back composed (NFC), whatever way they were written; blanks of any width are blanks;
 * signs without a width go. A soft hyphen at a line's end stays until lines are joined.
 */
function cleanSigns(line: string): string {
  return line
    .normalize('NFC')
    .replace(/[\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(UNSEEN, '')
    .replace(/\u00ad(?!\s*$)/g, '');
}

/** Control characters but the tab, signs without a width, and what the reader itself marks emphasis with. */
const UNSEEN = /(?!\t)[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufdd0\ufdd1\ufffe\uffff]/gu;

const BULLET =
  /^(?:[-*+•·▪◦‣➢\uf0b7\uf0a7\uf02d]|–(?=\s+\p{L})|o(?=\s+\p{Lu}))\s+(?=\S)|^[•▪◦‣\uf0b7\uf0a7](?=\S)/u;

export function toPieces(text: string): Lines {
  const physical = splitLines(text);
  const tables = htmlTables(physical);
  const pieces: Piece[] = [];
  const markup: Lines['markup'] = [];
  let blanks = 0;
  let page = false;
  const push = (piece: Piece): void => {
    pieces.push({ ...piece, blankBefore: blanks, pageBreak: page });
    blanks = 0;
    page = false;
  };
  physical.forEach((source, index) => {
    const line = index + 1;
    if (tables.taken.has(index)) {
      const rest = tables.rest.get(index);
      const rows = tables.rows.get(index) ?? [];
      if (rest !== undefined) push(toPiece(cleanSigns(rest), line));
      for (const row of rows) push(rowPiece(row.cells.map(cleanSigns), row.from, row.to));
      if (rest === undefined && rows.length === 0) markup.push({ line, text: source.trim(), page: false });
      return;
    }
    const parts = source.split('\f');
    parts.forEach((part, at) => {
      if (at > 0) page = true;
      const raw = cleanSigns(part);
      if (raw.trim() === '') {
        if (at === parts.length - 1) blanks += 1;
        return;
      }
      const comment = isComment(raw);
      if (comment || isMarkup(raw)) {
        markup.push({ line, text: raw.trim(), page: comment });
        if (comment) page = true;
        return;
      }
      push(toPiece(raw, line));
    });
  });
  return { pieces: mergeLoneBullets(pieces), markup, count: physical.length };
}

function toPiece(raw: string, line: number): Piece {
  const quoted = raw.replace(/^\s{0,3}(?:>\s?)+/, '');
  const heading = /^\s{0,3}#{1,6}(?:\s+|$)/.exec(quoted);
  const body = heading ? quoted.slice(heading[0].length).replace(/\s#{1,6}\s*$/, '') : quoted;
  const cells = gridCells(body);
  const cleaned = cleanInline(body);
  const marker = cells ? null : BULLET.exec(cleaned.trimStart().slice(0, 40));
  const bulleted = marker ? cleaned.trimStart().slice(marker[0].length) : cleaned;
  const rich = (cells ? cells.join(' ') : bulleted.replaceAll('\t', ' ')).trim();
  return {
    from: line,
    to: line,
    rich,
    text: plain(rich).trim(),
    cells: cells?.map((cell) => plain(cell).trim()) ?? null,
    layout: cells ? null : segments(plain(cleaned)),
    bullet: marker ? marker[0].trim() : null,
    strong: heading !== null || isWhollyBold(rich),
    blankBefore: 0,
    pageBreak: false,
    width: plain(cleaned).trimEnd().length,
    glued: false,
  };
}

/** A row whose cells are known without asking the line's tabs and pipes. */
function rowPiece(row: string[], from: number, to: number): Piece {
  const cells = spread(row.map((cell) => cleanInline(cell).replaceAll('\t', ' ').trim()));
  const rich = cells.join(' ').trim();
  const texts = cells.map((cell) => plain(cell).trim());
  return {
    from,
    to,
    rich,
    text: plain(rich),
    cells: texts,
    layout: null,
    bullet: null,
    strong: false,
    blankBefore: 0,
    pageBreak: false,
    width: rich.length,
    glued: false,
  };
}

/** Some converters say a cell that spans the table again in every column. */
function spread(cells: string[]): string[] {
  const first = cells[0] ?? '';
  const same = cells.length > 2 && first.length > 12 && cells.every((cell) => cell === first);
  return same ? [first, ...cells.slice(1).map(() => '')] : cells;
}

/** A tab after a bullet or a number sets a list item, not a column. */
function gridCells(body: string): string[] | null {
  const piped = pipeCells(body);
  if (piped) return spread(piped.map((cell) => cleanInline(cell).replaceAll('\t', ' ').trim()));
  if (!body.includes('\t')) return null;
  const cells = body.split('\t').map((cell) => cleanInline(cell).trim());
  const filled = cells.filter((cell) => plain(cell) !== '');
  const first = filled[0] ?? '';
  if (filled.length === 2 && /^(?:[-*+•·▪◦–\uf0b7\uf0a7]|\d{1,2}[.)])$/.test(first)) return null;
  return cells;
}

function segments(text: string): Segment[] | null {
  if (text.length > 1000 || !/\S\s{2,}\S/.test(text)) return null;
  const found: Segment[] = [];
  for (const match of text.matchAll(/\S+(?:\s\S+)*/g)) {
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** A text layer may give the bullet a line of its own. */
function mergeLoneBullets(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const before = merged.at(-1);
    const lone =
      before &&
      (/^[-•·▪◦‣\uf0b7\uf0a7]$/.test(before.text) || (before.text === 'o' && startsUpper(piece.text))) &&
      !before.cells;
    if (lone && !piece.cells && !piece.bullet && piece.blankBefore === 0) {
      merged[merged.length - 1] = {
        ...piece,
        from: before.from,
        bullet: before.text,
        blankBefore: before.blankBefore,
        pageBreak: before.pageBreak || piece.pageBreak,
      };
    } else merged.push(piece);
  }
  return merged;
}

/** A part of a piece, cut at `start` and `end` of its rich text. */
export function cutPiece(piece: Piece, start: number, end: number, strong: boolean): Piece {
  const rich = balanced(piece.rich.slice(start, end)).trim();
  const marker = BULLET.exec(rich.slice(0, 40));
  const body = marker && start > 0 ? rich.slice(marker[0].length) : rich;
  return {
    ...piece,
    rich: body,
    text: plain(body).trim(),
    cells: null,
    layout: null,
    bullet: start === 0 ? piece.bullet : marker ? marker[0].trim() : null,
    strong,
    blankBefore: start === 0 ? piece.blankBefore : 0,
    pageBreak: start === 0 ? piece.pageBreak : false,
    glued: true,
  };
}

/** A cut may leave one sign of a pair behind. */
function balanced(rich: string): string {
  let text = rich;
  for (const sign of [BOLD, ITALIC]) {
    if (text.split(sign).length % 2 === 0) text = text.replaceAll(sign, '');
  }
  return text;
}
