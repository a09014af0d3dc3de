import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Sql } from '../../../server/database/connect.ts';
import { connect, withDatabase } from '../../../server/database/connect.ts';
import { startCluster } from '../../../server/database/launcher.ts';
import { clearWhenLeaving, isLeaving } from './leaving.ts';

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
  const { folder } = temporaryFolder(`pg-${name}`);
  // PostgreSQL may run under an account of its own.
  chmodSync(folder, 0o755);
  const cluster = await startCluster({ dataDir: folder });
  clearWhenLeaving(`postgres ${cluster.pid}`, async () => {
    await admin.end({ timeout: 1 });
    await cluster.stop();
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

/** Gone when `remove` is called, or when the bench ends. */
export function temporaryFolder(name: string): { folder: string; remove(): void } {
  if (isLeaving()) throw new Error('The bench is ending');
  const folder = mkdtempSync(path.join(os.tmpdir(), `delaktig-bench-${name}-`));
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const forget = clearWhenLeaving(`folder ${folder}`, clear);
  return {
    folder,
    remove() {
      clear();
      forget();
    },
  };
}
