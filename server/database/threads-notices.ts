import type { NoticeView } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

type Query = postgres.ISql;

export type NewNotice = {
  kind: Exclude<NoticeView['kind'], 'last-day'>;
  reportId: string;
  sectionId: string;
  threadId: string | null;
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
      and section_id = ${notice.sectionId} and thread_id is not distinct from ${notice.threadId}`;
  await sql`
    insert into notices (account_id, kind, report_id, section_id, thread_id, day, made_at)
    select id, ${notice.kind}, ${notice.reportId}, ${notice.sectionId}, ${notice.threadId}, ${notice.day},
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
  kind: z.enum(['reply', 'outcome', 'reopened', 'returned', 'to-answer', 'last-day']),
  day: z.string(),
  reportId: z.string(),
  sectionId: z.string().nullable(),
  section: z.string().nullable(),
  threadId: z.string().nullable(),
  hidden: z.boolean(),
  startedBy: z.string().nullable(),
  read: z.boolean(),
});
export type NoticeRow = z.infer<typeof noticeRow>;

/** Newest first, at most a hundred. What waited for an answer and has it, whoever gave it, is no news any more. */
export async function noticesOf(sql: Query, accountId: string): Promise<NoticeRow[]> {
  const rows = await sql`
    select n.id, n.kind, n.day, n.report_id as "reportId", n.section_id as "sectionId",
      case when s.id is null then null else coalesce(s.title, g.title, '') end as section,
      n.thread_id as "threadId", t.hidden_reason is not null as hidden,
      (select p.author_id from thread_posts p where p.thread_id = t.id order by p.ordinal limit 1) as "startedBy",
      n.read
    from notices n left join sections s on s.id = n.section_id left join goals g on g.id = s.goal_id
    left join threads t on t.id = n.thread_id
    where n.account_id = ${accountId} and not (n.kind in ('to-answer', 'reopened') and t.state = 'closed')
    order by n.day desc, n.made_at desc, n.id limit 100`;
  return z.array(noticeRow).parse([...rows]);
}

export async function setNoticesRead(sql: Query, accountId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update notices set read = true where account_id = ${accountId} and id = any(${ids as string[]}::uuid[])`;
}
