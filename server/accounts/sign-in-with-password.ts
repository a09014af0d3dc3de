import type { Clock } from '../clock.ts';
import { accountByEmail } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { PASSWORD_LENGTH, verifyPassword } from './passwords.ts';
import type { NewSession } from './sessions.ts';
import { startSession } from './sessions.ts';
import type { SignInTries } from './tries.ts';

export type PasswordSignIn = { email: string; password: string; address: string };

export type SignInDeps = {
  sql: Sql;
  clock: Clock;
  tries: SignInTries;
  /** Holds an answer. */
  wait: (ms: number) => Promise<unknown>;
};

/**
 * Signs in with e-mail and password. A wrong password, an unknown or closed account, one without a password
 * and too many tries are told alike and take alike time: one hashing, and a wait that grows with the tries.
 * @returns the new session, or null
 */
export async function signInWithPassword(
  { sql, clock, tries, wait }: SignInDeps,
  { email, password, address }: PasswordSignIn,
): Promise<NewSession | null> {
  // PostgreSQL takes no zero byte in a text.
  const key = email.normalize('NFC').replaceAll('\0', '').trim().toLocaleLowerCase('sv').slice(0, 320);
  const attempt = await tries.begin(key, address);
  await wait(attempt.waitMs);
  if (!attempt.worthHashing) return null;
  const account = await accountByEmail(sql, key);
  const usable = account?.closed === false && attempt.allowed && password.length <= PASSWORD_LENGTH.max;
  const right = await verifyPassword(
    password.slice(0, PASSWORD_LENGTH.max),
    usable ? account.passwordHash : null,
  );
  if (!right || !usable) return null;
  await tries.succeeded(key, address);
  return startSession(sql, account.id, clock());
}
