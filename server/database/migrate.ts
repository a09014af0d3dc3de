import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Sql } from './connect.ts';

const FOLDER = path.join(import.meta.dirname, 'migrations');
const OLDEST_POSTGRES = 15;
/** Any number of ours: two nodes that start at once take turns. */
const LOCK = 7_310_512_023;

type Migration = { name: string; text: string; sha256: string };

/**
 * Applies what has not been applied, each file in one transaction, in the order of names. Safe at every
 * start. An applied file never changes: a later file mends it.
 * @returns the names applied now
 */
export async function migrate(sql: Sql, folder = FOLDER): Promise<string[]> {
  await refuseOldPostgres(sql);
  const migrations = await readMigrations(folder);
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${LOCK})`;
    try {
      return await applyMissing(connection, migrations);
    } finally {
      await connection`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    connection.release();
  }
}

async function refuseOldPostgres(sql: Sql): Promise<void> {
  const [row] = await sql<{ version: number; text: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as text`;
  if (row && row.version < OLDEST_POSTGRES * 10_000) {
    throw new Refusal(
      `DATABASE_URL: the server is PostgreSQL ${row.text}; ${OLDEST_POSTGRES} or later is needed`,
    );
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      // A checkout with CRLF line ends is the same migration.
      const text = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function applyMissing(sql: Sql, migrations: Migration[]): Promise<string[]> {
  await sql`create table if not exists migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
  const rows = await sql<{ name: string; sha256: string }[]>`select name, sha256 from migrations`;
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  refuseForeignHistory(applied, migrations);
  const missing = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of missing) await apply(sql, migration);
  return missing.map((migration) => migration.name);
}

function refuseForeignHistory(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.sha256]));
  for (const [name, sha256] of applied) {
    if (!known.has(name)) {
      throw new Refusal(`The database has the migration ${name}, which this version lacks: it is newer`);
    }
    if (known.get(name) !== sha256) {
      throw new Refusal(`The migration ${name} has changed since it was applied; write a new file instead`);
    }
  }
}

/** By hand, since a reserved connection has no `begin()`. */
async function apply(sql: Sql, { name, text, sha256 }: Migration): Promise<void> {
  await sql`begin`;
  try {
    await sql.unsafe(text);
    await sql`insert into migrations (name, sha256) values (${name}, ${sha256})`;
    await sql`commit`;
  } catch (error) {
    await sql`rollback`;
    throw new Error(`The migration ${name} failed`, { cause: error });
  }
}
