import { CONTEXT } from '../anchors/quote.ts';
import { overlap, type Spot } from './field.ts';
import type { KnownPlace } from './known-place.ts';

/** Whether a text is what deletions have left of another. */
export function isLeftOf(rest: string, whole: string): boolean {
  const letters = rest.replaceAll('\n', '');
  let met = 0;
  for (const letter of whole) if (letters.startsWith(letter, met)) met += letter.length;
  return met === letters.length;
}

/**
 * The spot, or all that was said where it stands again around what had been left of it: an author who undoes a deletion
 * has the whole comment back. Nobody gains by forging it, since it is what the commenter marked, around letters that
 * are still theirs; and what stood there already is not taken, as where the same words stand twice in a row.
 */
export function restored(known: KnownPlace, spot: Spot, marked: readonly Spot[]): Spot {
  const { quote, said } = known;
  const { field, range } = spot;
  if (quote === said || said.length <= range.to - range.from) return spot;
  const line = field.line.slice(0, range.from + said.length);
  const places: Spot[] = [];
  for (
    let from = line.indexOf(said, range.to - said.length);
    from !== -1;
    from = line.indexOf(said, from + 1)
  ) {
    const to = from + said.length;
    const stood = stoodAround(known, line.slice(from, range.from), line.slice(range.to, to));
    if (!stood) places.push({ field, range: { from, to } });
  }
  // An undo puts marks back with letters; it may leave one beside them that a mark was on, and is no longer.
  const touching = marked.filter((each) => isOn(said, each) && overlap(each, spot));
  // Between equals nothing is guessed.
  return only(touching) ?? only(places) ?? spot;
}

const only = (spots: readonly Spot[]): Spot | null => (spots.length === 1 ? (spots[0] ?? null) : null);

const isOn = (words: string, { field, range }: Spot): boolean =>
  range.to - range.from === words.length && field.line.startsWith(words, range.from);

/** Whether it was said in full when the quote was last seen, with these letters around it, as far as they were kept. */
function stoodAround({ said, quote, prefix, suffix }: KnownPlace, before: string, after: string): boolean {
  if (before + quote + after !== said) return false;
  const stoodBefore =
    before.length > prefix.length ? isFull(prefix) && before.endsWith(prefix) : prefix.endsWith(before);
  const stoodAfter =
    after.length > suffix.length ? isFull(suffix) && after.startsWith(suffix) : suffix.startsWith(after);
  return stoodBefore && stoodAfter;
}

/** A context is one letter shorter where it would cut a pair of halves. */
const isFull = (context: string): boolean => context.length >= CONTEXT - 1;
