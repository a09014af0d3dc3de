import type { Actor } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import type { Sql } from '../database/connect.ts';
import type { Pulse } from '../database/pulse.ts';
import type { Log } from '../log.ts';
import { isOutage, within } from './outage.ts';

/** How long a page waits for what it reads, and whoever acts for what they do, before it is told as an outage. */
export const READING_MS = 5_000;
const ACTING_MS = 20_000;

/** What the use cases of one request get. `actor`: who asks, a visitor without any role included. */
export type Asked = { sql: Sql; clock: Clock; actor: Actor; patience: ReturnType<typeof patience> };

type UseCase<Given extends unknown[], Result> = (...given: Given) => Promise<Result>;

/**
 * What reads, what acts, and what works long without the database. An outage becomes 503, which the page tells as
 * such. Anything else is a bug: logged here, without people's words, and 500.
 */
export function patience({ log, pulse }: { log: Log; pulse: Pulse }) {
  const told = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof Response) throw error;
      if (isOutage(error)) {
        pulse.missed();
        throw unavailable();
      }
      log.error({ err: error }, 'a page could not be answered');
      throw new Response(null, { status: 500 });
    }
  };
  function reads<Given extends unknown[], Result>(act: UseCase<Given, Result>): UseCase<Given, Result> {
    return (...given) => told(within(READING_MS, act(...given)));
  }
  function acts<Given extends unknown[], Result>(act: UseCase<Given, Result>): UseCase<Given, Result> {
    return (...given) => told(within(ACTING_MS, act(...given)));
  }
  function works<Given extends unknown[], Result>(act: UseCase<Given, Result>): UseCase<Given, Result> {
    return (...given) => told(act(...given));
  }
  return { reads, acts, works };
}

export function unavailable(): Response {
  return new Response(null, { status: 503, headers: { 'Retry-After': '10' } });
}
