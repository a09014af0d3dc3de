import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '@delaktig/domain';
import type { Response as Answer, Request } from 'express';
import { demoAccounts } from '../accounts/demo-accounts.ts';
import type { NewSession } from '../accounts/sessions.ts';
import { clearedCookie, endSession, sessionCookie, sessionOf } from '../accounts/sessions.ts';
import { signInAsDemo } from '../accounts/sign-in-as-demo.ts';
import { signInWithPassword } from '../accounts/sign-in-with-password.ts';
import type { SignInTries } from '../accounts/tries.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import { importReport } from '../reports/import-report.ts';
import { readTextAside } from '../reports/read-text-aside.ts';
import { startView } from '../reports/start-view.ts';
import { unitsForImport } from '../reports/units-for-import.ts';
import { viewReport } from '../reports/view-report.ts';
import type { AccountUseCases, AppContext, ReportUseCases, SignedIn, SignInResult } from './context.ts';
import type { CallerLocals } from './gates.ts';
import { isSecure } from './origins.ts';
import { isOutage, within } from './outage.ts';
import type { PageLocals } from './security-headers.ts';

export type ContextNeeds = {
  config: Config;
  sql: Sql;
  clock: Clock;
  tries: SignInTries;
  /** Ends the sockets of a session that was just revoked. */
  closeSession(sessionId: string): void;
};

const PATIENCE_MS = 5_000;

/** What a visitor may do: nothing. */
const NOBODY: Actor = { accountId: '', assignments: [] };

/**
 * What the loaders and actions of one request get. Throws when it cannot be known who asks, since an outage
 * must never look like "not signed in"; only for the data of a page that is already there it answers with a
 * context in which everything says 503, which that page can tell.
 */
export async function loadContext(
  needs: ContextNeeds,
  request: Request,
  response: Answer,
): Promise<AppContext> {
  const { nonce, address } = response.locals as PageLocals & CallerLocals;
  const base = { nonce, mode: needs.config.mode };
  try {
    const found = sessionOf(needs.sql, request.headers.cookie, needs.clock(), isSecure(needs.config));
    const session = await within(PATIENCE_MS, found);
    const accounts = accountUseCases(needs, session, address);
    return { ...base, session, accounts, reports: reportUseCases(needs, session) };
  } catch (error) {
    if (!isOutage(error) || !request.path.endsWith('.data')) throw error;
    return awayContext(needs, base);
  }
}

function accountUseCases(needs: ContextNeeds, session: SignedIn | null, address: string): AccountUseCases {
  const { sql, clock, tries, config } = needs;
  const secure = isSecure(config);
  const endCurrent = async () => {
    if (session === null) return;
    await endSession(sql, session.sessionId, clock());
    needs.closeSession(session.sessionId);
  };
  const signedIn = async (started: NewSession | null): Promise<SignInResult> => {
    if (started === null) return { ok: false, reason: 'refused' };
    await endCurrent();
    return { ok: true, cookie: sessionCookie(started, secure) };
  };
  return {
    demoAccounts: told(async () => (config.mode === 'demo' ? demoAccounts(sql, clock()) : [])),
    signInAsDemo: told(async (accountId) =>
      signedIn(config.mode === 'demo' ? await signInAsDemo(sql, accountId, clock()) : null),
    ),
    signInWithPassword: told(async (email, password) =>
      signedIn(await signInWithPassword({ sql, clock, tries, wait }, { email, password, address })),
    ),
    signOut: told(async () => {
      await endCurrent();
      return clearedCookie(secure);
    }),
  };
}

function reportUseCases({ sql, clock }: ContextNeeds, session: SignedIn | null): ReportUseCases {
  const actor = session?.actor ?? NOBODY;
  return {
    start: told(() => startView(sql, actor, clock())),
    view: told((reportId) => viewReport(sql, actor, reportId)),
    unitsForImport: told(() => unitsForImport(sql, actor)),
    readText: told(readTextAside),
    importReport: told((input) => importReport(sql, actor, input, clock())),
  };
}

/** An outage in a loader becomes 503, which the page tells as such; anything else stays a bug. */
function told<Given extends unknown[], Result>(
  act: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    try {
      return await act(...given);
    } catch (error) {
      throw isOutage(error) ? unavailable() : error;
    }
  };
}

function awayContext(needs: ContextNeeds, base: Pick<AppContext, 'nonce' | 'mode'>): AppContext {
  return {
    ...base,
    get session(): never {
      throw unavailable();
    },
    accounts: accountUseCases(needs, null, ''),
    reports: reportUseCases(needs, null),
  };
}

function unavailable(): Response {
  return new Response(null, { status: 503, headers: { 'Retry-After': '10' } });
}
