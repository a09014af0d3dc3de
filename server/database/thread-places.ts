import type { MarkedAt, ThreadAnchor, WordsPlace } from '@delaktig/domain';
import type { KnownPlace } from '@delaktig/editor/healing';
import type { RoomId } from '@delaktig/sync';
import type postgres from 'postgres';
import { z } from 'zod';

type Query = postgres.ISql;

const bytes = z.instanceof(Uint8Array).nullable();

const placeRow = z.object({
  threadId: z.string(),
  said: z.string(),
  field: z.string(),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  at: z.int().nullable(),
  from: bytes,
  to: bytes,
  lost: z.boolean(),
});

/** Where the words of the threads in a room stand, as far as is known; positions of another room are void. */
export async function placesIn(sql: Query, { sectionId, epoch }: RoomId): Promise<KnownPlace[]> {
  const rows = await sql`
    select p.thread_id as "threadId", coalesce(g.taken, t.anchor ->> 'quote', '') as said, p.field, p.quote, p.prefix,
      p.suffix, p.at, p.lost, case when p.epoch = ${epoch} then p.rel_from end as "from",
      case when p.epoch = ${epoch} then p.rel_to end as "to"
    from thread_places p join threads t on t.id = p.thread_id left join suggestions g on g.thread_id = p.thread_id
    where p.section_id = ${sectionId} order by p.thread_id`;
  return z.array(placeRow).parse([...rows]);
}

/** Puts words where the anchor quotes them, as whoever marked them saw it; the next healing of the room looks. */
export async function insertPlace(
  sql: Query,
  place: {
    threadId: string;
    sectionId: string;
    anchor: Extract<ThreadAnchor, { of: 'words' }>;
    markedAt: MarkedAt | undefined;
  },
): Promise<void> {
  const { field, quote, prefix, suffix } = place.anchor;
  const { at = null, from, to } = place.markedAt ?? {};
  await sql`
    insert into thread_places (thread_id, section_id, epoch, field, quote, prefix, suffix, at, rel_from, rel_to)
    select ${place.threadId}, id, epoch, ${field}, ${quote}, ${prefix}, ${suffix}, ${at}, ${fromBase64(from)},
      ${fromBase64(to)}
    from sections where id = ${place.sectionId}`;
}

const fromBase64 = (base64: string | undefined): Buffer | null =>
  base64 === undefined ? null : Buffer.from(base64, 'base64');

/** Writes down where words are by now, in the room of that epoch; nothing of threads that are gone. */
export async function changePlaces(
  sql: Query,
  { epoch }: Pick<RoomId, 'epoch'>,
  places: readonly KnownPlace[],
): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ from, to, ...place }) => ({
    ...storable(place),
    from: from && Buffer.from(from).toString('hex'),
    to: to && Buffer.from(to).toString('hex'),
  }));
  // In one order whoever asks: healing and an act that holds a thread would otherwise wait for each other.
  const ids = places.map(({ threadId }) => threadId);
  await sql`
    select from thread_places where thread_id = any(${ids}::uuid[]) order by thread_id for no key update`;
  // A string, not the driver's own JSON: bytes and many rows in one parameter.
  await sql`
    update thread_places p set epoch = ${epoch}, field = n.field, quote = n.quote, prefix = n.prefix,
      suffix = n.suffix, at = n.at, rel_from = decode(n."from", 'hex'), rel_to = decode(n."to", 'hex'), lost = n.lost
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as n ("threadId" uuid, field text, quote text,
      prefix text, suffix text, at integer, "from" text, "to" text, lost boolean)
    where p.thread_id = n."threadId"`;
}

/** What is written down of a place; PostgreSQL takes neither halves of letters (a context may begin with one) nor NUL. */
export function storable<Place extends Pick<KnownPlace, 'quote' | 'prefix' | 'suffix'>>(place: Place): Place {
  const { quote, prefix, suffix } = place;
  return { ...place, quote: asText(quote), prefix: asText(prefix), suffix: asText(suffix) };
}

const asText = (words: string): string => words.toWellFormed().replaceAll('\0', '\uFFFD');

const shownRow = placeRow.pick({
  threadId: true,
  field: true,
  quote: true,
  prefix: true,
  suffix: true,
  lost: true,
});

/** What pages show of a report's places, by thread; of words that are gone what was marked, not what was left at last. */
export async function shownPlacesOf(sql: Query, reportId: string): Promise<Map<string, WordsPlace>> {
  const rows = await sql`
    select p.thread_id as "threadId", p.field, p.prefix, p.suffix, p.lost,
      case when p.lost then coalesce(t.anchor ->> 'quote', p.quote) else p.quote end as quote
    from thread_places p join threads t on t.id = p.thread_id where t.report_id = ${reportId}`;
  const parsed = z.array(shownRow).parse([...rows]);
  return new Map(parsed.map(({ threadId, ...place }) => [threadId, place]));
}

/** Those of the sections that have threads on words. */
export async function withPlaces(sql: Query, sectionIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct section_id as id from thread_places where section_id = any(${sectionIds as string[]}::uuid[])`;
  return rows.map(({ id }) => id);
}
