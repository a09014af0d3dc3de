import type postgres from 'postgres';
import { z } from 'zod';

const sessionRow = z.object({
  id: z.string(),
  expiresAt: z.date(),
  account: z.object({ id: z.string(), name: z.string() }),
});
export type SessionRow = z.infer<typeof sessionRow>;

/** @returns the session's id, which is no secret */
export async function insertSession(
  sql: postgres.ISql,
  session: {
    tokenHash: Buffer;
    accountId: string;
    now: Date;
    expiresAt: Date;
    browser: string | null;
    system: string | null;
  },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into sessions (token_hash, account_id, created_at, expires_at, browser, system)
    values (${session.tokenHash}, ${session.accountId}, ${session.now}, ${session.expiresAt}, ${session.browser},
      ${session.system})
    returning id`;
  if (row === undefined) throw new Error('A session was not inserted');
  return row.id;
}

/** Null when it is unknown, expired or revoked, or its account closed. */
export async function sessionByToken(
  sql: postgres.ISql,
  tokenHash: Buffer,
  now: Date,
): Promise<SessionRow | null> {
  const [row] = await sql`
    select s.id, s.expires_at as "expiresAt", json_build_object('id', a.id, 'name', a.name) as account
    from sessions s join accounts a on a.id = s.account_id
    where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > ${now}
      and a.closed_at is null`;
  return row === undefined ? null : sessionRow.parse(row);
}

const heldRow = z.object({ id: z.string(), accountId: z.string(), name: z.string(), expiresAt: z.date() });

/** Those that still hold, as `sessionByToken` has it. */
export async function sessionsByIds(
  sql: postgres.ISql,
  ids: readonly string[],
  now: Date,
): Promise<z.infer<typeof heldRow>[]> {
  const rows = await sql`
    select s.id, s.account_id as "accountId", a.name, s.expires_at as "expiresAt"
    from sessions s join accounts a on a.id = s.account_id
    where s.id = any(${ids as string[]}::uuid[]) and s.revoked_at is null and s.expires_at > ${now}
      and a.closed_at is null`;
  return z.array(heldRow).parse([...rows]);
}

/** Revoking twice keeps the first moment. */
export async function revokeSession(sql: postgres.ISql, id: string, now: Date): Promise<void> {
  await sql`update sessions set revoked_at = ${now} where id = ${id} and revoked_at is null`;
}

const ownedRow = z.object({
  id: z.string(),
  createdAt: z.date(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
});

/** Those of a person that still hold, the newest first. */
export async function sessionsOfAccount(
  sql: postgres.ISql,
  accountId: string,
  now: Date,
): Promise<z.infer<typeof ownedRow>[]> {
  const rows = await sql`
    select id, created_at as "createdAt", browser, system from sessions
    where account_id = ${accountId} and revoked_at is null and expires_at > ${now}
    order by created_at desc, id`;
  return z.array(ownedRow).parse([...rows]);
}

/**
 * Ends sessions of one person: one of them, or all but one, or all.
 * @returns how many were ended now
 */
export async function revokeSessionsOf(
  sql: postgres.ISql,
  accountId: string,
  now: Date,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const { count } = await sql`
    update sessions set revoked_at = ${now}
    where account_id = ${accountId} and revoked_at is null and expires_at > ${now}
      and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}::uuid)
      and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid)`;
  return count;
}

/** Those that ended before `before`. */
export async function deleteOldSessions(sql: postgres.ISql, before: Date): Promise<number> {
  const { count } = await sql`delete from sessions where least(expires_at, revoked_at) < ${before}`;
  return count;
}
