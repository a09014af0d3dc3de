import type { NoticeKind, Role } from '@delaktig/domain';
import { NOTICE_KINDS } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

type Query = postgres.ISql;

export type NewNotice = {
  kind: Exclude<NoticeKind, 'last-day'>;
  reportId: string;
  /** Null: of the report as a whole. */
  sectionId: string | null;
  threadId: string | null;
  /** What was said; null for what was said without a name, and where nothing was. */
  postId?: string | null;
  /** ISO date, Europe/Stockholm. */
  day: string;
  /** Null: when the day began, for what has no clock. */
  at: Date | null;
};

/** One that is not read gives place to a new one of its kind about the same thread, or without a thread the same section. */
export async function insertNotices(
  sql: Query,
  accountIds: readonly string[],
  notice: NewNotice,
): Promise<void> {
  if (accountIds.length === 0) return;
  const people = accountIds as string[];
  await sql`
    delete from notices where account_id = any(${people}::uuid[]) and kind = ${notice.kind} and not read
      and report_id = ${notice.reportId} and section_id is not distinct from ${notice.sectionId} and thread_id is not distinct from ${notice.threadId}`;
  await sql`
    insert into notices (account_id, kind, report_id, section_id, thread_id, post_id, day, made_at)
    select id, ${notice.kind}, ${notice.reportId}, ${notice.sectionId}, ${notice.threadId}, ${notice.postId ?? null},
      ${notice.day},
      coalesce(${notice.at}::timestamptz, ${notice.day}::date::timestamp at time zone 'Europe/Stockholm')
    from unnest(${people}::uuid[]) as told (id)`;
}

/** Who leads a section on a day (ISO date): the managers of the units, and the deputies to whom it was given. */
export async function leadersOf(
  sql: Query,
  section: { unitIds: readonly string[]; administrationId: string; deputyIds: readonly string[] },
  day: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct ra.account_id as id from role_assignments ra join accounts a on a.id = ra.account_id
    where ra.unit_id = any(${section.unitIds as string[]}::uuid[]) and ra.administration_id = ${section.administrationId}
      and (ra.role = 'manager' or (ra.role = 'deputy' and ra.account_id = any(${section.deputyIds as string[]}::uuid[])))
      and a.closed_at is null
      and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)`;
  return rows.map(({ id }) => id);
}

const noticeRow = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  day: z.string(),
  reportId: z.string(),
  sectionId: z.string().nullable(),
  section: z.string().nullable(),
  threadId: z.string().nullable(),
  hidden: z.boolean(),
  suggestion: z.boolean(),
  startedBy: z.string().nullable(),
  read: z.boolean(),
});
export type NoticeRow = z.infer<typeof noticeRow>;

/** The most that an inbox holds. */
const MOST_IN_INBOX = 100;

/**
 * Newest first: those of `ids`, or without them a hundred, and of more than that first of all what is not read. What
 * waited for a word and has it, whoever gave it, is no news any more, nor is a last day that has been moved.
 */
export async function noticesOf(
  sql: Query,
  accountId: string,
  ids: readonly string[] | null = null,
): Promise<NoticeRow[]> {
  const which =
    ids === null
      ? sql`order by n.read, n.day desc, n.made_at desc, n.id limit ${MOST_IN_INBOX}`
      : sql`and n.id = any(${ids as string[]}::uuid[])`;
  const rows = await sql`
    with news as (select n.id, n.kind, n.day, n.report_id as "reportId", n.section_id as "sectionId",
      case when s.id is null then null else coalesce(s.title, g.title, '') end as section,
      n.thread_id as "threadId", t.hidden_reason is not null as hidden,
      exists (select from suggestions su where su.thread_id = t.id) as suggestion,
      (select p.author_id from thread_posts p where p.thread_id = t.id order by p.ordinal limit 1) as "startedBy",
      n.read, n.made_at
    from notices n join reports r on r.id = n.report_id left join sections s on s.id = n.section_id left join goals g on g.id = s.goal_id
    left join threads t on t.id = n.thread_id
    where n.account_id = ${accountId} and not (n.kind in ('to-answer', 'reopened') and t.state = 'closed')
      and not (n.kind = 'waiting' and s.state <> 'ready')
      and not (n.kind = 'last-day' and r.last_comment_day is distinct from n.day + 1)
      ${which})
    select * from news order by day desc, made_at desc, id`;
  return z.array(noticeRow).parse([...rows]);
}

export async function setNoticesRead(sql: Query, accountId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update notices set read = true where account_id = ${accountId} and id = any(${ids as string[]}::uuid[])`;
}

/** Whoever reads a thread, or says something in it, has read what they were told of it. */
export async function setThreadNoticesRead(
  sql: Query,
  accountId: string,
  threadIds: readonly string[],
): Promise<void> {
  await sql`
    update notices set read = true
    where account_id = ${accountId} and thread_id = any(${threadIds as string[]}::uuid[]) and not read`;
}

/** That the last day for comments is near: once for each person, report and last day, which is the day after `day`. */
export async function insertLastDays(
  sql: Query,
  accountIds: readonly string[],
  { reportId, day, at }: { reportId: string; day: string; at: Date },
): Promise<void> {
  await sql`
    insert into notices (account_id, kind, report_id, day, made_at)
    select id, 'last-day', ${reportId}, ${day}, ${at} from unnest(${accountIds as string[]}::uuid[]) as told (id)
    on conflict (account_id, report_id, day) where kind = 'last-day' do nothing`;
}

/** The section waits for another from now on. */
export async function forgetWaiting(sql: Query, sectionId: string): Promise<void> {
  await sql`delete from notices where section_id = ${sectionId} and kind = 'waiting' and not read`;
}

/** Who has a role in units on a day (ISO date) and an open account. */
export async function holdersOf(
  sql: Query,
  { unitIds, administrationId }: { unitIds: readonly string[]; administrationId: string },
  role: Role,
  day: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct ra.account_id as id from role_assignments ra join accounts a on a.id = ra.account_id
    where ra.unit_id = any(${unitIds as string[]}::uuid[]) and ra.administration_id = ${administrationId}
      and ra.role = ${role} and a.closed_at is null
      and coalesce(ra.valid_from <= ${day}::date, true) and coalesce(ra.valid_to >= ${day}::date, true)`;
  return rows.map(({ id }) => id);
}
