import type postgres from 'postgres';
import { z } from 'zod';

const accountRow = z.object({ id: z.string(), passwordHash: z.string().nullable(), closed: z.boolean() });
export type AccountRow = z.infer<typeof accountRow>;

/** Letters' case is as the database's index has it. */
export async function accountByEmail(sql: postgres.ISql, email: string): Promise<AccountRow | null> {
  const [row] = await sql`
    select id, password_hash as "passwordHash", closed_at is not null as closed
    from accounts where lower(email) = lower(${email})`;
  return row === undefined ? null : accountRow.parse(row);
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
