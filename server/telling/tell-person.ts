import type { NoticeView, SentMail, WaitingNotice } from '@delaktig/domain';
import { bodyInWords, dayInStockholm, daysAfter, mentionsIn, planMail } from '@delaktig/domain';
import type { ToldNotice } from '@delaktig/texts';
import { shownName, sv } from '@delaktig/texts';
import type postgres from 'postgres';
import { actorOf } from '../accounts/actor.ts';
import type { MailPerson, WordsOfNotice } from '../database/mail-turns.ts';
import {
  holdTurn,
  mailPerson,
  setMailState,
  setReadDone,
  setTurn,
  waitingNotices,
  wordsOfNotices,
} from '../database/mail-turns.ts';
import { insertMail } from '../database/mails.ts';
import { assignmentsInForce } from '../database/organisation.ts';
import { viewNotices } from '../threads/notices.ts';
import { labelsOf } from '../threads/seen-mentions.ts';

/** What is older than so many days is news no more: nobody is sent what a mail server that was away would have had. */
const NEWS_DAYS = 7;
/** As much of somebody's words as a mail holds, in letters. */
const MOST_WORDS = 600;

type Asked = { accountId: string; now: Date; origin: string };

/**
 * Puts in line the mails that somebody is to have now, and marks what they tell, in the caller's transaction.
 * @returns how many
 */
export async function tellPerson(tx: postgres.TransactionSql, asked: Asked): Promise<number> {
  const { accountId, now } = asked;
  const sent = await holdTurn(tx, accountId);
  if (sent === null) return 0;
  await setReadDone(tx, accountId);
  const all = await waitingNotices(tx, accountId);
  const person = await mailPerson(tx, accountId);
  const seen = person === null || person.choice === 'none' ? [] : await newsOf(tx, asked, all);
  const waiting = all.filter(({ id }) => seen.some((notice) => notice.id === id));
  const plan = person === null ? NOTHING : planMail(now, person, waiting, sent);
  const mails = [...plan.atOnce, ...(plan.summary.length > 0 ? [plan.summary] : [])];
  const rest = waiting.map(({ id }) => id).filter((id) => !mails.flat().includes(id));
  if (person !== null) {
    for (const ids of mails)
      await putInLine(
        tx,
        asked,
        person,
        seen.filter(({ id }) => ids.includes(id)),
      );
  }
  const over = all.map(({ id }) => id).filter((id) => !rest.includes(id));
  await setMailState(tx, over, 'done');
  await setMailState(tx, rest, 'waits');
  await setTurn(tx, accountId, sentAfter(sent, plan, dayInStockholm(now)), plan.next);
  return mails.length;
}

const NOTHING: ReturnType<typeof planMail> = { atOnce: [], summary: [], next: null };

/** Of what waits, what the person may still read; nothing for one without any role. */
async function newsOf(
  tx: postgres.ISql,
  { accountId, now }: Asked,
  all: readonly WaitingNotice[],
): Promise<NoticeView[]> {
  const today = dayInStockholm(now);
  const actor = actorOf(accountId, await assignmentsInForce(tx, [accountId], today));
  if (actor.assignments.length === 0) return [];
  const since = daysAfter(today, -NEWS_DAYS);
  const ids = all.map(({ id }) => id);
  return (await viewNotices(tx, actor, now, ids)).filter(({ day }) => day >= since);
}

function sentAfter(sent: SentMail, plan: ReturnType<typeof planMail>, today: string): SentMail {
  const before = sent.day === today ? sent.atOnce : 0;
  return {
    day: today,
    atOnce: before + plan.atOnce.length,
    summaryDay: plan.summary.length > 0 ? today : sent.summaryDay,
  };
}

async function putInLine(
  tx: postgres.ISql,
  { origin, now }: Asked,
  { name, email, quiet }: MailPerson,
  notices: readonly NoticeView[],
): Promise<void> {
  const words = await wordsOfNotices(
    tx,
    notices.map(({ id }) => id),
  );
  const greeting = sv.access.mail.greeting(name.split(/\s+/u)[0] ?? '');
  const mailWith = (said: ReadonlyMap<string, ToldNotice['said']>) =>
    sv.telling.mail({
      greeting,
      origin,
      notices: notices.map((notice) => ({ ...notice, said: said.get(notice.id) ?? null })),
    });
  const said = new Map<string, ToldNotice['said']>();
  for (const each of words) said.set(each.id, await saidIn(tx, each));
  await insertMail(tx, {
    ...mailWith(said),
    recipient: email,
    codeId: null,
    now,
    quiet,
    words: words.length === 0 ? null : { bare: mailWith(new Map()).body, of: hangsOn(words) },
  });
}

/** Ids of all that has to be as it is for words to stay in a mail. */
function hangsOn(words: readonly WordsOfNotice[]): string[] {
  const ids = words.flatMap(({ body, threadId, accountId, administrationId }) => [
    threadId,
    accountId,
    administrationId,
    ...mentionsIn(body).map(({ id }) => id),
  ]);
  return [...new Set(ids)];
}

async function saidIn(tx: postgres.ISql, { body, name, role, unitIds }: WordsOfNotice) {
  const labels = await labelsOf(tx, mentionsIn(body), unitIds);
  const words = bodyInWords(body, labels, sv.threads.mention.unknown);
  return {
    who: shownName(name, [role]),
    words: words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trimEnd()} …` : words,
  };
}
