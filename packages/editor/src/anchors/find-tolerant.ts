import type { LineRange } from './line.ts';
import { bestOf, contextAt, occurrences, type Quoted } from './quote.ts';

/** Words that stand there with other blanks between them. */
export function findTolerant(line: string, quoted: Quoted, near: number | null): LineRange | null {
  const squeezed = squeeze(line);
  const words = squeeze(quoted.quote).text.trim();
  if (words === '') return null;
  const found = occurrences(squeezed.text, words).map((at) => {
    const from = squeezed.places[at] ?? 0;
    const to = (squeezed.places[at + words.length - 1] ?? 0) + 1;
    return { range: { from, to }, context: contextAt(line, quoted, from, to) };
  });
  return bestOf(found, near);
}

/** A line with one blank for many, and where each of its letters stood. */
function squeeze(line: string): { text: string; places: number[] } {
  const places: number[] = [];
  let text = '';
  for (let at = 0; at < line.length; at++) {
    const blank = /\s/.test(line[at] ?? '');
    if (blank && text.endsWith(' ')) continue;
    text += blank ? ' ' : line[at];
    places.push(at);
  }
  return { text, places };
}
