import type { LineRange } from './line.ts';
import { bestOf, type Candidate, contextAt, occurrences, type Quoted } from './quote.ts';

/** A text with one blank for many, and where each of its letters stood. */
type Squeezed = { text: string; places: number[] };

/** Words that stand there with other blanks between them, or with some letters changed: one in four at most. */
export function findTolerant(line: string, quoted: Quoted, near: number | null): LineRange | null {
  const squeezed = squeeze(line);
  const words = squeeze(quoted.quote).text.trim();
  if (words === '') return null;
  const place = near === null ? null : squeezed.places.findIndex((at) => at >= near);
  const blanks = occurrences(squeezed.text, words, place).map((at) => ({
    from: at,
    to: at + words.length,
    wrong: 0,
  }));
  const found = blanks.length > 0 ? blanks : changed(squeezed.text, words, place);
  const candidates = found.map(({ from, to, wrong }): Candidate => {
    const range = { from: squeezed.places[from] ?? 0, to: (squeezed.places[to - 1] ?? 0) + 1 };
    // A letter that is wrong weighs as two of the context.
    return { range, context: contextAt(line, quoted, range.from, range.to) + 2 * (words.length - wrong) };
  });
  return bestOf(candidates, near);
}

function squeeze(line: string): Squeezed {
  const places: number[] = [];
  const letters: string[] = [];
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? '';
    const blank = /\s/.test(letter);
    if (blank && letters.at(-1) === ' ') continue;
    letters.push(blank ? ' ' : letter);
    places.push(at);
  }
  return { text: letters.join(''), places };
}

type Near = LineRange & { wrong: number };

/** Shorter words with a letter changed may be any. */
const SHORTEST = 8;
/** However long the words are. */
const MOST_ERRORS = 64;
/** Each is compared letter by letter. */
const MOST_COMPARED = 8;

/** Where nearly the same letters stand: some few in a row are the same, which are looked for, and then all are compared. */
function changed(line: string, words: string, near: number | null): Near[] {
  if (words.length < SHORTEST) return [];
  const errors = Math.min(MOST_ERRORS, Math.floor(words.length / 4));
  const found = likelyStarts(line, words, near, errors).flatMap((start): Near[] => {
    const from = Math.max(0, start - 2 * errors);
    const best = nearest(line.slice(from, start + words.length + 2 * errors), words);
    return best.wrong <= errors ? [{ from: from + best.from, to: from + best.to, wrong: best.wrong }] : [];
  });
  // The same place is found from several sides.
  return found.filter(
    ({ from, to }, index) => !found.slice(0, index).some((other) => from < other.to && other.from < to),
  );
}

/** Where words would begin whose parts stand in a line, those first that most parts speak for. */
function likelyStarts(line: string, words: string, near: number | null, errors: number): number[] {
  const size = Math.min(16, Math.max(4, Math.floor(words.length / 6)));
  const hits = new Map<number, { start: number; count: number }>();
  for (let offset = 0; offset + size <= words.length; offset += size) {
    for (const at of occurrences(line, words.slice(offset, offset + size), near).slice(0, 200)) {
      const start = Math.max(0, at - offset);
      const key = Math.round(start / (2 * errors));
      const known = hits.get(key) ?? { start, count: 0 };
      known.count++;
      hits.set(key, known);
    }
  }
  const sorted = [...hits.values()].sort((a, b) => b.count - a.count);
  const enough = (sorted[0]?.count ?? 0) / 2;
  return sorted.slice(0, MOST_COMPARED).flatMap(({ start, count }) => (count >= enough ? [start] : []));
}

/** The part of a text that takes the fewest letters put in, left out or changed to become some words (Sellers, 1980). */
function nearest(text: string, words: string): Near {
  // By letter of the words: errors so far of the best part that ends here, and where it began.
  let wrong = Uint32Array.from({ length: words.length + 1 }, (_, index) => index);
  let began = new Uint32Array(words.length + 1);
  let nextWrong = new Uint32Array(words.length + 1);
  let nextBegan = new Uint32Array(words.length + 1);
  let best: Near = { from: 0, to: 0, wrong: words.length };
  for (let at = 0; at < text.length; at++) {
    nextBegan[0] = at + 1;
    for (let index = 1; index <= words.length; index++) {
      const other = (wrong[index - 1] ?? 0) + (text[at] === words[index - 1] ? 0 : 1);
      const more = (wrong[index] ?? 0) + 1;
      const less = (nextWrong[index - 1] ?? 0) + 1;
      const least = Math.min(other, more, less);
      const start = least === other ? began[index - 1] : least === more ? began[index] : nextBegan[index - 1];
      nextWrong[index] = least;
      nextBegan[index] = start ?? 0;
    }
    [wrong, nextWrong, began, nextBegan] = [nextWrong, wrong, nextBegan, began];
    const total = wrong[words.length] ?? 0;
    if (total < best.wrong) best = { from: began[words.length] ?? 0, to: at + 1, wrong: total };
  }
  return best;
}
