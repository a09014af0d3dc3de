import {
  bestOf,
  type Candidate,
  contextAt,
  findQuote,
  occurrences,
  quoteAt,
  standsAt,
  wholeContext,
} from '../anchors/quote.ts';
import { type Field, overlap, type Spot } from './field.ts';
import type { KnownPlace } from './known-place.ts';
import { ALIKE, isGrownOrShrunk, likeness } from './likeness.ts';
import { isLeftOf, restored } from './said.ts';

/** What a room says of one place. */
export type Evidence = {
  fields: ReadonlyMap<string, Field>;
  /** What is left between the positions that were known; null: nothing, or there were none. */
  alive: Spot | null;
  /** Where marks of the thread stand; some of them may be copies or forged. */
  marked: readonly Spot[];
};

/**
 * Where the words of a place stand now; null: they are gone. Letters that were never taken away are the best proof,
 * since no client can forge them. Then come marks, which follow words that were moved but can be copied and forged,
 * and at last the words themselves.
 */
export function decide(known: KnownPlace, evidence: Evidence): Spot | null {
  const { said } = known;
  const spot =
    foundWords(known, evidence) ??
    (isLeftOf(known.quote, said) ? foundWords({ ...known, quote: said, lost: true }, evidence) : null);
  return spot && restored(known, spot, evidence.marked);
}

/** Of two blanks side by side either may stay when the words between them go, and is not what they were. */
function foundWords(known: KnownPlace, evidence: Evidence): Spot | null {
  const spot = found(known, evidence);
  return spot !== null && wordsOf(spot).trim() === '' && known.said.trim() !== '' ? null : spot;
}

function found(known: KnownPlace, evidence: Evidence): Spot | null {
  const { alive } = evidence;
  if (alive !== null && isSame(alive, known)) return alive;
  const touching = alive === null ? [] : evidence.marked.filter((spot) => overlap(spot, alive));
  if (alive !== null && touching.length > 0) {
    const stayed = mostAlike([alive, hull([alive, ...touching]), hull(touching), ...touching], known);
    // Where little has stayed, more of the words may have gone elsewhere together.
    const isMost = stayed !== null && likeness(wordsOf(stayed), known.quote) >= ALIKE;
    return isMost ? stayed : mostAlike([...(stayed ? [stayed] : []), ...evidence.marked], known);
  }
  return byWords(known, evidence) ?? bySimilarWords(known, evidence);
}

const wordsOf = ({ field, range }: Spot): string => field.line.slice(range.from, range.to);

/** The same words, whether or not an end of a block has come between them. */
function isSame(spot: Spot, { quote }: KnownPlace): boolean {
  const kept = quoteAt(spot.field.line, spot.range).quote;
  // Other words that were put there by the server may be longer than what is kept of a quote.
  const known = quoteAt(quote, { from: 0, to: quote.length }).quote;
  return kept === known || kept.replaceAll('\n', '') === known.replaceAll('\n', '');
}

/** All of several spots of one field, and what is between them. */
function hull(spots: readonly Spot[]): Spot {
  const [first] = spots;
  if (first === undefined) throw new Error('Nothing has no extent');
  const from = spots.reduce((least, { range }) => Math.min(least, range.from), first.range.from);
  const to = spots.reduce((most, { range }) => Math.max(most, range.to), first.range.to);
  return { field: first.field, range: { from, to } };
}

/** The first of those that are most like the quote. */
function mostAlike(spots: readonly Spot[], { quote }: KnownPlace): Spot | null {
  let best: { spot: Spot; likeness: number } | null = null;
  for (const spot of spots) {
    const like = likeness(wordsOf(spot), quote);
    if (best === null || like > best.likeness) best = { spot, likeness: like };
  }
  return best?.spot ?? null;
}

/** The very words: where marks have followed them, or where they stand as they stood. */
function byWords(known: KnownPlace, evidence: Evidence): Spot | null {
  const followed = evidence.marked.filter((spot) => isSame(spot, known));
  const stood = asTheyStood(known, evidence);
  const best = bestSpot(known, followed);
  if (best === null) return stood ?? firstFound(known, evidence);
  if (stood === null) return best;
  // A mark on the same words elsewhere is a copy, or forged, as long as they stand where they stood.
  const whole = wholeContext(known);
  return contextOf(known, stood) >= whole * 0.9 && contextOf(known, best) < whole * 0.5 ? stood : best;
}

const contextOf = (known: KnownPlace, { field, range }: Spot): number =>
  contextAt(field.line, known, range.from, range.to);

/** The one with the best context, then in the field where they stood, then the nearest; the first of equals. */
function bestSpot(known: KnownPlace, spots: readonly Spot[]): Spot | null {
  const away = ({ field, range }: Spot) =>
    field.name !== known.field ? Number.POSITIVE_INFINITY : Math.abs(range.from - (known.at ?? 0));
  return spots.reduce<Spot | null>((best, spot) => {
    if (best === null) return spot;
    const more = contextOf(known, spot) - contextOf(known, best);
    return more > 0 || (more === 0 && away(spot) < away(best)) ? spot : best;
  }, null);
}

/** Words without a mark are theirs only where enough stands around them as it stood: others may say the same. */
function asTheyStood(known: KnownPlace, { fields }: Evidence): Spot | null {
  const whole = wholeContext(known);
  const own = [...fields.values()].filter(({ name }) => name === known.field);
  const others = [...fields.values()].filter(({ name }) => name !== known.field);
  return (
    standingIn(own, known, Math.min(ENOUGH_CONTEXT, whole * 0.6)) ??
    // Staff copy whole paragraphs from field to field: one that is left is not one that was moved.
    standingIn(others, known, Math.max(2 * ENOUGH_CONTEXT, whole * 0.9))
  );
}

/** So many letters around a quote are hardly the same by chance. */
const ENOUGH_CONTEXT = 12;

function standingIn(fields: readonly Field[], known: KnownPlace, least: number): Spot | null {
  const found = fields.flatMap((field) =>
    standing(field, known).flatMap((each) => (each.context >= least ? [{ ...each, field }] : [])),
  );
  const range = bestOf(found, fields[0]?.name === known.field ? known.at : null);
  return found.find((each) => each.range === range) ?? null;
}

function standing({ name, line }: Field, known: KnownPlace): Candidate[] {
  if (known.quote === '') return [];
  const near = name === known.field ? known.at : null;
  const places = near !== null && standsAt(line, known, near) ? [near] : occurrences(line, known.quote, near);
  return places.map((from) => {
    const to = from + known.quote.length;
    return { range: { from, to }, context: contextAt(line, known, from, to) };
  });
}

/** Words that this room has never had a mark on: just marked by somebody, or in a room that began anew. */
function firstFound(known: KnownPlace, { fields, alive }: Evidence): Spot | null {
  const field = fields.get(known.field);
  if (field === undefined || alive !== null || known.lost || known.from !== null) return null;
  const range = findQuote(field.line, known, known.at);
  return range && { field, range };
}

/** Words that were changed while they were moved, or while their mark was lost. */
function bySimilarWords(known: KnownPlace, { alive, marked }: Evidence): Spot | null {
  const best = mostAlike([...(alive ? [alive] : []), ...marked], known);
  if (best === null) return null;
  const words = wordsOf(best);
  if (likeness(words, known.quote) >= ALIKE) return best;
  return alive !== null && isGrownOrShrunk(wordsOf(alive), known.quote) ? alive : null;
}
