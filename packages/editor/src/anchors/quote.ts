import { findTolerant } from './find-tolerant.ts';
import type { LineRange } from './line.ts';
import { cutsPair, wholeLetters } from './marks.ts';

/** Words, and at most 32 letters before and after them. */
export type Quoted = { quote: string; prefix: string; suffix: string };

const LONGEST_QUOTE = 2_000;
export const CONTEXT = 32;

/** The words of a range as they are kept: no longer than can be shown and searched for. */
export function quoteAt(line: string, range: LineRange): Quoted {
  const { from, to } = wholeLetters(line, range);
  const end = Math.min(to, from + LONGEST_QUOTE);
  const start = Math.max(0, from - CONTEXT);
  const after = Math.min(line.length, to + CONTEXT);
  return {
    quote: line.slice(from, cutsPair(line, end) ? end - 1 : end),
    prefix: line.slice(cutsPair(line, start) ? start + 1 : start, from),
    suffix: line.slice(to, cutsPair(line, after) ? after - 1 : after),
  };
}

/**
 * Where words stand in a line: exactly as quoted, by the best context and nearest to `near`; where they do not, what
 * is nearly the same. Null where nothing is, and where two places are equally good.
 */
export function findQuote(line: string, quoted: Quoted, near: number | null = null): LineRange | null {
  const { quote } = quoted;
  if (quote === '') return null;
  if (near !== null && standsAt(line, quoted, near)) return { from: near, to: near + quote.length };
  const exact = occurrences(line, quote, near).map((from): Candidate => {
    const range = { from, to: from + quote.length };
    return { range, context: contextAt(line, quoted, range.from, range.to) };
  });
  return exact.length > 0 ? bestOf(exact, near) : findTolerant(line, quoted, near);
}

/** Whether the words stand just there, with all that stood around them. */
export function standsAt(line: string, quoted: Quoted, at: number): boolean {
  return (
    line.startsWith(quoted.quote, at) &&
    contextAt(line, quoted, at, at + quoted.quote.length) === wholeContext(quoted)
  );
}

/** No field is half as long; of a longer one that somebody made, so much is searched, around where words stood. */
const SEARCHED = 400_000;

/** Where words begin in a line, those that overlap too. */
export function occurrences(line: string, words: string, near: number | null): number[] {
  const start = line.length <= SEARCHED ? 0 : Math.max(0, (near ?? 0) - SEARCHED / 2);
  const searched = start === 0 && line.length <= SEARCHED ? line : line.slice(start, start + SEARCHED);
  const places: number[] = [];
  for (let at = searched.indexOf(words); at !== -1; at = searched.indexOf(words, at + 1))
    places.push(start + at);
  return places;
}

/** How many letters of the context stand around a range; where a line begins and ends is as where a block does. */
export function contextAt(line: string, { prefix, suffix }: Quoted, from: number, to: number): number {
  const known = { before: `\n${prefix}`.slice(-CONTEXT), after: `${suffix}\n`.slice(0, CONTEXT) };
  let before = 0;
  while (before < known.before.length && (line[from - 1 - before] ?? '\n') === known.before.at(-1 - before)) {
    before++;
  }
  let after = 0;
  while (after < known.after.length && (line[to + after] ?? '\n') === known.after[after]) after++;
  // Words that were all there was, or nobody has said what stood around them: alone again, or anywhere.
  if (prefix === '' && suffix === '') return before > 0 && after > 0 ? 2 : 0;
  return before + after;
}

/** The most that `contextAt` can answer. */
export function wholeContext({ prefix, suffix }: Quoted): number {
  return Math.min(CONTEXT, prefix.length + 1) + Math.min(CONTEXT, suffix.length + 1);
}

export type Candidate = { range: LineRange; context: number };

/** The one with the best context; among those that are nearly as good, the nearest. Null: none is better than another. */
export function bestOf(candidates: readonly Candidate[], near: number | null): LineRange | null {
  const most = candidates.reduce((best, { context }) => Math.max(best, context), 0);
  const enough = near === null ? most : most * 0.75;
  const good = candidates.filter(({ context }) => context >= enough);
  const [only, second] = good;
  if (only === undefined) return null;
  if (second === undefined) return only.range;
  if (near === null) return null;
  const distance = ({ range }: Candidate) => Math.abs(range.from - near);
  const nearest = good.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  const equals = good.filter((each) => distance(each) === distance(nearest));
  if (equals.length === 1) return nearest.range;
  const better = equals.filter(({ context }) => context === Math.max(...equals.map((each) => each.context)));
  return better.length === 1 ? (better[0]?.range ?? null) : null;
}
