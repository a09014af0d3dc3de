import { dayInStockholm, shownMobile } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import { dropUnusedCodes } from '../database/access-codes.ts';
import { accountById, setPasswordHash } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { mailWishOf } from '../database/mail-turns.ts';
import { accessOfPeople } from '../database/people-access.ts';
import { revokeSessionsOf, sessionsOfAccount } from '../database/sessions.ts';
import type { ChangePasswordResult, OwnAccount } from './contract.ts';
import { hashPassword, PASSWORD_LENGTH, verifyPassword } from './passwords.ts';
import { rolesShown, sessionsShown } from './shown.ts';
import type { SignInTries } from './tries.ts';

/** Who asks, in which session. */
export type Oneself = { accountId: string; sessionId: string };

/** What is registered about oneself; null when the account was closed a moment ago. */
export async function ownAccount(sql: Sql, self: Oneself, now: Date): Promise<OwnAccount | null> {
  const [account, [person], sessions, mailWish] = await Promise.all([
    accountById(sql, self.accountId),
    accessOfPeople(sql, [self.accountId], dayInStockholm(now)),
    sessionsOfAccount(sql, self.accountId, now),
    mailWishOf(sql, self.accountId),
  ]);
  if (account === null || person === undefined || mailWish === null) return null;
  const { name, email, mobile, username, passwordHash } = account;
  return {
    name,
    email,
    mobile: mobile === null ? null : shownMobile(mobile),
    username,
    hasPassword: passwordHash !== null,
    roles: rolesShown(person),
    sessions: sessionsShown(sessions, self.sessionId),
    mailWish,
  };
}

/** @returns 1, or 0 for a session that is not one's own or has ended */
export async function endOwnSession(sql: Sql, self: Oneself, sessionId: string, now: Date): Promise<number> {
  return isId(sessionId) ? revokeSessionsOf(sql, self.accountId, now, { only: sessionId }) : 0;
}

export async function endOtherSessions(sql: Sql, self: Oneself, now: Date): Promise<number> {
  return revokeSessionsOf(sql, self.accountId, now, { except: self.sessionId });
}

export type ChangePasswordDeps = {
  sql: Sql;
  clock: Clock;
  tries: SignInTries;
  wait: (ms: number) => Promise<unknown>;
};

/**
 * Asks for the present password, since whoever finds an open computer is signed in too; wrong ones are counted as at
 * sign-in. Ends every other session and makes codes that were under way worthless.
 */
export async function changePassword(
  { sql, clock, tries, wait }: ChangePasswordDeps,
  self: Oneself,
  given: { present: string; next: string; address: string },
): Promise<ChangePasswordResult> {
  const { length } = given.next;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) {
    return { ok: false, reason: 'password-length' };
  }
  const attempt = await tries.begin(self.accountId, given.address);
  await wait(attempt.waitMs);
  const account = await accountById(sql, self.accountId);
  const usable = attempt.allowed && given.present.length <= PASSWORD_LENGTH.max;
  if (!usable || account?.passwordHash == null) return { ok: false, reason: 'refused' };
  if (!(await verifyPassword(given.present, account.passwordHash))) return { ok: false, reason: 'refused' };
  await tries.succeeded(self.accountId, given.address);
  const passwordHash = await hashPassword(given.next);
  return sql.begin(async (tx): Promise<ChangePasswordResult> => {
    await setPasswordHash(tx, self.accountId, passwordHash);
    await dropUnusedCodes(tx, self.accountId);
    return {
      ok: true,
      ended: await revokeSessionsOf(tx, self.accountId, clock(), { except: self.sessionId }),
    };
  });
}
