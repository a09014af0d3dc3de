import { OUTCOMES, QUICK_ANSWERS, REACTIONS, ROLES, threadAnchorSchema } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { isThere } from './suggestions.ts';

type Query = postgres.ISql;

const id = z.string();
const role = z.enum(ROLES);

const threadRow = z.object({
  id,
  sectionId: id,
  anchor: threadAnchorSchema,
  state: z.enum(['open', 'closed']),
  forNextPlan: z.boolean(),
  nameless: z.boolean(),
  reopened: z.boolean(),
  /** The place of what is said next; posts and outcomes are before it. */
  said: z.int(),
  outcome: z
    .object({
      kind: z.enum(OUTCOMES),
      body: z.string(),
      by: id,
      name: z.string(),
      role,
      day: z.string(),
      ordinal: z.int(),
    })
    .nullable(),
  hidden: z.object({ reason: z.string(), day: z.string() }).nullable(),
  startedBy: id.nullable(),
  writerIds: z.array(id),
  /** Of a thread that suggests other words: whether they have been taken. */
  suggestion: z.enum(['open', 'taken']).nullable(),
});
export type ThreadRow = z.infer<typeof threadRow>;

/** Of `threads t`. Who began it is who wrote the first of what is left. */
const columns = (sql: Query) => sql`
  t.id, t.section_id as "sectionId", t.anchor, t.state, t.for_next_plan as "forNextPlan", t.nameless,
  t.reopened, t.said,
  case when t.outcome is null then null else json_build_object('kind', t.outcome, 'body', t.outcome_body,
    'by', t.outcome_by, 'name', (select a.name from accounts a where a.id = t.outcome_by), 'role', t.outcome_role,
    'day', t.outcome_day, 'ordinal', t.outcome_ordinal) end as outcome,
  case when t.hidden_reason is null then null
    else json_build_object('reason', t.hidden_reason, 'day', t.hidden_day) end as hidden,
  (select p.author_id from thread_posts p where p.thread_id = t.id order by p.ordinal limit 1) as "startedBy",
  array(select distinct p.author_id::text from thread_posts p
    where p.thread_id = t.id and p.author_id is not null and p.outcome is null) as "writerIds",
  (select case when g.taken is null then 'open' else 'taken' end from suggestions g
    where g.thread_id = t.id and ${isThere(sql)}) as suggestion`;

/** Who has said something under their name or role in sections, in words that are there and not hidden. */
export async function writersIn(sql: Query, sectionIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    with seen as (
      select id, outcome_by from threads
      where section_id = any(${sectionIds as string[]}::uuid[]) and hidden_reason is null)
    select author_id as id from thread_posts
    where thread_id in (select id from seen) and author_id is not null and body is not null
    union select outcome_by from seen where outcome_by is not null`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * By section, in the order in which they began. Those without a name come first in their day: where they stand tells
 * no more than the day does.
 */
export async function threadsOf(sql: Query, reportId: string): Promise<ThreadRow[]> {
  const rows = await sql`
    select ${columns(sql)} from threads t join sections s on s.id = t.section_id
    left join lateral (
      select p.day, p.at from thread_posts p where p.thread_id = t.id order by p.ordinal limit 1
    ) first on true
    where t.report_id = ${reportId} order by s.ordinal, first.day, first.at nulls first, t.id`;
  return z.array(threadRow).parse([...rows]);
}

/** The thread, which nobody else changes until the transaction ends. Null when the report has no such thread. */
export async function lockThread(sql: Query, reportId: string, threadId: string): Promise<ThreadRow | null> {
  const held = await sql`
    select id from threads where id = ${threadId} and report_id = ${reportId} for no key update`;
  if (held.length === 0) return null;
  const [row] = await sql`select ${columns(sql)} from threads t where t.id = ${threadId}`;
  return row === undefined ? null : threadRow.parse(row);
}

const postRow = z.object({
  id,
  threadId: id,
  ordinal: z.int(),
  authorId: id.nullable(),
  name: z.string().nullable(),
  role: role.nullable(),
  day: z.string(),
  at: z
    .date()
    .transform((at) => at.toISOString())
    .nullable(),
  body: z.string().nullable(),
  edited: z.boolean(),
  outcome: z.enum(OUTCOMES).nullable(),
});
export type PostRow = z.infer<typeof postRow>;

const posts = (sql: Query) => sql`
  select p.id, p.thread_id as "threadId", p.ordinal, p.author_id as "authorId", a.name, p.role, p.day, p.at, p.body,
    p.edited, p.outcome
  from thread_posts p join threads t on t.id = p.thread_id left join accounts a on a.id = p.author_id`;

/** In order within each thread. */
export async function postsOf(sql: Query, reportId: string): Promise<PostRow[]> {
  const rows = await sql`${posts(sql)} where t.report_id = ${reportId} order by p.thread_id, p.ordinal`;
  return z.array(postRow).parse([...rows]);
}

export async function postById(sql: Query, reportId: string, postId: string): Promise<PostRow | null> {
  const [row] = await sql`${posts(sql)} where t.report_id = ${reportId} and p.id = ${postId}`;
  return row === undefined ? null : postRow.parse(row);
}

const reactionRow = z.object({
  postId: id,
  reaction: z.enum(REACTIONS),
  count: z.int(),
  mine: z.boolean(),
});
export type ReactionRow = z.infer<typeof reactionRow>;

export async function reactionsOf(sql: Query, reportId: string, accountId: string): Promise<ReactionRow[]> {
  const rows = await sql`
    select r.post_id as "postId", r.reaction, count(*)::int as count, bool_or(r.account_id = ${accountId}) as mine
    from post_reactions r join thread_posts p on p.id = r.post_id join threads t on t.id = p.thread_id
    where t.report_id = ${reportId} group by r.post_id, r.reaction order by r.post_id, r.reaction`;
  return z.array(reactionRow).parse([...rows]);
}

/** How far somebody has read, by thread. */
export async function readsOf(sql: Query, reportId: string, accountId: string): Promise<Map<string, number>> {
  const rows = await sql<{ threadId: string; readTo: number }[]>`
    select r.thread_id as "threadId", r.read_to as "readTo" from thread_reads r join threads t on t.id = r.thread_id
    where t.report_id = ${reportId} and r.account_id = ${accountId}`;
  return new Map(rows.map(({ threadId, readTo }) => [threadId, readTo]));
}

/**
 * How many comments on the report itself wait for an outcome, by section; sections without any are not in it. What is
 * for the next plan waits for that, and what was hidden has been dealt with.
 */
export async function unansweredIn(sql: Query, reportId: string): Promise<Map<string, number>> {
  const rows = await sql<{ sectionId: string; count: number }[]>`
    select section_id as "sectionId", count(*)::int as count from threads
    where report_id = ${reportId} and state = 'open' and not for_next_plan and hidden_reason is null
    group by section_id`;
  return new Map(rows.map(({ sectionId, count }) => [sectionId, count]));
}

/** Comments go on beside each other, and wait for whoever changes the standing of the report. */
export async function holdReport(sql: Query, reportId: string): Promise<boolean> {
  const rows = await sql`select id from reports where id = ${reportId} for share`;
  return rows.length === 1;
}

/** The staff of units on a day (ISO date). */
const staffOn = (sql: Query, unitIds: readonly string[], day: string) => sql`
  select distinct ra.account_id from role_assignments ra join accounts a on a.id = ra.account_id
  where ra.role = 'staff' and ra.unit_id = any(${unitIds as string[]}::uuid[]) and a.closed_at is null
    and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)`;

export async function staffCount(sql: Query, unitIds: readonly string[], day: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (${staffOn(sql, unitIds, day)}) as staff`;
  return row?.count ?? 0;
}

/**
 * How many answers are counted among: the staff of the units, and whoever has answered, so that no count changes when
 * somebody leaves.
 */
export async function answeringCount(
  sql: Query,
  reportId: string,
  unitIds: readonly string[],
  day: string,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      ${staffOn(sql, unitIds, day)}
      union
      select q.account_id from quick_answers q join sections s on s.id = q.section_id where s.report_id = ${reportId}
    ) as answering`;
  return row?.count ?? 0;
}

const answerRow = z.object({ sectionId: id, answer: z.enum(QUICK_ANSWERS), count: z.int() });
export type AnswerRow = z.infer<typeof answerRow>;

/** What had been answered when a day (ISO date) began. */
export async function answersBefore(sql: Query, reportId: string, day: string): Promise<AnswerRow[]> {
  const rows = await sql`
    select c.section_id as "sectionId", c.answer, count(*)::int as count
    from (
      select q.section_id, case when q.day < ${day}::date then q.answer else q.before end as answer
      from quick_answers q join sections s on s.id = q.section_id where s.report_id = ${reportId}
    ) c where c.answer is not null group by c.section_id, c.answer`;
  return z.array(answerRow).parse([...rows]);
}

const ownAnswerRow = z.object({ sectionId: id, answer: z.enum(QUICK_ANSWERS), line: z.string() });

export async function ownAnswers(
  sql: Query,
  reportId: string,
  accountId: string,
): Promise<Map<string, z.infer<typeof ownAnswerRow>>> {
  const rows = await sql`
    select q.section_id as "sectionId", q.answer, q.line from quick_answers q join sections s on s.id = q.section_id
    where s.report_id = ${reportId} and q.account_id = ${accountId} and q.answer is not null`;
  return new Map(
    z
      .array(ownAnswerRow)
      .parse([...rows])
      .map((row) => [row.sectionId, row]),
  );
}
