import { administers, type RosterTable, rosterPlan, rosterText } from '@delaktig/domain';
import postgres from 'postgres';
import { isId } from '../database/ids.ts';
import { isUniqueViolation } from '../database/unique.ts';
import { carryOut } from './carry-out.ts';
import type { TakeInInput, TakeInResult } from './contract.ts';
import { type Deps, digest, outcomeOf, previewPeople, shown } from './preview-people.ts';
import { lockRoster, rosterGround } from './roster-ground.ts';

/**
 * Takes in what the preview showed, all of it in one transaction. Where the list or the database says anything else by
 * now, nothing is done and the preview is made anew.
 */
export async function takeInPeople(
  deps: Deps,
  table: RosterTable,
  input: Omit<TakeInInput, 'list' | 'mended'>,
): Promise<TakeInResult> {
  const { sql, actor, clock } = deps;
  const { administrationId, seen } = input;
  if (!isId(administrationId) || !administers(actor, administrationId))
    return { ok: false, reason: 'forbidden' };
  if (digest(rosterText(table)) !== seen.list) return anew(deps, administrationId, table, 'list-differs');
  try {
    const result: unknown = await sql.begin(async (tx): Promise<TakeInResult> => {
      await lockRoster(tx, { administrationId, table });
      const now = clock();
      const ground = await rosterGround(tx, { administrationId, actor, table, now });
      const plan = rosterPlan(table, ground);
      if (outcomeOf(plan) !== seen.outcome) {
        const preview = await shown(tx, administrationId, table, ground, plan);
        return { ok: false, reason: 'outcome-differs', preview };
      }
      if (plan.unproven > 0 && !input.noneProtected) {
        const preview = await shown(tx, administrationId, table, ground, plan);
        return { ok: false, reason: 'unproven', preview };
      }
      const leaving = plan.leavers.filter(
        ({ assignmentId, name }) => input.leaving.includes(assignmentId) || (input.allLeaving && name !== ''),
      );
      const scene = { tx, now, today: ground.today, administrationId, actorId: actor.accountId };
      return { ok: true, done: await carryOut(scene, plan, leaving) };
    });
    return result as TakeInResult;
  } catch (error) {
    // Somebody else took an address, or held the same people, in the same moment.
    if (isUniqueViolation(error) || isDeadlock(error))
      return anew(deps, administrationId, table, 'outcome-differs');
    throw error;
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === '40P01';
}

async function anew(
  deps: Deps,
  administrationId: string,
  table: RosterTable,
  reason: 'list-differs' | 'outcome-differs',
): Promise<TakeInResult> {
  const result = await previewPeople(deps, administrationId, table);
  return result.ok ? { ok: false, reason, preview: result.preview } : result;
}
