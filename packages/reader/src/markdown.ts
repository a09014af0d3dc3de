import { BOLD, ITALIC, plain } from './text.ts';

const ENTITIES: Record<string, string> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};
const TAG =
  /<\/?(?:i|b|u|em|strong|span|p|div|sup|sub|font|center|td|tr|th|table|tbody|thead|ul|li|h[1-6])(?:\s[^<>]{0,200})?\/?>/gi;

/** Takes off what is Markdown or HTML in a line; emphasis stays as the signs of `text.ts`. */
export function cleanInline(line: string): string {
  let text = line;
  if (text.includes('<')) text = text.replace(/<br\s?\/?>/gi, ' ').replace(TAG, '');
  if (text.includes('&')) text = text.replace(/&(?:nbsp|amp|lt|gt|quot);/g, (name) => ENTITIES[name] ?? name);
  if (text.includes('](')) text = text.replace(/!?\[([^[\]]{0,300})\]\([^()\s]{0,300}\)/g, '$1');
  if (text.includes('*') || text.includes('_')) text = emphasis(text);
  if (text.includes('\\')) text = text.replace(/\\([\\`*_{}[\]()#+\-.!|>~$&<])/g, '$1');
  return text;
}

function emphasis(text: string): string {
  return text
    .replace(/(?<!\\)\*\*\*/g, BOLD + ITALIC)
    .replace(/(?<!\\)\*\*/g, BOLD)
    .replace(/(?<![\\\p{L}\p{N}_])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_])/gu, BOLD)
    .replace(
      /(?<![\\\p{L}\p{N}*])\*(?=[\p{L}\p{N}])([^*]{1,300})(?<=[^\s*\\])\*(?![\p{L}\p{N}*])/gu,
      `${ITALIC}$1${ITALIC}`,
    )
    .replace(
      /(?<![\\\p{L}\p{N}_])_(?=[\p{L}\p{N}])([^_]{1,300})(?<=[^\s_\\])_(?![\p{L}\p{N}_])/gu,
      `${ITALIC}$1${ITALIC}`,
    );
}

/** Lines that are there for Markdown's sake alone: rules, fences, table rules, comments, lone images. */
export function isMarkup(line: string): boolean {
  const text = line.trim();
  if (text.length > 300) return false;
  if (/^(?:-{3,}|\*{3,}|_{3,}|={3,}|`{3,}\w{0,20}|~{3,}|\*\*|(?:-\s){2,}-|(?:\*\s){2,}\*)$/.test(text))
    return true;
  if (text.startsWith('!') && /^!\[[^\]]*\]\([^)]*\)$/.test(text)) return true;
  return text.includes('-') && text.includes('|') && /^[|:\-\s]+$/.test(text);
}

const PAGE_MARK =
  /^(?:\{\d{1,4}\}-{5,}|-{2,} ?(?:page|sida?)? ?\d{1,4}(?: ?(?:of|av|\/) ?\d{1,4})? ?-{2,}|={2,} ?(?:page|sida?) \d{1,4}(?: ?(?:of|av|\/) ?\d{1,4})? ?={2,}|\[(?:page|sida?) \d{1,4}\])$/i;

/** A page mark that converters leave behind: "<!-- page 3 -->", "{3}------". */
export function isComment(line: string): boolean {
  const text = line.trim();
  if (text.length >= 300) return false;
  return (text.startsWith('<!--') && text.endsWith('-->')) || PAGE_MARK.test(text);
}

export function isWhollyBold(rich: string): boolean {
  const text = rich.trim();
  if (!text.startsWith(BOLD)) return false;
  const end = text.indexOf(BOLD, 1);
  if (end < 0) return false;
  const after = plain(text.slice(end + 1)).trim();
  return plain(text.slice(1, end)).trim() !== '' && (after === '' || after === ':');
}

/** Cells of a pipe table's line, or null where the line is none. */
export function pipeCells(line: string): string[] | null {
  if (!line.includes('|')) return null;
  const text = line.trim();
  const inner = text.startsWith('|')
    ? text.slice(1, text.endsWith('|') && text.length > 1 ? -1 : undefined)
    : text;
  const cells = inner.split(/(?<!\\)\|/);
  const pipes = cells.length - 1;
  if (!text.startsWith('|') && pipes < 2) return null;
  return cells.length < 2 ? null : cells;
}
