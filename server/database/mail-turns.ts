import type { MailWish, SentMail, WaitingNotice } from '@delaktig/domain';
import { MAIL_CHOICES, ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { unitIdsOf } from './decisive.ts';
import { hasWayIn } from './way-in.ts';

type Query = postgres.ISql;

/** Who has something new to be told of, or something that waits for its hour: some of them, in no order. */
export async function peopleToTell(sql: Query, now: Date, but: ReadonlySet<string>): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from (
      select account_id as id from notices where mail = 'new'
      union select account_id from mail_turns where look_at <= ${now}
    ) due where id <> all(${[...but]}::uuid[]) limit 200`;
  return rows.map(({ id }) => id);
}

const turnRow = z.object({ day: z.string().nullable(), atOnce: z.int(), summaryDay: z.string().nullable() });

/** What somebody has been sent, whom nobody else sends anything until the transaction ends. Null: another does. */
export async function holdTurn(tx: Query, accountId: string): Promise<SentMail | null> {
  await tx`insert into mail_turns (account_id) values (${accountId}) on conflict do nothing`;
  const [row] = await tx`
    select day, at_once as "atOnce", summary_day as "summaryDay" from mail_turns
    where account_id = ${accountId} for update skip locked`;
  return row === undefined ? null : turnRow.parse(row);
}

export async function setTurn(
  tx: Query,
  accountId: string,
  { day, atOnce, summaryDay }: SentMail,
  lookAt: Date | null,
): Promise<void> {
  await tx`
    update mail_turns set day = ${day}, at_once = ${atOnce}, summary_day = ${summaryDay}, look_at = ${lookAt}
    where account_id = ${accountId}`;
}

const personRow = z.object({
  name: z.string(),
  email: z.string(),
  choice: z.enum(MAIL_CHOICES),
  quiet: z.boolean(),
});
export type MailPerson = z.infer<typeof personRow>;

/** Null for somebody without an address or without a way to sign in, and for an account that is closed. */
export async function mailPerson(sql: Query, accountId: string): Promise<MailPerson | null> {
  const [row] = await sql`
    select name, email, mail_choice as choice, mail_quiet as quiet from accounts a
    where id = ${accountId} and closed_at is null and email is not null and ${hasWayIn(sql)}`;
  return row === undefined ? null : personRow.parse(row);
}

const waitingRow = z.object({
  id: z.string(),
  day: z.string(),
  at: z.date(),
  threadId: z.string().nullable(),
  sectionId: z.string().nullable(),
  reportId: z.string(),
  onlyDaily: z.boolean(),
});

/**
 * What somebody has neither read nor been mailed, held until the transaction ends. What another transaction is about to
 * change waits for the next look.
 */
export async function waitingNotices(tx: Query, accountId: string): Promise<WaitingNotice[]> {
  const rows = await tx`
    select n.id, n.day, n.made_at as at, n.thread_id as "threadId", n.section_id as "sectionId",
      n.report_id as "reportId", coalesce(t.nameless, false) as "onlyDaily"
    from notices n left join threads t on t.id = n.thread_id
    where n.account_id = ${accountId} and n.mail <> 'done' and not n.read
    order by n.made_at, n.id for update of n skip locked`;
  return z
    .array(waitingRow)
    .parse([...rows])
    .map(({ id, day, at, onlyDaily, threadId, sectionId, reportId }) => ({
      id,
      day,
      at,
      onlyDaily,
      place: threadId ?? sectionId ?? reportId,
    }));
}

export async function setMailState(tx: Query, ids: readonly string[], mail: 'waits' | 'done'): Promise<void> {
  if (ids.length === 0) return;
  await tx`update notices set mail = ${mail} where id = any(${ids as string[]}::uuid[]) and mail <> ${mail}`;
}

/** What was read before its mail went is in none. */
export async function setReadDone(tx: Query, accountId: string): Promise<void> {
  await tx`update notices set mail = 'done' where account_id = ${accountId} and read and mail <> 'done'`;
}

const wordsRow = z.object({
  id: z.string(),
  body: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  unitIds: z.array(z.string()),
  threadId: z.string(),
  accountId: z.string(),
  administrationId: z.string(),
});
export type WordsOfNotice = z.infer<typeof wordsRow>;

/**
 * What was said, of those notices whose administration lets mails hold it. Never of what somebody has said in a thread
 * without a name, or of what is hidden or deleted. Whoever hides or deletes it now waits for the mail, of which it
 * is then taken; of what somebody is about to change there are no words.
 */
export async function wordsOfNotices(tx: Query, ids: readonly string[]): Promise<WordsOfNotice[]> {
  const held = await tx<{ id: string }[]>`
    select n.id from ${withWords(tx, ids)} for share of t, a, ad skip locked`;
  const heldIds = held.map(({ id }) => id);
  // A statement of its own: what was committed before the rows were held is seen.
  const rows = await tx`
    select n.id, coalesce(p.body, t.outcome_body) as body, a.name, coalesce(p.role, t.outcome_role) as role,
      ${unitIdsOf(tx)} as "unitIds", t.id as "threadId", a.id as "accountId", ad.id as "administrationId"
    from ${withWords(tx, heldIds)}`;
  return z.array(wordsRow).parse([...rows]);
}

const withWords = (sql: Query, ids: readonly string[]) => sql`
  notices n join reports r on r.id = n.report_id join units u on u.id = r.unit_id
    join administrations ad on ad.id = u.administration_id join threads t on t.id = n.thread_id
    left join thread_posts p on p.id = n.post_id
    join accounts a on a.id = case when n.kind = 'outcome' then t.outcome_by else p.author_id end
  where n.id = any(${ids as string[]}::uuid[]) and ad.mail_words and not t.nameless and t.hidden_reason is null
    and case when n.kind = 'outcome' then t.outcome_body else p.body end is not null`;

/** How somebody wants mail. */
export async function mailWishOf(sql: Query, accountId: string): Promise<MailWish | null> {
  const [row] = await sql`
    select mail_choice as choice, mail_quiet as quiet from accounts where id = ${accountId} and closed_at is null`;
  return row === undefined ? null : personRow.pick({ choice: true, quiet: true }).parse(row);
}

/** What waits for its hour is thought of anew. */
export async function setMailWish(sql: Query, accountId: string, { choice, quiet }: MailWish): Promise<void> {
  await sql`update accounts set mail_choice = ${choice}, mail_quiet = ${quiet} where id = ${accountId}`;
  await sql`
    update notices set mail = 'new' where account_id = ${accountId} and mail = 'waits' and not read`;
}
