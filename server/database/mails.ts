import { isQuiet } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

/** A plain text mail that is to be sent. `codeId`: the code that it carries; the mail goes when the code is replaced. */
export type NewMail = {
  recipient: string;
  subject: string;
  body: string;
  codeId: string | null;
  now: Date;
  /** It waits while it is between 20 and 07. */
  quiet?: boolean;
  /** Where it holds what somebody said: the body without, which takes its place when one of `of` is no more as it was. */
  words?: { bare: string; of: readonly string[] } | null;
};

/** In the transaction of what the mail tells: it is sent when, and only when, that was committed. */
export async function insertMail(tx: postgres.ISql, mail: NewMail): Promise<void> {
  const { recipient, subject, body, codeId, now, quiet = false, words = null } = mail;
  const wordsOf = words === null ? null : (words.of as string[]);
  await tx`
    insert into mails (recipient, subject, body, code_id, made_at, next_try_at, quiet, bare, words_of)
    values (${recipient}, ${subject}, ${body}, ${codeId}, ${now}, ${now}, ${quiet}, ${words?.bare ?? null},
      ${wordsOf}::uuid[])`;
}

const waitingRow = z.object({
  id: z.int(),
  messageId: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  tries: z.int(),
});
export type WaitingMail = z.infer<typeof waitingRow>;

/**
 * Takes the mail that has waited longest, for as long as `until`: no other node tries it before then, and should
 * this one die meanwhile, it is due again. `tries` counts this one. Null when none is due.
 */
export async function takeMail(sql: postgres.ISql, now: Date, until: Date): Promise<WaitingMail | null> {
  const [row] = await sql`
    update mails set tries = tries + 1, next_try_at = ${until}
    where id = (
      select id from mails
      where sent_at is null and failed_at is null and next_try_at <= ${now} and not (quiet and ${isQuiet(now)})
      order by next_try_at, id limit 1 for update skip locked)
    returning id, message_id as "messageId", recipient, subject, body, tries`;
  return row === undefined ? null : waitingRow.parse(row);
}

/** When the next mail is due; null when none waits, but for those that wait for the morning. */
export async function nextMailAt(sql: postgres.ISql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select min(next_try_at) as at from mails
    where sent_at is null and failed_at is null and not (quiet and ${isQuiet(now)})`;
  return row?.at ?? null;
}

/** The address and the words go at once. */
export async function mailWasSent(sql: postgres.ISql, id: number, now: Date): Promise<void> {
  await sql`
    update mails set sent_at = ${now}, recipient = null, subject = null, body = null, bare = null,
      words_of = null
    where id = ${id} and failed_at is null`;
}

/** It will never arrive: nobody is there, or nobody wants it. */
export async function mailHasFailed(sql: postgres.ISql, id: number, now: Date): Promise<void> {
  await sql`
    update mails set failed_at = ${now}, recipient = null, subject = null, body = null, bare = null,
      words_of = null
    where id = ${id} and sent_at is null`;
}

export async function postponeMail(sql: postgres.ISql, id: number, until: Date): Promise<void> {
  await sql`update mails set next_try_at = ${until} where id = ${id} and sent_at is null and failed_at is null`;
}

/** Those that were sent or given up before `before`. */
export async function deleteOldMails(sql: postgres.ISql, before: Date): Promise<number> {
  const { count } = await sql`delete from mails where coalesce(sent_at, failed_at) < ${before}`;
  return count;
}

export type MailCounts = { waiting: number; failed: number };

/** Of mails that are kept: those that wait, and those that were refused for good. */
export async function countMails(sql: postgres.ISql): Promise<MailCounts> {
  const [row] = await sql<MailCounts[]>`
    select count(*) filter (where sent_at is null and failed_at is null)::int as waiting,
      count(*) filter (where failed_at is not null)::int as failed
    from mails where sent_at is null`;
  return row ?? { waiting: 0, failed: 0 };
}
