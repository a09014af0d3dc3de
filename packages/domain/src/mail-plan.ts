import { dayInStockholm, daysAfter, stockholmMoment } from './days.ts';

/** How somebody wants mail: at once (the first of a day, the rest in one), one mail a day, or none. */
export const MAIL_CHOICES = ['at-once', 'daily', 'none'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

export type MailWish = {
  choice: MailChoice;
  /** No mail from 20 to 07: what comes then waits. */
  quiet: boolean;
};

/** Something that somebody is to be told of and has not read. */
export type WaitingNotice = {
  id: string;
  /** What it is about; what is about the same goes in one mail. */
  place: string;
  /** ISO date, Europe/Stockholm. */
  day: string;
  at: Date;
  /** The moment of a mail would tell when it came: it waits for the morning after its day. */
  onlyDaily: boolean;
};

/** What has been sent. Days are ISO dates in Europe/Stockholm; null: never. */
export type SentMail = {
  /** The day of which `atOnce` mails are counted. */
  day: string | null;
  atOnce: number;
  /** When the last summary went. */
  summaryDay: string | null;
};

export type MailPlan = {
  /** Mails to send now, each with the notices that it tells. */
  atOnce: string[][];
  /** The notices of the summary that is to be sent now; empty for none. */
  summary: string[];
  /** When to look again, should nothing come before; null: nothing waits. */
  next: Date | null;
};

/** So many mails a day go at once. */
export const MAILS_AT_ONCE = 3;
/** Hours of Europe/Stockholm. */
const MORNING = 7;
const EVENING = 20;

/**
 * Which mails somebody is to have now. A summary goes at seven in the morning, one a day, with all that waited then;
 * one that was missed goes later in the day, but not in quiet hours, and never before seven, where it would be the one
 * summary of the day to come. What came during the day goes at once as long as the day has mails left and it is not quiet.
 */
export function planMail(
  now: Date,
  { choice, quiet }: MailWish,
  waiting: readonly WaitingNotice[],
  sent: SentMail,
): MailPlan {
  if (choice === 'none') return { atOnce: [], summary: [], next: null };
  const today = dayInStockholm(now);
  const isAwake = !quiet || !isQuiet(now);
  const isForSummary = isAwake && sent.summaryDay !== today && now >= stockholmMoment(today, MORNING);
  const summary = isForSummary ? waiting.filter((notice) => morningOf(notice) <= now) : [];
  const later = waiting.filter((notice) => !summary.includes(notice));
  const left = MAILS_AT_ONCE - (sent.day === today ? sent.atOnce : 0);
  const fresh =
    choice === 'at-once' && isAwake ? later.filter((notice) => isFresh(notice, today, quiet)) : [];
  const places = [...new Set(fresh.map(({ place }) => place))].slice(0, Math.max(0, left));
  const atOnce = places.map((place) => fresh.filter((notice) => notice.place === place));
  const rest = later.filter((notice) => !places.includes(notice.place) || !fresh.includes(notice));
  return {
    atOnce: atOnce.map(idsOf),
    summary: idsOf(summary),
    next: nextLook(rest, now, sent.summaryDay === today || summary.length > 0),
  };
}

/** Whether it is between 20 and 07. */
export function isQuiet(moment: Date): boolean {
  const day = dayInStockholm(moment);
  return moment < stockholmMoment(day, MORNING) || moment >= stockholmMoment(day, EVENING);
}

/** It came today while mails go out; what is older waits for its morning. */
function isFresh({ at, day, onlyDaily }: WaitingNotice, today: string, quiet: boolean): boolean {
  return !onlyDaily && day === today && !(quiet && isQuiet(at));
}

/** The first morning after it came. */
function morningOf({ at, day, onlyDaily }: WaitingNotice): Date {
  const same = stockholmMoment(day, MORNING);
  return !onlyDaily && at < same ? same : stockholmMoment(daysAfter(day, 1), MORNING);
}

function nextLook(rest: readonly WaitingNotice[], now: Date, hadSummary: boolean): Date | null {
  if (rest.length === 0) return null;
  const first = Math.min(...rest.map((notice) => morningOf(notice).getTime()));
  const today = dayInStockholm(now);
  const morning = stockholmMoment(today, MORNING);
  const coming = !hadSummary && now < morning ? morning : stockholmMoment(daysAfter(today, 1), MORNING);
  return new Date(Math.max(first, coming.getTime()));
}

function idsOf(notices: readonly WaitingNotice[]): string[] {
  return notices.map(({ id }) => id);
}
