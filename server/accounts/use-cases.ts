import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import { setMailWish } from '../database/mail-turns.ts';
import type { AccountUseCases, SignedIn, SignInResult } from '../http/context.ts';
import { isSecure } from '../http/origins.ts';
import type { Asked, patience } from '../http/patience.ts';
import type { Post } from '../mail/post.ts';
import { redeemCode, whoseCode } from './come-in.ts';
import type { AccessUseCases, OwnAccessUseCases } from './contract.ts';
import { demoAccounts } from './demo-accounts.ts';
import { deviceOf } from './device.ts';
import { askForReset } from './forgotten.ts';
import { invitations, invite, printCodes } from './invitations.ts';
import { changePassword, endOtherSessions, endOwnSession, ownAccount } from './own-account.ts';
import { endSessionsOf, giveUsername, personAccess } from './person-access.ts';
import { clearedCookie, endSession, type NewSession, sessionCookie } from './sessions.ts';
import { signInAsDemo } from './sign-in-as-demo.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import {
  type AskTries,
  type CodeTries,
  createAskTries,
  createCodeTries,
  createSignInTries,
  type SignInTries,
} from './tries.ts';

export type AccountNeeds = {
  config: Config;
  sql: Sql;
  clock: Clock;
  tries: Tries;
  /** Sends what acts put in line. */
  post: Post;
  /** Where people find us, for links. */
  origin: string;
  /** Ends the sockets of a session that was just revoked. */
  closeSession(sessionId: string): void;
};

/** Counted in the memory of this process. */
export type Tries = { signIn: SignInTries; codes: CodeTries; asks: AskTries };

export function createTries(): Tries {
  return { signIn: createSignInTries(), codes: createCodeTries(), asks: createAskTries() };
}

/** Who calls: for counting tries, and for the list of one's own sessions. */
export type Caller = { address: string; userAgent: string | undefined };

type Patience = ReturnType<typeof patience>;

export function accountUseCases(
  needs: AccountNeeds,
  { reads, acts }: Patience,
  session: SignedIn | null,
  { address, userAgent }: Caller,
): AccountUseCases {
  const { sql, clock, tries, config } = needs;
  const device = deviceOf(userAgent);
  const endCurrent = async () => {
    if (session === null) return;
    await endSession(sql, session.sessionId, clock());
    needs.closeSession(session.sessionId);
  };
  const cookieOf = async (started: NewSession): Promise<string> => {
    await endCurrent();
    return sessionCookie(started, isSecure(config));
  };
  const signedIn = async (started: NewSession | null): Promise<SignInResult> =>
    started === null ? { ok: false, reason: 'refused' } : { ok: true, cookie: await cookieOf(started) };
  return {
    ...ownAccessUseCases(needs, { reads, acts }, session, address),
    demoAccounts: reads(async () => (config.mode === 'demo' ? demoAccounts(sql, clock()) : [])),
    signInAsDemo: acts(async (accountId) =>
      signedIn(config.mode === 'demo' ? await signInAsDemo(sql, accountId, clock(), device) : null),
    ),
    signInWithPassword: acts(async (identifier, password) => {
      const deps = { sql, clock, tries: tries.signIn, wait };
      return signedIn(await signInWithPassword(deps, { identifier, password, address, device }));
    }),
    codeHolder: acts((code) => whoseCode({ sql, clock, tries: tries.codes, wait }, { code, address })),
    redeemCode: acts(async (code, password) => {
      const deps = { sql, clock, tries: tries.codes, wait };
      const used = await redeemCode(deps, { code, password, address, device });
      return used.ok ? { ok: true, cookie: await cookieOf(used.session) } : used;
    }),
    signOut: acts(async () => {
      await endCurrent();
      return clearedCookie(isSecure(config));
    }),
  };
}

function ownAccessUseCases(
  { config, sql, clock, tries, post, origin }: AccountNeeds,
  { reads, acts }: Pick<Patience, 'reads' | 'acts'>,
  session: SignedIn | null,
  address: string,
): Omit<OwnAccessUseCases, 'codeHolder' | 'redeemCode'> {
  const self = session === null ? null : { accountId: session.account.id, sessionId: session.sessionId };
  return {
    canMail: config.mail !== null,
    askForReset: acts(async (identifier) => {
      if (config.mail === null) return;
      const deps = { sql, clock, tries: tries.asks, wait, origin };
      if (await askForReset(deps, { identifier, address })) post.wake();
    }),
    own: reads(async () => (self === null ? null : ownAccount(sql, self, clock()))),
    endOwnSession: acts(async (sessionId) =>
      self === null ? 0 : endOwnSession(sql, self, sessionId, clock()),
    ),
    endOtherSessions: acts(async () => (self === null ? 0 : endOtherSessions(sql, self, clock()))),
    chooseMail: acts(async (wish) => {
      if (self !== null) await sql.begin((tx) => setMailWish(tx, self.accountId, wish));
    }),
    changePassword: acts(async (present, next) => {
      if (self === null) return { ok: false, reason: 'refused' };
      return changePassword({ sql, clock, tries: tries.signIn, wait }, self, { present, next, address });
    }),
  };
}

/** For administrators. */
export function accessUseCases(
  { config, post, origin }: Pick<AccountNeeds, 'config' | 'post' | 'origin'>,
  { sql, clock, actor, patience: { reads, acts } }: Asked,
): AccessUseCases {
  const canMail = config.mail !== null;
  const asked = () => ({ sql, actor, now: clock(), origin });
  return {
    invitations: reads(async (filter) => {
      const found = await invitations(asked(), filter);
      return found === null ? null : { ...found, canMail };
    }),
    invite: acts(async (accountIds) => {
      if (!canMail) return { invited: 0, left: accountIds.length };
      const done = await invite(asked(), accountIds);
      post.wake();
      return done;
    }),
    printCodes: acts(async (accountIds) => ({ ...(await printCodes(asked(), accountIds)), address: origin })),
    person: reads(async (accountId) => {
      const found = await personAccess(asked(), accountId);
      return found === null ? null : { ...found, canMail };
    }),
    endSession: acts((accountId, sessionId) => endSessionsOf(asked(), accountId, sessionId)),
    endAllSessions: acts((accountId) => endSessionsOf(asked(), accountId, null)),
    setUsername: acts((accountId, username) => giveUsername(asked(), accountId, username)),
  };
}
