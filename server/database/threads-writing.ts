import type { OutcomeKind, QuickAnswer, Reaction, Role, ThreadAnchor } from '@delaktig/domain';
import type postgres from 'postgres';
import { json } from './json.ts';
import { setThreadNoticesRead } from './threads-notices.ts';

type Query = postgres.ISql;

export type NewThread = {
  reportId: string;
  sectionId: string;
  anchor: ThreadAnchor;
  forNextPlan: boolean;
  nameless: boolean;
};

/** A thread in which nothing has been said yet. @returns its id */
export async function insertThread(sql: Query, thread: NewThread): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into threads (report_id, section_id, anchor, for_next_plan, nameless)
    values (${thread.reportId}, ${thread.sectionId}, ${json(sql, thread.anchor)}, ${thread.forNextPlan},
      ${thread.nameless})
    returning id`;
  if (row === undefined) throw new Error('The thread was not made');
  return row.id;
}

/** Who says something, in which role, and when. */
export type Saying = { accountId: string; role: Role; at: Date };

/** Takes the next place in a thread. @returns its ordinal */
async function nextPlace(sql: Query, threadId: string): Promise<number> {
  const [row] = await sql<{ place: number }[]>`
    update threads set said = said + 1 where id = ${threadId} returning said - 1 as place`;
  if (row === undefined) throw new Error('There is no such thread');
  return row.place;
}

/** `by` null: without a name, and without a clock. @returns its id */
export async function insertPost(
  sql: Query,
  post: { threadId: string; by: Saying | null; day: string; body: string },
): Promise<string> {
  const ordinal = await nextPlace(sql, post.threadId);
  const { accountId = null, role = null, at = null } = post.by ?? {};
  const [row] = await sql<{ id: string }[]>`
    insert into thread_posts (thread_id, nameless, ordinal, author_id, role, day, at, body)
    select id, nameless, ${ordinal}, ${accountId}, ${role}, ${post.day}, ${at}, ${post.body}
    from threads where id = ${post.threadId} returning id`;
  if (row === undefined) throw new Error('The post was not made');
  return row.id;
}

export async function changePost(sql: Query, postId: string, body: string): Promise<void> {
  await sql`update thread_posts set body = ${body}, edited = true where id = ${postId}`;
}

/** The words go and the place stays. */
export async function emptyPost(sql: Query, postId: string): Promise<void> {
  await sql`delete from post_reactions where post_id = ${postId}`;
  await sql`update thread_posts set body = null where id = ${postId}`;
}

/** The post goes, and the thread when nothing is left in it. */
export async function removePost(sql: Query, threadId: string, postId: string): Promise<void> {
  await sql`delete from thread_posts where id = ${postId}`;
  await sql`
    delete from threads t where t.id = ${threadId}
      and not exists (select from thread_posts p where p.thread_id = t.id)`;
}

export async function isFollowedByOthers(
  sql: Query,
  post: { threadId: string; ordinal: number; authorId: string },
): Promise<boolean> {
  const rows = await sql`
    select from thread_posts where thread_id = ${post.threadId} and ordinal > ${post.ordinal}
      and author_id is distinct from ${post.authorId} limit 1`;
  return rows.length > 0;
}

export async function setReaction(
  sql: Query,
  { postId, accountId, reaction, on }: { postId: string; accountId: string; reaction: Reaction; on: boolean },
): Promise<void> {
  if (on) {
    await sql`
      insert into post_reactions (post_id, account_id, reaction) values (${postId}, ${accountId}, ${reaction})
      on conflict do nothing`;
  } else {
    await sql`
      delete from post_reactions
      where post_id = ${postId} and account_id = ${accountId} and reaction = ${reaction}`;
  }
}

export async function setOutcome(
  sql: Query,
  threadId: string,
  outcome: { kind: OutcomeKind; body: string; by: Saying; day: string },
): Promise<void> {
  const place = await nextPlace(sql, threadId);
  await sql`
    update threads set state = 'closed', outcome = ${outcome.kind}, outcome_body = ${outcome.body},
      outcome_by = ${outcome.by.accountId}, outcome_role = ${outcome.by.role}, outcome_day = ${outcome.day},
      outcome_at = ${outcome.by.at}, outcome_ordinal = ${place}
    where id = ${threadId}`;
}

/** The outcome that was stays in its place, as a post. `reopened`: it was the one time that somebody may open it again. */
export async function takeOutcomeBack(
  sql: Query,
  threadId: string,
  { reopened }: { reopened: boolean },
): Promise<void> {
  await sql`
    insert into thread_posts (thread_id, nameless, ordinal, author_id, role, day, at, body, outcome)
    select id, nameless, outcome_ordinal, outcome_by, outcome_role, outcome_day, outcome_at, outcome_body, outcome
    from threads where id = ${threadId}`;
  await sql`
    update threads set state = 'open', reopened = reopened or ${reopened}, outcome = null, outcome_body = null, outcome_by = null,
      outcome_role = null, outcome_day = null, outcome_at = null, outcome_ordinal = null
    where id = ${threadId}`;
}

export async function setHidden(
  sql: Query,
  threadId: string,
  hidden: { reason: string; by: string; day: string } | null,
): Promise<void> {
  await sql`
    update threads set hidden_reason = ${hidden?.reason ?? null}, hidden_by = ${hidden?.by ?? null},
      hidden_day = ${hidden?.day ?? null}
    where id = ${threadId}`;
}

/** Everything that has been said in the threads so far, and what the person was told of it. */
export async function setRead(sql: Query, threadIds: readonly string[], accountId: string): Promise<void> {
  await sql`
    insert into thread_reads (thread_id, account_id, read_to)
    select id, ${accountId}, said - 1 from threads where id = any(${threadIds as string[]}::uuid[]) order by id
    on conflict (thread_id, account_id) do update set read_to = greatest(thread_reads.read_to, excluded.read_to)`;
  await setThreadNoticesRead(sql, accountId, threadIds);
}

/**
 * The answer that held when the day began stays beside the new one, with its line: it is what is counted and shown.
 * `line`: null leaves the one that stands there.
 */
export async function setAnswer(
  sql: Query,
  answer: {
    sectionId: string;
    accountId: string;
    answer: QuickAnswer | null;
    line: string | null;
    day: string;
  },
): Promise<void> {
  await sql`
    insert into quick_answers as q (section_id, account_id, answer, line, day)
    values (${answer.sectionId}, ${answer.accountId}, ${answer.answer}, coalesce(${answer.line}, ''), ${answer.day})
    on conflict (section_id, account_id) do update
      set answer = excluded.answer, line = coalesce(${answer.line}, q.line), day = excluded.day,
        before = case when q.day < excluded.day then q.answer else q.before end,
        line_before = case when q.day < excluded.day then q.line else q.line_before end,
        before_day = case when q.day < excluded.day then q.day else q.before_day end`;
}
