import { knownHeading } from './headings.ts';
import { goalLabel } from './labels.ts';
import type { Piece } from './piece.ts';
import { fold, startsLower, titleKey } from './text.ts';

export type Entry = {
  title: string;
  page: number | null;
  goalNumber: string | null;
  from: number;
  to: number;
  /** How deep the list sets it; only where the list shows it. */
  indent: number;
};
export type ContentsList = {
  entries: Entry[];
  appendices: { text: string; from: number; to: number }[];
  start: number;
  end: number;
  labels: Piece[];
  rest: Piece | null;
  /** The titles so far, as they are compared. */
  keys: Set<string>;
};

const HEADING = /^(?:innehallsforteckning|innehall|table of contents)$/;

/** No report has more; what calls itself contents and goes on is none. */
const MOST_ENTRIES = 400;

function push(list: ContentsList, entry: Entry): void {
  list.entries.push(entry);
  list.keys.add(titleKey(entry.title));
}

/** The list of contents and, after it, the appendices. `end` is the first piece that belongs to neither. */
export function readContents(pieces: Piece[]): ContentsList | null {
  const start = pieces.findIndex((piece) => piece.text.length < 40 && HEADING.test(titleKey(piece.text)));
  const heading = pieces[start];
  if (!heading) return null;
  const list: ContentsList = {
    entries: [],
    appendices: [],
    start,
    end: start + 1,
    labels: [heading],
    rest: null,
    keys: new Set(),
  };
  const paged = pieces
    .slice(start + 1, start + 12)
    .some((piece) => splitPage(piece.text) !== null || isRun(piece) || /^\d{1,3}$/.test(piece.text));
  let i = start + 1;
  while (i < pieces.length && list.entries.length < MOST_ENTRIES) {
    const next = paged ? pagedEntry(pieces, i, list) : unpagedEntry(pieces, i, list);
    if (next === i) break;
    i = next;
    if (list.rest) break;
  }
  list.end = list.rest ? i : readAppendices(pieces, i, list);
  if (list.rest) cutAppendices(list, list.rest);
  return list;
}

/** Dots that lead to the page number, with blanks between them or without. */
const LEADER = /(?:[.·_]\s?){2,}$|…\s?$/;

/** "Title ..... 4" -> title and page. */
function splitPage(text: string): { title: string; page: number } | null {
  if (text.length > 400) return null;
  const found = /(\d{1,3})$/.exec(text);
  if (!found) return null;
  const before = text.slice(0, found.index);
  if (/[\d.,]$/.test(before) && !LEADER.test(before)) return null;
  const title = before.replace(/(?:[\s.…·_]{2,400}|…)$/, '').trim();
  const led = before.length - title.length >= 1;
  return led && /\p{L}{2}/u.test(title) ? { title, page: Number(found[1]) } : null;
}

function entryOf(title: string, page: number | null, from: number, to: number, indent: number): Entry {
  const label = goalLabel(title);
  const rest = label?.rest ? label.rest : title;
  const number = label?.number ?? null;
  const own = /^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)/.exec(rest);
  const goalNumber = number ?? own?.[1] ?? null;
  const body = own && !number ? rest.slice(own[0].length) : rest;
  return { title: body.trim(), page, goalNumber, from, to, indent };
}

function pagedEntry(pieces: Piece[], at: number, list: ContentsList): number {
  const first = pieces[at];
  if (!first) return at;
  if (isRun(first)) return readRun(first, at, list);
  let title = '';
  for (let i = at; i < Math.min(at + 4, pieces.length); i += 1) {
    const piece = pieces[i];
    if (!piece || piece.text.length > 300 || (i > at && piece.blankBefore > 1)) return at;
    if (i > at && piece.pageBreak && piece.blankBefore > 0 && knownHeading(title)) return at;
    if (i === at && list.keys.has(titleKey(piece.text))) return at;
    if (/^bilag(?:a|or)\b/i.test(piece.text) && splitPage(piece.text) === null) return at;
    const joined = title === '' ? piece.text : `${title} ${piece.text}`;
    const bare = /^\d{1,3}$/.test(piece.text) && title !== '' ? { title, page: Number(piece.text) } : null;
    const found = bare ?? splitPage(joined);
    if (found) {
      push(list, entryOf(found.title, found.page, first.from, piece.to, first.width - first.text.length));
      return i + 1;
    }
    title = joined;
  }
  return at;
}

/** A list without page numbers ends where its first title comes again. */
function unpagedEntry(pieces: Piece[], at: number, list: ContentsList): number {
  const piece = pieces[at];
  if (!piece || piece.text.length > 200 || piece.cells) return at;
  const key = titleKey(piece.text);
  if (/^bilag(?:a|or)/.test(key)) return at;
  const first = list.entries[0];
  if (first && titleKey(first.title) === key) return at;
  const last = list.entries.at(-1);
  if (!first) {
    const again = pieces.slice(at + 1, at + 200).some((other) => titleKey(other.text.slice(0, 200)) === key);
    if (!again) return at;
  } else if (last && startsLower(piece.text) && piece.blankBefore === 0) {
    last.title = `${last.title} ${piece.text}`;
    last.to = piece.to;
    return at + 1;
  }
  push(list, entryOf(piece.text, null, piece.from, piece.to, piece.width - piece.text.length));
  return at + 1;
}

/** Several entries on one line: "Sammanfattande analys 3 Uppföljning av ekonomi 15 Övrigt 15". */
const RUN =
  /(?:\d{1,2}(?:\.\d{1,2})?\.?\s+)?\p{L}.{2,250}?(?:\.{2,}\s*|…\s*|\s)(\d{1,3})(?=\s+(?:\p{Lu}|\d{1,2}\.)|\s*$)/gu;

/** Leaders of any kind as one, so that a title and its page stand near each other. */
function shortLeaders(text: string): string {
  return text.replace(/ ?(?:[.·_…] ?){3,}| ?(?:[.·_…] ?){2}(?=\d{1,3}(?:\s|$))/g, '..... ');
}

function isRun(piece: Piece): boolean {
  if (piece.text.length < 60) return false;
  const entries = [...shortLeaders(piece.text.slice(0, 20_000)).slice(0, 3000).matchAll(RUN)];
  return entries.length >= 3 && entries.every((entry) => entry[0].split('.....').length < 3);
}

function readRun(piece: Piece, at: number, list: ContentsList): number {
  let end = 0;
  let page = 0;
  const text = shortLeaders(piece.text.slice(0, 20_000)) + piece.text.slice(20_000);
  for (const match of text.slice(0, 20_000).matchAll(RUN)) {
    const gap = text.slice(end, match.index).trim();
    const number = Number(match[1]);
    if (number < page || gap.length > 3) break;
    const title = match[0]
      .slice(0, match[0].length - String(match[1]).length)
      .replace(/[\s.…·_]{1,300}$/, '');
    if (list.keys.has(titleKey(title)) && number - page > 3) break;
    push(list, entryOf(title.trim(), number, piece.from, piece.to, 0));
    page = number;
    end = match.index + match[0].length;
  }
  const rest = text.slice(end).trim();
  if (rest !== '') list.rest = { ...piece, rich: rest, text: rest, cells: null, layout: null, glued: true };
  return at + 1;
}

function readAppendices(pieces: Piece[], at: number, list: ContentsList): number {
  let i = at;
  const heading = pieces[i];
  if (heading && /^bilag(?:or|a)$/.test(titleKey(heading.text))) {
    list.labels.push(heading);
    i += 1;
  }
  for (let piece = pieces[i]; piece && /^bilaga \d/.test(fold(piece.text.slice(0, 20))); piece = pieces[i]) {
    if (piece.text.length > 300) break;
    list.appendices.push({ text: piece.text, from: piece.from, to: piece.to });
    i += 1;
  }
  return i;
}

/** On a page in one line the appendices stand between the contents and the first heading. */
function cutAppendices(list: ContentsList, rest: Piece): void {
  const lead = /^Bilag(?:or|a)\b/.exec(rest.text);
  const first = list.entries[0];
  if (!lead || !first) return;
  const at = rest.text.indexOf(first.title);
  const part = at < 0 ? rest.text : rest.text.slice(0, at);
  if (part.length > 3000) return;
  for (const text of part.split(/\s(?=Bilaga \d)/)) {
    if (/^Bilaga \d/.test(text)) list.appendices.push({ text: text.trim(), from: rest.from, to: rest.to });
  }
  const left = at < 0 ? '' : rest.text.slice(at);
  list.rest = left === '' ? null : { ...rest, rich: left, text: left };
}
