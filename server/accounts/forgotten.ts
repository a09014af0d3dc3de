import type { Clock } from '../clock.ts';
import { hasMailedCodeSince, lockAccounts } from '../database/access-codes.ts';
import { accountByIdentifier } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { identifierFrom, keyOf } from './identifier.ts';
import { sendCode } from './send-code.ts';
import type { AskTries } from './tries.ts';

export type ForgottenDeps = {
  sql: Sql;
  clock: Clock;
  tries: AskTries;
  /** Holds an answer. */
  wait: (ms: number) => Promise<unknown>;
  /** Where people find us. */
  origin: string;
};

/** Longer than a mail takes to be put in line, so that the time does not tell whether there is such a person. */
const ANSWER_AFTER_MS = 500;
/** Whoever asks again has the mail already, or soon. */
const AGAIN_AFTER_MS = 10 * 60_000;

/**
 * Sends a link to whoever signs in with what was given, if they have an e-mail; else does nothing. Answers alike and
 * in like time. @returns whether a mail was put in line, for the one who sends mail and nobody else
 */
export async function askForReset(
  deps: ForgottenDeps,
  asked: { identifier: string; address: string },
): Promise<boolean> {
  const [sent] = await Promise.all([put(deps, asked), deps.wait(ANSWER_AFTER_MS)]);
  return sent;
}

async function put(
  { sql, clock, tries, origin }: ForgottenDeps,
  { identifier, address }: { identifier: string; address: string },
): Promise<boolean> {
  const given = identifierFrom(identifier);
  if (!(await tries.begin(keyOf(given), address))) return false;
  const account = await accountByIdentifier(sql, given);
  const email = account?.email ?? null;
  if (account === null || email === null || account.closed) return false;
  return sql.begin(async (tx) => {
    await lockAccounts(tx, [account.id]);
    const now = clock();
    if (await hasMailedCodeSince(tx, account.id, new Date(now.getTime() - AGAIN_AFTER_MS))) return false;
    await sendCode(tx, {
      accountId: account.id,
      name: account.name,
      email,
      hasPassword: account.passwordHash !== null,
      origin,
      now,
      // Whoever asks may be anybody who knows the address.
      sheetStays: true,
    });
    return true;
  });
}
