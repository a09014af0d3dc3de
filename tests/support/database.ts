import { randomBytes } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { connect, withDatabase } from '../../server/database/connect.ts';

export type TestDatabase = {
  sql: Sql;
  /** For a client of one's own, or for a server in another process. */
  url: string;
};

/** A database of the test's own, migrated and empty, dropped when the test ends. Call it inside the test. */
export async function testDatabase(options: Options = {}): Promise<TestDatabase> {
  const database = await openTestDatabase(options);
  onTestFinished(() => database.close());
  return database;
}

/** For `beforeAll`: whoever calls it closes it, which drops it whoever is still connected. */
export async function openTestDatabase(
  options: Options = {},
): Promise<TestDatabase & { close(): Promise<void> }> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = options.migrated === false ? 'template0' : 'delaktig_template';
  await asAdmin(clusterUrl, (admin) => admin`create database ${admin(name)} template ${admin(template)}`);
  const url = withDatabase(clusterUrl, name);
  const sql = connect(url, { max: 5, name });
  return {
    sql,
    url,
    async close() {
      await sql.end({ timeout: 1 });
      await asAdmin(clusterUrl, (admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
}

type Options = {
  /** False: without tables. */
  migrated?: boolean;
};

async function asAdmin(url: string, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = connect(url, { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 1 });
  }
}
