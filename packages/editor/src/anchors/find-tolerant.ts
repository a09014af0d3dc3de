import type { LineRange } from './line.ts';
import { bestOf, type Candidate, contextAt, occurrences, type Quoted } from './quote.ts';

/** A text with one blank for many, and where each of its letters stood. */
type Squeezed = { text: string; places: number[] };

/** Words that stand there with other blanks between them, or with some letters changed: one in five at most. */
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
/** Each is compared letter by letter. */
const MOST_COMPARED = 12;

/**
 * Where nearly the same letters stand. Of words with so many errors at most, cut into one piece more, one piece stands
 * there whole: that is what is looked for, and then compared.
 */
function changed(line: string, words: string, near: number | null): Near[] {
  if (words.length < SHORTEST) return [];
  const errors = Math.floor(words.length / 5);
  const size = Math.max(4, Math.floor(words.length / (Math.min(errors, 15) + 1)));
  const hits = new Map<number, { start: number; count: number }>();
  for (let offset = 0; offset + size <= words.length; offset += size) {
    for (const at of occurrences(line, words.slice(offset, offset + size), near).slice(0, 200)) {
      const start = Math.max(0, at - offset);
      const key = Math.round(start / (2 * errors));
      hits.set(key, { start: hits.get(key)?.start ?? start, count: (hits.get(key)?.count ?? 0) + 1 });
    }
  }
  const likely = [...hits.values()].sort((a, b) => b.count - a.count).slice(0, MOST_COMPARED);
  const found = likely.flatMap(({ start }) => {
    const from = Math.max(0, start - 2 * errors);
    const best = nearest(line.slice(from, start + words.length + 2 * errors), words);
    return best.wrong <= errors ? [{ from: from + best.from, to: from + best.to, wrong: best.wrong }] : [];
  });
  // The same place is found from several sides.
  return found.filter(
    ({ from, to }, index) => !found.slice(0, index).some((other) => from < other.to && other.from < to),
  );
}

/** The part of a text that takes the fewest letters put in, left out or changed to become some words (Sellers, 1980). */
function nearest(text: string, words: string): Near {
  // By letter of the words: errors so far of the best part that ends here, and where it began.
  let wrong = Uint32Array.from({ length: words.length + 1 }, (_, index) => index);
  let began = new Uint32Array(words.length + 1);
  let best: Near = { from: 0, to: 0, wrong: words.length };
  for (let at = 0; at < text.length; at++) {
    const nextWrong = new Uint32Array(words.length + 1);
    const nextBegan = new Uint32Array(words.length + 1);
    nextBegan[0] = at + 1;
    for (let index = 1; index <= words.length; index++) {
      const changed = (wrong[index - 1] ?? 0) + (text[at] === words[index - 1] ? 0 : 1);
      const put = (wrong[index] ?? 0) + 1;
      const left = (nextWrong[index - 1] ?? 0) + 1;
      const least = Math.min(changed, put, left);
      nextWrong[index] = least;
      nextBegan[index] =
        (least === changed ? began[index - 1] : least === put ? began[index] : nextBegan[index - 1]) ?? 0;
    }
    [wrong, began] = [nextWrong, nextBegan];
    const total = wrong[words.length] ?? 0;
    if (total < best.wrong) best = { from: began[words.length] ?? 0, to: at + 1, wrong: total };
  }
  return best;
}
