import { dayInStockholm } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import type { Sql } from '../database/connect.ts';
import { dueChanges, lockWaitingChange } from '../database/unit-changes.ts';
import { refreshUnitNames } from '../database/units.ts';
import type { Log } from '../log.ts';
import { goRounds, type Rounds } from '../rounds.ts';
import { carryOut } from './carry-out-change.ts';

/** How often it is looked whether the day has turned, in milliseconds: what was decided for a day bites so soon after midnight. */
const LOOK_MS = 5_000;

/** Does what has been decided about units when its day comes, at the start and at every turn of the day in Stockholm. */
export function watchDayTurn(
  { sql, clock, log }: { sql: Sql; clock: Clock; log: Log },
  lookMs = LOOK_MS,
): Rounds {
  let done: string | null = null;
  let told = new Set<string | null>();
  return goRounds(async () => {
    const day = dayInStockholm(clock());
    if (day === done) return;
    const failures = await doWhatIsDue(sql, clock());
    for (const { changeId, cause } of failures.filter((failure) => !told.has(failure.changeId))) {
      log.warn({ changeId, cause }, 'what was decided about units for today is not done; tried until it is');
    }
    told = new Set(failures.map(({ changeId }) => changeId));
    if (failures.length === 0) done = day;
  }, lookMs);
}

/** What could not be done, and why; `changeId` null: the names of the day, or to see what is due. */
export type Failure = { changeId: string | null; cause: unknown };

/**
 * Each change in a transaction of its own, so that one that fails holds up no other; two servers at once take turns,
 * and the second finds it done.
 */
export async function doWhatIsDue(sql: Sql, now: Date): Promise<Failure[]> {
  const today = dayInStockholm(now);
  const failures: Failure[] = [];
  const attempt = (changeId: string | null, work: () => Promise<unknown>) =>
    work().catch((cause: unknown) => failures.push({ changeId, cause }));
  await attempt(null, async () => {
    for (const id of await dueChanges(sql, today)) {
      await attempt(id, () => carryOutInTurn(sql, now, id));
    }
    await refreshUnitNames(sql, today);
  });
  return failures;
}

async function carryOutInTurn(sql: Sql, now: Date, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    const change = await lockWaitingChange(tx, id);
    if (change !== null) await carryOut({ tx, now, actorId: null }, change);
  });
}
