import { dayInStockholm, daysAfter } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import type { Sql } from '../database/connect.ts';
import { peopleToTell } from '../database/mail-turns.ts';
import type { Log } from '../log.ts';
import type { Post } from '../mail/post.ts';
import { goRounds, type Rounds } from '../rounds.ts';
import { reportsThatEnd, tellLastDay } from './last-days.ts';
import { tellPerson } from './tell-person.ts';

export type TellerNeeds = {
  sql: Sql;
  log: Log;
  clock: Clock;
  post: Post;
  /** Where people find us, for links. */
  origin: string;
  /** False: this installation sends no mail, and people are told in the inbox alone. */
  canMail: boolean;
};

/** How often it is looked for what is new, in milliseconds: other nodes tell of things too. */
const LOOK_MS = 10_000;

/** Tells people of what waits for them, in a mail each as they want it, and that the last day for comments is near. */
export function startTeller(needs: TellerNeeds, lookMs = LOOK_MS): Rounds {
  const { log, post, canMail } = needs;
  let isOver = false;
  /** Reports of which it has been told, with their day. */
  const ending = new Set<string>();
  const rounds = goRounds(async () => {
    try {
      await tellLastDays(needs, ending, () => isOver);
      if (canMail && (await tellAll(needs, () => isOver)) > 0) post.wake();
    } catch (error) {
      if (!isOver) log.error({ err: error }, 'it could not be seen who is to be told of what');
    }
  }, lookMs);
  return {
    close() {
      isOver = true;
      return rounds.close();
    },
  };
}

async function tellLastDays(
  { sql, log, clock }: Pick<TellerNeeds, 'sql' | 'log' | 'clock'>,
  told: Set<string>,
  isOver: () => boolean,
): Promise<void> {
  const tomorrow = daysAfter(dayInStockholm(clock()), 1);
  for (const id of await reportsThatEnd(sql, tomorrow)) {
    const key = `${id} ${tomorrow}`;
    if (told.has(key)) continue;
    try {
      await tellLastDay(sql, id, clock());
      told.add(key);
    } catch (error) {
      if (!isOver()) log.error({ err: error }, 'the last day for comments on a report could not be told');
    }
  }
}

/**
 * Each in a transaction of their own: one that fails holds up no other, and is tried at the next look. Where several
 * servers look at once, one has the person.
 * @returns how many mails are in line
 */
export async function tellAll(
  { sql, log, clock, origin }: Pick<TellerNeeds, 'sql' | 'log' | 'clock' | 'origin'>,
  isOver: () => boolean = () => false,
): Promise<number> {
  let mails = 0;
  const tried = new Set<string>();
  for (;;) {
    const people = await peopleToTell(sql, clock(), tried);
    if (people.length === 0) return mails;
    for (const accountId of people) {
      if (isOver()) return mails;
      tried.add(accountId);
      try {
        mails += await sql.begin('isolation level read committed', (tx) =>
          tellPerson(tx, { accountId, now: clock(), origin }),
        );
      } catch (error) {
        log.error({ err: error }, 'somebody could not be told what waits for them');
      }
    }
  }
}
