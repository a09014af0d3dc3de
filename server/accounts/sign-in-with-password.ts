import type { Clock } from '../clock.ts';
import { accountByIdentifier } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import type { Device } from './device.ts';
import { identifierFrom, keyOf } from './identifier.ts';
import { PASSWORD_LENGTH, verifyPassword } from './passwords.ts';
import type { NewSession } from './sessions.ts';
import { startSession } from './sessions.ts';
import type { SignInTries } from './tries.ts';

/** `identifier`: e-mail, mobile number or username, as it was typed. */
export type PasswordSignIn = { identifier: string; password: string; address: string; device?: Device };

export type SignInDeps = {
  sql: Sql;
  clock: Clock;
  tries: SignInTries;
  /** Holds an answer. */
  wait: (ms: number) => Promise<unknown>;
};

/**
 * Signs in with e-mail, mobile number or username, and password. A wrong password, an unknown or closed account, one without a password
 * and too many tries are told alike and take alike time: one hashing, and a wait that grows with the tries.
 * @returns the new session, or null
 */
export async function signInWithPassword(
  { sql, clock, tries, wait }: SignInDeps,
  { identifier, password, address, device }: PasswordSignIn,
): Promise<NewSession | null> {
  const given = identifierFrom(identifier);
  // However a number is written, its tries are counted together.
  const key = keyOf(given);
  const attempt = await tries.begin(key, address);
  await wait(attempt.waitMs);
  if (!attempt.worthHashing) return null;
  const account = await accountByIdentifier(sql, given);
  const usable = account?.closed === false && attempt.allowed && password.length <= PASSWORD_LENGTH.max;
  const right = await verifyPassword(
    password.slice(0, PASSWORD_LENGTH.max),
    usable ? account.passwordHash : null,
  );
  if (!right || !usable) return null;
  await tries.succeeded(key, address);
  return startSession(sql, account.id, clock(), device);
}
