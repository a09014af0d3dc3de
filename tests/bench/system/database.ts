import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Sql } from '../../../server/database/connect.ts';
import { connect, withDatabase } from '../../../server/database/connect.ts';
import { startCluster } from '../../../server/database/launcher.ts';
import { whenLeaving } from './leaving.ts';
import { ROOT } from './processes.ts';

export type BenchCluster = {
  /** The postmaster, whose children are the backends. */
  pid: number;
  version: string;
  /** A new empty database; @returns its URL */
  createDatabase(): Promise<string>;
  dropDatabase(url: string): Promise<void>;
};

/**
 * A PostgreSQL of its own with the settings of the product, which wait for the disk at each commit. It and its
 * folder are gone when the bench ends, also when the bench is killed.
 */
export async function openCluster(name: string): Promise<BenchCluster> {
  const folder = temporaryFolder(`pg-${name}`);
  chmodSync(folder, 0o755);
  const cluster = await startCluster({ dataDir: folder });
  const guard = spawn(
    process.execPath,
    [path.join(ROOT, 'tests/support/guard.js'), String(cluster.pid), folder],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  guard.unref();
  whenLeaving(`stopping the PostgreSQL of ${name}`, async () => {
    await admin.end({ timeout: 1 });
    await cluster.stop();
    guard.stdin?.end();
  });
  const admin = connect(cluster.url, { max: 1 });
  const [row] = await admin<{ version: string }[]>`select current_setting('server_version') as version`;
  let made = 0;
  return {
    pid: cluster.pid,
    version: row?.version ?? 'unknown',
    async createDatabase() {
      const database = `bench_${++made}`;
      await admin`create database ${admin(database)}`;
      return withDatabase(cluster.url, database);
    },
    async dropDatabase(url) {
      await admin`drop database ${admin(databaseOf(url))} with (force)`;
    },
  };
}

/** A client for one question. */
export async function askDatabase<T>(url: string, question: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { max: 1 });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

/** Removed when the bench ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `delaktig-bench-${name}-`));
  whenLeaving(`removing the folder of ${name}`, () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  );
  return folder;
}
