import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, withDatabase } from '../../server/database/connect.ts';
import { startCluster } from '../../server/database/launcher.ts';
import { migrate } from '../../server/database/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's PostgreSQL, its database `postgres`. */
    clusterUrl: string;
  }
}

/** Migrated once; every test's database is a copy of it. */
export const TEMPLATE = 'delaktig_template';

/** Nothing here outlives the run, so nothing waits for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** One PostgreSQL for the whole run, in a folder that is removed afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'delaktig-test-'));
  chmodSync(folder, 0o755);
  const cluster = await startCluster({ dataDir: folder, settings: FAST, quick: true });
  const guard = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'guard.js'), String(cluster.pid), folder],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  guard.unref();
  await makeTemplate(cluster.url);
  project.provide('clusterUrl', cluster.url);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
    guard.stdin?.end();
  };
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const admin = connect(clusterUrl, { max: 1 });
  await admin`create database ${admin(TEMPLATE)}`;
  await admin.end();
  const sql = connect(withDatabase(clusterUrl, TEMPLATE), { max: 2 });
  await migrate(sql);
  await sql.end();
}
