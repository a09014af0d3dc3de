import { isDemoAccount } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { Device } from './device.ts';
import type { NewSession } from './sessions.ts';
import { startSession } from './sessions.ts';

/**
 * Signs in as one of the demo's accounts without a password. The caller answers for being in demo mode.
 * @returns the new session, or null for an account that is not of the demo
 */
export async function signInAsDemo(
  sql: Sql,
  accountId: string,
  now: Date,
  device?: Device,
): Promise<NewSession | null> {
  if (!isId(accountId) || !(await isDemoAccount(sql, accountId))) return null;
  return startSession(sql, accountId, now, device);
}
