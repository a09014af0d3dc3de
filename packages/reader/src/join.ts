import type { Piece } from './piece.ts';
import { cutDate, endsOpen, endsSentence, startsLower, startsUpper } from './text.ts';
import { fullness, type Wrap, wasBroken } from './wrap.ts';

/** Words that only keep their hyphen before a word like "och": "kvalitets- och utvecklingsarbete". */
const SUSPENDED = /^(?:och|eller|samt|respektive|men|som|till|resp)(?![\p{L}])/u;

/** How words of the text look elsewhere: what a hyphen at a line's end was. */
export type Spelling = { has(word: string): boolean };

/** `cut` signs go from the end of what stands before, then comes `glue`, then the rest. */
export type Seam = {
  cut: number;
  glue: '' | ' ' /** A word whose hyphen nobody can know. */;
  doubt: string | null;
};

/** How two parts of a running text stood together before the line was broken. */
export function seamOf(before: string, after: string, spelling: Spelling): Seam {
  const seam = (cut: number, glue: '' | ' ', doubt: string | null = null): Seam => ({ cut, glue, doubt });
  if (before === '') return seam(0, '');
  if (before.endsWith('\u00ad')) return seam(1, '');
  if (/[\p{L}\p{N}]\/$/u.test(before.slice(-2))) return seam(0, '');
  const broken = /([\p{L}\p{N}]+)[-‐]$/u.exec(before.slice(-60));
  if (!broken || !startsLower(after) || SUSPENDED.test(after)) {
    const compound = /\p{Ll}-$/u.test(before.slice(-2)) && startsUpper(after);
    return seam(0, compound ? '' : ' ');
  }
  const first = broken[1] ?? '';
  const second = /^\p{L}+/u.exec(after.slice(0, 60))?.[0] ?? '';
  if (/^(?:\p{Lu}{2,}|\p{N}+|\p{L})$/u.test(first)) return seam(0, '');
  if (spelling.has(first + second)) return seam(1, '');
  if (spelling.has(`${first}-${second}`)) return seam(0, '');
  return seam(1, '', first + second);
}

export function joinText(before: string, after: string, spelling: Spelling): string {
  const { cut, glue } = seamOf(before, after, spelling);
  return before.slice(0, before.length - cut) + glue + after;
}

/** The words of a text, for asking how one is spelt where no line breaks it. */
export function spellingOf(pieces: Piece[]): Spelling {
  const words = new Set<string>();
  for (const piece of pieces) {
    for (const match of piece.text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?!-\s*$)/gu)) {
      words.add(match[0].toLowerCase());
    }
  }
  return { has: (word) => words.has(word.toLowerCase()) };
}

export type Joint = 'line' | 'page' | null;

/**
 * Whether `next` goes on with the paragraph that `before` is the last line of: `line` by the width of the
 * text, `page` by judgement over a page break or a blank line. `text` is the whole paragraph so far.
 */
export function jointOf(
  text: string,
  before: Piece,
  next: Piece,
  wrap: Wrap,
  kind: 'prose' | 'list' = 'prose',
): Joint {
  if (next.bullet || next.cells || next.strong || before.strong) return null;
  const ended = endsSentence(text);
  const broken = /[\p{L}]-$|\u00ad$/u.test(text);
  if (next.blankBefore === 0 && !next.pageBreak) {
    if (next.glued && next.from === before.to) return null;
    if (broken && startsLower(next.text)) return 'line';
    if (startsLower(next.text) && (!ended || wrap !== null)) return 'line';
    if (wrap === null) return null;
    if (wasBroken(before, next, wrap, kind)) return 'line';
    if (ended || fullness(before, wrap) < 0.6) return null;
    return fullness(before, wrap) > 0.9 || endsOpen(text) ? 'line' : null;
  }
  if (ended || text.length < 25) return null;
  if (broken && (startsLower(next.text) || next.pageBreak)) return 'page';
  if (startsLower(next.text)) return startsLower(text) && text.length < 60 ? null : 'page';
  if (cutDate(text, next.text)) return 'page';
  if (!next.pageBreak) return null;
  if (endsOpen(text)) return 'page';
  return wrap !== null && text.length > before.text.length && wasBroken(before, next, wrap) ? 'page' : null;
}
