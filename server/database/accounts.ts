import type postgres from 'postgres';
import { z } from 'zod';

const accountRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  passwordHash: z.string().nullable(),
  closed: z.boolean(),
});
export type AccountRow = z.infer<typeof accountRow>;

/** What somebody may sign in with: exactly one of these. The mobile number is in the form in which it is kept. */
export type Identifier = { email: string } | { mobile: string } | { username: string };

const account = (sql: postgres.ISql) => sql`
  id, name, email, password_hash as "passwordHash", closed_at is not null as closed`;

/** Letters' case is as the database's index has it. */
export async function accountByIdentifier(
  sql: postgres.ISql,
  identifier: Identifier,
): Promise<AccountRow | null> {
  const [row] =
    'email' in identifier
      ? await sql`select ${account(sql)} from accounts where lower(email) = lower(${identifier.email})`
      : 'mobile' in identifier
        ? await sql`select ${account(sql)} from accounts where mobile = ${identifier.mobile}`
        : await sql`select ${account(sql)} from accounts where lower(username) = lower(${identifier.username})`;
  return row === undefined ? null : accountRow.parse(row);
}

const ownRow = z.object({
  name: z.string(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  username: z.string().nullable(),
  passwordHash: z.string().nullable(),
});

export async function accountById(sql: postgres.ISql, id: string): Promise<z.infer<typeof ownRow> | null> {
  const [row] = await sql`
    select name, email, mobile, username, password_hash as "passwordHash"
    from accounts where id = ${id} and closed_at is null`;
  return row === undefined ? null : ownRow.parse(row);
}

/** @returns the id, or null when the e-mail has an account */
export async function insertAccount(
  sql: postgres.ISql,
  account: { name: string; email: string | null; passwordHash: string | null; demoOrder?: number },
): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    insert into accounts (name, email, password_hash, demo_order)
    values (${account.name}, ${account.email}, ${account.passwordHash}, ${account.demoOrder ?? null})
    on conflict (lower(email)) where email is not null do nothing
    returning id`;
  return row?.id ?? null;
}

export async function setPasswordHash(sql: postgres.ISql, id: string, passwordHash: string): Promise<void> {
  await sql`update accounts set password_hash = ${passwordHash} where id = ${id}`;
}

/** @returns false when the name is somebody else's. Throws nothing on that, so that a transaction goes on. */
export async function setUsername(tx: postgres.ISql, id: string, username: string): Promise<boolean> {
  // Two at once would otherwise both find it free, and the later be told of a fault.
  await tx`select pg_advisory_xact_lock(hashtext(${`username ${username}`}))`;
  const { count } = await tx`
    update accounts set username = ${username}
    where id = ${id} and not exists (
      select 1 from accounts other where lower(other.username) = lower(${username}) and other.id <> ${id})`;
  return count === 1;
}

export async function isDemoAccount(sql: postgres.ISql, id: string): Promise<boolean> {
  const rows = await sql`
    select 1 from accounts where id = ${id} and demo_order is not null and closed_at is null`;
  return rows.length > 0;
}

const demoRow = z.object({ id: z.string(), name: z.string() });

/** In the demo's own order. */
export async function demoAccountRows(sql: postgres.ISql): Promise<z.infer<typeof demoRow>[]> {
  const rows = await sql`
    select id, name from accounts
    where demo_order is not null and closed_at is null order by demo_order, name`;
  return z.array(demoRow).parse(rows);
}
