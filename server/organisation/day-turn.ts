import { dayInStockholm } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import type { Sql } from '../database/connect.ts';
import { lockDueChanges } from '../database/unit-changes.ts';
import { refreshUnitNames } from '../database/units.ts';
import type { Log } from '../log.ts';
import { carryOut } from './carry-out-change.ts';

/** How often it is looked whether the day has turned, in milliseconds: what was decided for a day bites so soon after midnight. */
const LOOK_MS = 5_000;

export type DayTurn = {
  /** Resolves when what the last look had to do is done. */
  close(): Promise<void>;
};

/** Does what has been decided about units when its day comes, at the start and at every turn of the day in Stockholm. */
export function watchDayTurn(
  { sql, clock, log }: { sql: Sql; clock: Clock; log: Log },
  lookMs = LOOK_MS,
): DayTurn {
  let done: string | null = null;
  let running: Promise<void> | null = null;
  let hasFailed = false;
  const turn = async () => {
    const day = dayInStockholm(clock());
    if (day === done) return;
    try {
      await doWhatIsDue(sql, clock());
      done = day;
      hasFailed = false;
    } catch (cause) {
      if (!hasFailed)
        log.warn({ cause }, 'what was decided about units for today is not done; tried until it is');
      hasFailed = true;
    }
  };
  const look = () => {
    running ??= turn().finally(() => {
      running = null;
    });
  };
  const timer = setInterval(look, lookMs);
  timer.unref();
  look();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** In one transaction; two servers at once take turns, and the second finds nothing to do. */
export async function doWhatIsDue(sql: Sql, now: Date): Promise<void> {
  const today = dayInStockholm(now);
  await sql.begin(async (tx) => {
    for (const change of await lockDueChanges(tx, today)) await carryOut({ tx, now, actorId: null }, change);
    await refreshUnitNames(tx, today);
  });
}
