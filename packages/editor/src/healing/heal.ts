import * as Y from 'yjs';
import { wholeLetters } from '../anchors/marks.ts';
import { quoteAt } from '../anchors/quote.ts';
import { decide } from './decide.ts';
import { type Field, readField, type Spot } from './field.ts';
import type { KnownPlace } from './known-place.ts';
import { markedSpots } from './marked-spots.ts';
import { positionsOf, rangeBetween } from './positions.ts';
import { type Wanted, writeMarks } from './write-marks.ts';

/**
 * Makes the marks of comments in a room equal the places of its threads: puts back what an edit lost, takes away what
 * a copy doubled and a client forged, follows words that moved. Never changes a letter. All threads on words of the
 * room must be known: marks of others go. Answers the places that differ from what was known; of one whose words are
 * gone, `lost` with the last quote, until they come back. The same document and places give the same answer, and
 * healing what is healed writes nothing and answers nothing.
 */
export function healMarks(doc: Y.Doc, known: readonly KnownPlace[]): KnownPlace[] {
  return doc.transact(() => {
    const fields = new Map(fieldNames(doc, known).map((name) => [name, readField(doc, name)]));
    const marked = markedSpots(
      fields.values(),
      known.map(({ threadId }) => threadId),
    );
    const spots = known.map((place) => {
      const spot = decide(place, {
        fields,
        alive: aliveSpot(doc, fields, place),
        marked: marked.get(place.threadId) ?? [],
      });
      return spot && lettersOf(spot);
    });
    const wanted = known.flatMap(({ threadId }, index): Wanted[] => {
      const spot = spots[index];
      return spot ? [{ ...spot, threadId }] : [];
    });
    writeMarks(fields.values(), wanted);
    return known.flatMap((place, index) => {
      const now = placeAt(place, spots[index] ?? null);
      return isEqual(now, place) ? [] : [now];
    });
  });
}

/** Every fragment of the room, and those that places name. */
function fieldNames(doc: Y.Doc, known: readonly KnownPlace[]): string[] {
  const names = new Set([...doc.share.keys(), ...known.map(({ field }) => field)]);
  return [...names].filter((name) => {
    const type = doc.share.get(name);
    // What came over the wire has no type until it is asked for; what was asked for as something else is no field.
    return type === undefined || type instanceof Y.XmlFragment || type.constructor === Y.AbstractType;
  });
}

function aliveSpot(doc: Y.Doc, fields: ReadonlyMap<string, Field>, place: KnownPlace): Spot | null {
  const field = fields.get(place.field);
  const { from, to } = place;
  if (field === undefined || from === null || to === null) return null;
  const range = rangeBetween(doc, field, { from, to });
  return range && { field, range };
}

/** The spot as it can be marked: whole letters at both ends, no ends of blocks. */
function lettersOf({ field, range }: Spot): Spot | null {
  const words = field.line.slice(range.from, range.to);
  const from = range.from + words.length - words.replace(/^\n+/, '').length;
  const to = range.to - (words.length - words.replace(/\n+$/, '').length);
  return from < to ? { field, range: wholeLetters(field.line, { from, to }) } : null;
}

function placeAt(known: KnownPlace, spot: Spot | null): KnownPlace {
  if (spot === null) return { ...known, lost: true };
  const { field, range } = spot;
  return {
    threadId: known.threadId,
    said: known.said,
    field: field.name,
    ...quoteAt(field.line, range),
    at: range.from,
    ...positionsOf(field, range),
    lost: false,
  };
}

function isEqual(a: KnownPlace, b: KnownPlace): boolean {
  return (
    a.field === b.field &&
    a.quote === b.quote &&
    a.prefix === b.prefix &&
    a.suffix === b.suffix &&
    a.at === b.at &&
    a.lost === b.lost &&
    isEqualBytes(a.from, b.from) &&
    isEqualBytes(a.to, b.to)
  );
}

function isEqualBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
