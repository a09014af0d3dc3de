import type { Actor } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { assignmentsInForce } from '../database/organisation.ts';
import { sessionsByIds } from '../database/sessions.ts';
import { actorOf } from './actor.ts';
import { type ShownAccount, shownAccount } from './shown-account.ts';

/** What a session that has been looked up once is worth now. */
export type SessionInForce = { actor: Actor; account: ShownAccount; expiresAt: Date };

/**
 * Those of many sessions that still hold (see `sessionOf`), by id, with the assignments in force today in Stockholm.
 * Throws when the database cannot be asked: that is an outage and never "ended".
 */
export async function sessionsInForce(
  sql: Sql,
  sessionIds: readonly string[],
  now: Date,
): Promise<Map<string, SessionInForce>> {
  const sessions = await sessionsByIds(sql, sessionIds, now);
  const accountIds = [...new Set(sessions.map((session) => session.accountId))];
  const assignments = await assignmentsInForce(sql, accountIds, dayInStockholm(now));
  const byAccount = Map.groupBy(assignments, (assignment) => assignment.accountId);
  return new Map(
    sessions.map(({ id, accountId, name, expiresAt }) => {
      const held = byAccount.get(accountId) ?? [];
      return [
        id,
        { actor: actorOf(accountId, held), account: shownAccount({ id: accountId, name }, held), expiresAt },
      ];
    }),
  );
}
