import type { Clock } from '../clock.ts';
import { deleteOldCodes } from '../database/access-codes.ts';
import type { Sql } from '../database/connect.ts';
import { deleteOldMails } from '../database/mails.ts';
import { deleteOldSessions } from '../database/sessions.ts';
import type { Log } from '../log.ts';

/** How long, in days, it can be seen that a session ended, a code went out, or a mail was sent. */
export const KEPT_DAYS = { sessions: 1, codes: 30, mails: 30 } as const;

const DAY_MS = 86_400_000;
/** The first after a start, when whoever waits for pages has them; then once a day. */
const FIRST_MS = 60_000;

/** Removes what is over: nobody needs it, and some of it tells of people. */
export async function clearWhatIsOver(
  sql: Sql,
  now: Date,
): Promise<{ sessions: number; codes: number; mails: number }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const mails = await deleteOldMails(sql, before(KEPT_DAYS.mails));
  const codes = await deleteOldCodes(sql, before(KEPT_DAYS.codes));
  const sessions = await deleteOldSessions(sql, before(KEPT_DAYS.sessions));
  return { sessions, codes, mails };
}

/** @returns how to stop it */
export function clearDaily({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): () => void {
  const clear = async () => {
    try {
      log.debug(await clearWhatIsOver(sql, clock()), 'what was over has been removed');
    } catch (error) {
      // Tomorrow will do.
      log.error({ err: error }, 'what is over could not be removed');
    }
  };
  let daily: NodeJS.Timeout | null = null;
  const first = setTimeout(() => {
    void clear();
    daily = setInterval(clear, DAY_MS).unref();
  }, FIRST_MS).unref();
  return () => {
    clearTimeout(first);
    if (daily) clearInterval(daily);
  };
}
