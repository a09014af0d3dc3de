import type { Actor } from '@delaktig/domain';
import type { Response as Answer, Request } from 'express';
import { sessionOf } from '../accounts/sessions.ts';
import { accessUseCases, accountUseCases, type Tries } from '../accounts/use-cases.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import type { Pulse } from '../database/pulse.ts';
import type { Log } from '../log.ts';
import type { Post } from '../mail/post.ts';
import { organisationUseCases } from '../organisation/use-cases.ts';
import { peopleUseCases } from '../people/use-cases.ts';
import { importReport } from '../reports/import-report.ts';
import { readTextAside } from '../reports/read-text-aside.ts';
import { startView } from '../reports/start-view.ts';
import { unitsForImport } from '../reports/units-for-import.ts';
import { viewReport } from '../reports/view-report.ts';
import { roadUseCases } from '../road/use-cases.ts';
import type { Compose } from '../rooms/compose.ts';
import { threadUseCases } from '../threads/use-cases.ts';
import type { AppContext, ReportUseCases, SignedIn } from './context.ts';
import type { CallerLocals } from './gates.ts';
import { isSecure } from './origins.ts';
import { isOutage, TooSlow, within } from './outage.ts';
import { type Asked, patience, READING_MS, unavailable } from './patience.ts';
import type { PageLocals } from './security-headers.ts';

export type ContextNeeds = {
  config: Config;
  sql: Sql;
  log: Log;
  pulse: Pulse;
  clock: Clock;
  tries: Tries;
  post: Post;
  /** Where people find us, for links. */
  origin: string;
  /** Ends the sockets of a session that was just revoked. */
  closeSession(sessionId: string): void;
  /** How an act writes into a section's prose. */
  compose: Compose;
};

/** What a visitor may do: nothing. */
const NOBODY: Actor = { accountId: '', assignments: [] };

/**
 * What the loaders and actions of one request get. Throws when it cannot be known who asks, since an outage
 * must never look like "not signed in"; only for the router's data of a page that is already there (`.data`) it answers
 * with a context in which everything says 503, which that page can tell.
 */
export async function loadContext(
  needs: ContextNeeds,
  request: Request,
  response: Answer,
): Promise<AppContext> {
  const { nonce, address } = response.locals as PageLocals & CallerLocals;
  const base = { nonce, mode: needs.config.mode };
  try {
    const session = await whoAsks(needs, request.headers.cookie);
    const caller = { address, userAgent: request.headers['user-agent'] };
    const accounts = accountUseCases(needs, patience(needs), session, caller);
    return { ...base, session, accounts, ...forPages(needs, session) };
  } catch (error) {
    if (!isOutage(error) || !request.path.endsWith('.data')) throw error;
    needs.pulse.missed();
    return awayContext(needs, base);
  }
}

/** Of a database that is known to be away nothing is asked: the questions would pile up in front of it. */
async function whoAsks(
  { sql, clock, config, pulse }: ContextNeeds,
  cookie: string | undefined,
): Promise<SignedIn | null> {
  if (pulse.state === 'away') throw new TooSlow('The database is away');
  return within(READING_MS, sessionOf(sql, cookie, clock(), isSecure(config)));
}

function forPages(needs: ContextNeeds, session: SignedIn | null) {
  const { sql, clock } = needs;
  const asked = { sql, clock, actor: session?.actor ?? NOBODY, patience: patience(needs) };
  return {
    reports: reportUseCases(asked),
    access: accessUseCases(needs, asked),
    road: roadUseCases(asked),
    organisation: organisationUseCases(asked),
    people: peopleUseCases(asked),
    threads: threadUseCases({ ...asked, compose: needs.compose }),
  };
}

function reportUseCases({ sql, clock, actor, patience: { reads, acts, works } }: Asked): ReportUseCases {
  return {
    start: reads(() => startView(sql, actor, clock())),
    view: reads((reportId) => viewReport(sql, actor, reportId, clock())),
    unitsForImport: reads(() => unitsForImport(sql, actor)),
    readText: works(readTextAside),
    importReport: acts((input) => importReport(sql, actor, input, clock())),
  };
}

function awayContext(needs: ContextNeeds, base: Pick<AppContext, 'nonce' | 'mode'>): AppContext {
  return {
    ...base,
    get session(): never {
      throw unavailable();
    },
    accounts: accountUseCases(needs, patience(needs), null, { address: '', userAgent: undefined }),
    ...forPages(needs, null),
  };
}
