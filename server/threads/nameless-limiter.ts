import { createHmac, randomBytes } from 'node:crypto';
import { dayInStockholm } from '@delaktig/domain';

/** What one person may say without a name in a day. */
export const NAMELESS_A_DAY = 5;

/** How often it is looked whether night has come. */
const LOOK_MS = 60_000;

export type NamelessLimiter = {
  /** Takes one of the person's turns of the day. @returns what gives it back, or null when there is none left */
  take(accountId: string, now: Date): (() => void) | null;
  /** Forgets everything if the day is over. */
  turn(now: Date): void;
};

/**
 * Keeps one person from flooding a report without a name, and is no trace itself: it counts how much each has said
 * today, and never what. Accounts are held as HMAC under a random key that is never written anywhere; at midnight
 * (Europe/Stockholm), or when the process ends, the key and the counts are thrown away. With several nodes each counts
 * for itself, since telling the others would be to write it down.
 */
export function createNamelessLimiter(): NamelessLimiter {
  let day = '';
  let key = randomBytes(32);
  let taken = new Map<string, number>();
  const turn = (now: Date) => {
    const today = dayInStockholm(now);
    if (today === day) return;
    day = today;
    key.fill(0);
    key = randomBytes(32);
    taken = new Map();
  };
  return {
    turn,
    take(accountId, now) {
      turn(now);
      const counts = taken;
      const who = createHmac('sha256', key).update(accountId).digest('base64');
      const before = counts.get(who) ?? 0;
      if (before >= NAMELESS_A_DAY) return null;
      counts.set(who, before + 1);
      return () => void counts.set(who, (counts.get(who) ?? 1) - 1);
    },
  };
}

/** One that forgets by itself, also on a night when nobody says anything more. It keeps no process alive. */
export function startNamelessLimiter(clock: () => Date): NamelessLimiter {
  const limiter = createNamelessLimiter();
  setInterval(() => limiter.turn(clock()), LOOK_MS).unref();
  return limiter;
}
