import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Saying } from './threads-writing.ts';

type Query = postgres.ISql;

const suggestionRow = z.object({
  threadId: z.string(),
  original: z.string(),
  proposed: z.string(),
  taken: z
    .object({
      words: z.string(),
      /** What stood there until then. */
      replaced: z.string(),
      by: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      day: z.string(),
      /** Of the room that took it. */
      epoch: z.int(),
    })
    .nullable(),
  /** Of the section's room now. */
  epoch: z.int(),
  /** What stands at the thread's words, as far as is known; null when they are gone. */
  stands: z.string().nullable(),
});
export type SuggestionRow = z.infer<typeof suggestionRow>;

const suggestions = (sql: Query) => sql`
  select g.thread_id as "threadId", g.original, g.proposed,
    case when g.taken is null then null else json_build_object('words', g.taken, 'replaced', g.replaced,
      'by', g.taken_by, 'name', a.name, 'role', g.taken_role, 'day', g.taken_day, 'epoch', g.taken_epoch) end as taken,
    s.epoch, case when p.lost then null else p.quote end as stands
  from suggestions g join threads t on t.id = g.thread_id join sections s on s.id = t.section_id
  left join thread_places p on p.thread_id = t.id left join accounts a on a.id = g.taken_by
  where ${isThere(sql)}`;

/** Of `suggestions g`: whoever deletes what they began with has taken the suggestion back. */
export const isThere = (sql: Query) => sql`(g.taken is not null
  or exists (select from thread_posts b where b.thread_id = g.thread_id and b.ordinal = 0 and b.body is not null))`;

/** Of the report, by thread. */
export async function suggestionsOf(sql: Query, reportId: string): Promise<Map<string, SuggestionRow>> {
  const rows = await sql`${suggestions(sql)} and t.report_id = ${reportId}`;
  const parsed = z.array(suggestionRow).parse([...rows]);
  return new Map(parsed.map((row) => [row.threadId, row]));
}

export async function suggestionOf(sql: Query, threadId: string): Promise<SuggestionRow | null> {
  const [row] = await sql`${suggestions(sql)} and g.thread_id = ${threadId}`;
  return row === undefined ? null : suggestionRow.parse(row);
}

export async function insertSuggestion(
  sql: Query,
  { threadId, original, proposed }: Pick<SuggestionRow, 'threadId' | 'original' | 'proposed'>,
): Promise<void> {
  await sql`
    insert into suggestions (thread_id, original, proposed) values (${threadId}, ${original}, ${proposed})`;
}

/** `seq`, `epoch`: the row of the room's log that holds the words. `day`: ISO date. */
export async function setTaken(
  sql: Query,
  threadId: string,
  taken: { words: string; replaced: string; by: Saying; day: string; seq: number; epoch: number },
): Promise<void> {
  await sql`
    update suggestions set taken = ${taken.words}, replaced = ${taken.replaced}, taken_by = ${taken.by.accountId}, taken_role = ${taken.by.role},
      taken_day = ${taken.day}, taken_at = ${taken.by.at}, taken_seq = ${taken.seq}, taken_epoch = ${taken.epoch}
    where thread_id = ${threadId}`;
}

export async function takeTakenBack(sql: Query, threadId: string): Promise<void> {
  await sql`
    update suggestions set taken = null, replaced = null, taken_by = null, taken_role = null, taken_day = null, taken_at = null,
      taken_seq = null, taken_epoch = null
    where thread_id = ${threadId}`;
}
