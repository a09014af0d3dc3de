import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

/**
 * Locks the accounts, so that of two who make a code for one person the later has the word. Taken before any lock on a
 * code. Rows that refer to an account may be written meanwhile.
 */
export async function lockAccounts(tx: postgres.ISql, ids: readonly string[]): Promise<void> {
  await tx`select 1 from accounts where id = any(${ids as string[]}::uuid[]) order by id for no key update`;
}

/**
 * In place of whatever unused code the person had, whose waiting mail goes with it; with `sheetStays`, of a mailed one
 * only.
 */
export async function insertCode(
  tx: postgres.ISql,
  code: {
    accountId: string;
    purpose: 'invite' | 'reset';
    way: 'mail' | 'sheet';
    codeHash: Buffer;
    now: Date;
    expiresAt: Date;
    sheetStays: boolean;
  },
): Promise<string> {
  await tx`
    delete from access_codes
    where account_id = ${code.accountId} and used_at is null and not (${code.sheetStays} and way = 'sheet')`;
  const [row] = await tx<{ id: string }[]>`
    insert into access_codes (account_id, purpose, way, code_hash, made_at, expires_at)
    values (${code.accountId}, ${code.purpose}, ${code.way}, ${code.codeHash}, ${code.now}, ${code.expiresAt})
    returning id`;
  if (row === undefined) throw new Error('A code was not inserted');
  return row.id;
}

export async function dropUnusedCodes(tx: postgres.ISql, accountId: string): Promise<void> {
  await tx`delete from access_codes where account_id = ${accountId} and used_at is null`;
}

const holderRow = z.object({
  accountId: z.string(),
  purpose: z.enum(['invite', 'reset']),
  name: z.string(),
  role: z.enum(ROLES).nullable(),
});
export type CodeHolderRow = z.infer<typeof holderRow>;

/** Whom a code that works now is for, with one of their roles on that day; null for any that does not. */
export async function codeHolder(
  sql: postgres.ISql,
  codeHash: Buffer,
  now: Date,
  day: string,
): Promise<CodeHolderRow | null> {
  const [row] = await sql`
    select c.account_id as "accountId", c.purpose, a.name,
      (select role from role_assignments ra
        where ra.account_id = a.id and coalesce(ra.valid_to >= ${day}::date, true)
        order by array_position(${ROLES as unknown as string[]}::text[], ra.role) limit 1) as role
    from access_codes c join accounts a on a.id = c.account_id
    where c.code_hash = ${codeHash} and c.used_at is null and c.expires_at > ${now} and a.closed_at is null`;
  return row === undefined ? null : holderRow.parse(row);
}

/** Uses a code up, and locks its account. @returns whose it was; null when it does not work, or somebody was quicker */
export async function takeCode(tx: postgres.ISql, codeHash: Buffer, now: Date): Promise<string | null> {
  const [known] = await tx<{ accountId: string }[]>`
    select account_id as "accountId" from access_codes where code_hash = ${codeHash}`;
  if (known === undefined) return null;
  await lockAccounts(tx, [known.accountId]);
  const [row] = await tx<{ accountId: string }[]>`
    update access_codes c set used_at = ${now} from accounts a
    where c.code_hash = ${codeHash} and c.used_at is null and c.expires_at > ${now}
      and a.id = c.account_id and a.closed_at is null
    returning c.account_id as "accountId"`;
  return row?.accountId ?? null;
}

/** Whether the person has a mailed code that works and was made after `since`. */
export async function hasMailedCodeSince(
  sql: postgres.ISql,
  accountId: string,
  since: Date,
): Promise<boolean> {
  const rows = await sql`
    select 1 from access_codes
    where account_id = ${accountId} and way = 'mail' and used_at is null and made_at > ${since} and expires_at > ${since}`;
  return rows.length > 0;
}

/** Those that were used or went out before `before`. */
export async function deleteOldCodes(sql: postgres.ISql, before: Date): Promise<number> {
  const { count } = await sql`delete from access_codes where coalesce(used_at, expires_at) < ${before}`;
  return count;
}
