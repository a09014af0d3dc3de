import type { Furniture } from './furniture.ts';
import type { Piece } from './piece.ts';

/** A line this long holds a page, or most of one. */
const PAGE_LINE = 400;
const MOST_WORDS = 30;

type Edge = { words: number; key: string };

/**
 * Where each page is one line, its header and footer are the same words at the beginning or the end of the
 * lines, page number apart. They are cut off.
 */
export function cutPageEdges(pieces: Piece[]): { pieces: Piece[]; furniture: Furniture[] } {
  const pages = pieces.filter((piece) => !piece.cells && piece.text.length >= PAGE_LINE);
  const furniture: Furniture[] = [];
  if (pages.length < 3 || pages.length < pieces.length * 0.3) return { pieces, furniture };
  const start = commonEdge(pages, firstWords);
  const end = withoutProse(commonEdge(pages, lastWords));
  if (!start && !end) return { pieces, furniture };
  const cut = (piece: Piece): Piece => {
    if (piece.cells) return piece;
    const words = piece.rich.split(' ');
    const from = start && edgeKey(firstWords(piece.text, start.words)) === start.key ? start.words : 0;
    const to = end && edgeKey(lastWords(piece.text, end.words)) === end.key ? end.words : 0;
    if (from + to === 0 || from + to > words.length) return piece;
    for (const part of [words.slice(0, from), words.slice(words.length - to)]) {
      if (part.length > 0) furniture.push({ from: piece.from, to: piece.to, text: part.join(' ') });
    }
    const rich = words.slice(from, words.length - to).join(' ');
    return { ...piece, rich, text: words.slice(from, words.length - to).join(' '), layout: null };
  };
  const kept = pieces.map(cut).filter((piece) => piece.text !== '');
  return { pieces: kept, furniture };
}

/** Pages may end their last sentence with the same words: a footer begins after it. */
function withoutProse(edge: Edge | null): Edge | null {
  if (!edge) return null;
  const words = edge.key.split(' ');
  const number = words.findIndex((word) => word.includes('#'));
  const sentence = words.findLastIndex((word, i) => i < number && /[.!?]$/.test(word));
  return { words: words.length - sentence - 1, key: words.slice(sentence + 1).join(' ') };
}

function firstWords(text: string, n: number): string[] {
  return text.slice(0, 600).split(' ').slice(0, n);
}

function lastWords(text: string, n: number): string[] {
  return text.slice(-600).split(' ').slice(-n);
}

function edgeKey(words: string[]): string {
  return words.map((word) => word.replace(/\d+/g, '#').toLowerCase()).join(' ');
}

/** The longest edge that most pages share; one without any number may be a heading, and is none. */
function commonEdge(pages: Piece[], take: (text: string, n: number) => string[]): Edge | null {
  const least = Math.max(3, Math.ceil(pages.length * 0.6));
  let best: Edge | null = null;
  for (let n = 1; n <= MOST_WORDS; n += 1) {
    const times = new Map<string, number>();
    for (const page of pages) {
      const key = edgeKey(take(page.text, n));
      times.set(key, (times.get(key) ?? 0) + 1);
    }
    const [key, count] = [...times].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    if (count < least) break;
    best = { words: n, key };
  }
  return best && best.words > 1 && best.key.includes('#') ? best : null;
}
