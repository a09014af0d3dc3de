import { dayInStockholm } from '@delaktig/domain';
import { demoAccountRows } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { assignmentsInForce } from '../database/organisation.ts';
import type { DemoAccount } from '../http/context.ts';
import { shownAccount } from './shown-account.ts';

/** The people whom the demo lets one be, with their roles today. */
export async function demoAccounts(sql: Sql, now: Date): Promise<DemoAccount[]> {
  const accounts = await demoAccountRows(sql);
  const ids = accounts.map((account) => account.id);
  const assignments = await assignmentsInForce(sql, ids, dayInStockholm(now));
  return accounts.map((account) => {
    const held = assignments.filter(({ accountId }) => accountId === account.id);
    return {
      id: account.id,
      name: shownAccount(account, held).name,
      roles: held.map(({ role, unit, groups }) => ({
        role,
        unit: unit?.name ?? null,
        groups: groups.map((group) => group.name),
      })),
    };
  });
}
