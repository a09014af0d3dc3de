import { createHash, randomBytes } from 'node:crypto';
import { dayInStockholm } from '@delaktig/domain';
import type postgres from 'postgres';
import type { Sql } from '../database/connect.ts';
import { assignmentsInForce } from '../database/organisation.ts';
import { insertSession, revokeSession, sessionByToken } from '../database/sessions.ts';
import type { SignedIn } from '../http/context.ts';
import { actorOf } from './actor.ts';
import { type Device, UNKNOWN_DEVICE } from './device.ts';
import { personalUnits } from './personal-units.ts';
import { shownAccount } from './shown-account.ts';

/**
 * A session lasts 30 days from sign-in and is not prolonged: people open a report from their own phone
 * now and then. Signing out, closing the account or revoking the row ends it at once.
 */
export const SESSION_DAYS = 30;

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const PLAIN_NAME = 'delaktig_session';
/** The prefix makes browsers refuse it from another host, a path or plain http. */
const SECURE_NAME = `__Host-${PLAIN_NAME}`;

/** `token` is for the cookie only; the row has its SHA-256. */
export type NewSession = { id: string; token: string };

export async function startSession(
  sql: postgres.ISql,
  accountId: string,
  now: Date,
  device: Device = UNKNOWN_DEVICE,
): Promise<NewSession> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  const id = await insertSession(sql, { tokenHash: hashOf(token), accountId, now, expiresAt, ...device });
  return { id, token };
}

export async function endSession(sql: Sql, sessionId: string, now: Date): Promise<void> {
  await revokeSession(sql, sessionId, now);
}

/**
 * The one look-up of who asks, for pages and sockets: null without a cookie, or when the session is
 * unknown, expired or revoked, or its account closed. Assignments are those in force today in Stockholm.
 * Throws when the database cannot be asked: that is an outage and never "not signed in".
 * `secure`: our pages come by https, so only a cookie that was set by https on this very host is taken.
 */
export async function sessionOf(
  sql: Sql,
  cookieHeader: string | undefined,
  now: Date,
  secure = false,
): Promise<SignedIn | null> {
  const token = tokenFrom(cookieHeader, secure);
  if (token === null) return null;
  const session = await sessionByToken(sql, hashOf(token), now);
  if (session === null) return null;
  const assignments = await assignmentsInForce(sql, [session.account.id], dayInStockholm(now));
  return {
    sessionId: session.id,
    expiresAt: session.expiresAt,
    account: shownAccount(session.account, assignments),
    actor: actorOf(session.account.id, assignments),
    units: personalUnits(assignments),
  };
}

/** The whole `Set-Cookie` value of a new session. */
export function sessionCookie(session: NewSession, secure: boolean): string {
  return cookie(session.token, secure, SESSION_DAYS * 86_400);
}

/** The `Set-Cookie` value that makes the browser forget. */
export function clearedCookie(secure: boolean): string {
  return cookie('', secure, 0);
}

/** What a client sends, `name=value`: for load tests and hostile clients of the demo. */
export function cookiePair(session: NewSession, secure: boolean): string {
  return `${secure ? SECURE_NAME : PLAIN_NAME}=${session.token}`;
}

function cookie(value: string, secure: boolean, maxAge: number): string {
  const name = secure ? SECURE_NAME : PLAIN_NAME;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;
}

/** Without https no browser has the prefixed cookie; with it the plain one may be a neighbouring host's. */
function tokenFrom(cookieHeader: string | undefined, secure: boolean): string | null {
  const pairs = new Map<string, string>();
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [name = '', value = ''] = pair.split('=', 2).map((part) => part.trim());
    if (!pairs.has(name)) pairs.set(name, value);
  }
  const token = pairs.get(secure ? SECURE_NAME : PLAIN_NAME);
  return token !== undefined && TOKEN.test(token) ? token : null;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
