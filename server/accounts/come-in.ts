import { dayInStockholm } from '@delaktig/domain';
import type { Clock } from '../clock.ts';
import { codeHolder, dropUnusedCodes, takeCode } from '../database/access-codes.ts';
import { setPasswordHash } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { revokeSessionsOf } from '../database/sessions.ts';
import { hashOfCode } from './codes.ts';
import type { CodeHolder } from './contract.ts';
import type { Device } from './device.ts';
import { hashPassword, PASSWORD_LENGTH } from './passwords.ts';
import { type NewSession, startSession } from './sessions.ts';
import type { CodeTries } from './tries.ts';

export type ComeInDeps = {
  sql: Sql;
  clock: Clock;
  tries: CodeTries;
  /** Holds an answer. */
  wait: (ms: number) => Promise<unknown>;
};

/**
 * Whom a code is for; null for any that cannot be used, whatever the reason. Every wrong code counts as a try of the
 * address, and of all, and makes the next answer slower.
 */
export async function whoseCode(
  { sql, clock, tries, wait }: ComeInDeps,
  { code, address }: { code: string; address: string },
): Promise<CodeHolder | null> {
  const attempt = await tries.begin(address);
  await wait(attempt.waitMs);
  const now = clock();
  // What is no code at all is looked up as well: it takes the time that another wrong one takes.
  const hash = hashOfCode(code) ?? Buffer.alloc(32);
  const row = attempt.allowed ? await codeHolder(sql, hash, now, dayInStockholm(now)) : null;
  if (row === null) return null;
  await tries.succeeded(address);
  const firstName = row.name.split(/\s+/u)[0] ?? '';
  return { purpose: row.purpose, firstName: firstName === '' ? null : firstName, role: row.role };
}

export type CodeRedeemed =
  | { ok: true; session: NewSession }
  | { ok: false; reason: 'code' }
  | { ok: false; reason: 'password-length'; holder: CodeHolder };

/**
 * Sets the password of whoever has the code and signs them in. The code is used up in the same transaction, and so
 * does every session that there was end: whoever asked for a new password may have lost the old one to somebody.
 */
export async function redeemCode(
  deps: ComeInDeps,
  given: { code: string; password: string; address: string; device: Device },
): Promise<CodeRedeemed> {
  const holder = await whoseCode(deps, given);
  const hash = hashOfCode(given.code);
  if (holder === null || hash === null) return { ok: false, reason: 'code' };
  const { length } = given.password;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) {
    return { ok: false, reason: 'password-length', holder };
  }
  const passwordHash = await hashPassword(given.password);
  return deps.sql.begin(async (tx): Promise<CodeRedeemed> => {
    const now = deps.clock();
    const accountId = await takeCode(tx, hash, now);
    if (accountId === null) return { ok: false, reason: 'code' };
    await setPasswordHash(tx, accountId, passwordHash);
    await dropUnusedCodes(tx, accountId);
    await revokeSessionsOf(tx, accountId, now);
    return { ok: true, session: await startSession(tx, accountId, now, given.device) };
  });
}
