import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What one person may say under their name: more than a work group says together at one screen. */
export const NAMED_A_MINUTE = 240;
export const NAMED_AN_HOUR = 1_000;

/** Keeps one person, or a page gone wrong, from filling a report. Each node counts for itself, and forgets when it ends. */
export class NamedLimiter {
  readonly #limiters = [
    new RateLimiterMemory({ keyPrefix: 'minute', points: NAMED_A_MINUTE, duration: 60 }),
    new RateLimiterMemory({ keyPrefix: 'hour', points: NAMED_AN_HOUR, duration: 60 * 60 }),
  ];

  /** Takes one of the person's turns. Answers what gives it back, or null when there is none left. */
  async take(accountId: string): Promise<(() => void) | null> {
    const taken: RateLimiterMemory[] = [];
    const giveBack = () => {
      for (const limiter of taken.splice(0)) void limiter.reward(accountId);
    };
    for (const limiter of this.#limiters) {
      try {
        await limiter.consume(accountId);
        taken.push(limiter);
      } catch (refused) {
        giveBack();
        if (refused instanceof RateLimiterRes) return null;
        throw refused;
      }
    }
    return giveBack;
  }
}
