import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import { systemClock } from '../../server/clock.ts';
import type { Config } from '../../server/config.ts';
import { readConfig } from '../../server/config.ts';
import { startOf } from '../../server/database/processes.ts';
import type { RunningServer } from '../../server/http/server.ts';
import { startServer } from '../../server/http/server.ts';
import type { Log } from '../../server/log.ts';
import { createLog } from '../../server/log.ts';
import type { TestDatabase } from './database.ts';
import { testDatabase } from './database.ts';
import { waitUntil } from './wait-until.ts';

const ROOT = path.join(import.meta.dirname, '../..');

export type TestApp = RunningServer & { database: TestDatabase };

type AppOptions = {
  /** A database to serve; a new one unless given. */
  database?: TestDatabase;
  clock?: Clock;
  log?: Log;
  /** Environment beside ours, such as DELAKTIG_MODE. */
  env?: Record<string, string>;
};

/** Our server in this process, on a free port, with a database of the test's own; closed when the test ends. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await testDatabase());
  const server = await startServer({
    config: testConfig(database.url, options.env),
    sql: database.sql,
    log: options.log ?? createLog('silent'),
    clock: options.clock ?? systemClock,
  });
  onTestFinished(() => server.close());
  return { ...server, database };
}

/** The configuration of a demo on a free port. */
export function testConfig(databaseUrl: string, env: Record<string, string> = {}): Config {
  const read = readConfig({ ...demoEnvironment(databaseUrl), ...env });
  if (!read.ok) throw new Error(read.message);
  return read.config;
}

function demoEnvironment(databaseUrl: string): Record<string, string> {
  return { DELAKTIG_MODE: 'demo', PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' };
}

export type ServerProcess = {
  origin: string;
  process: ChildProcess;
  /** What it has said so far, on both channels. */
  output(): string;
  /** Sends the signal and waits for the end. @returns the exit code, null after SIGKILL */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/**
 * Our server as a process of its own, to be killed; `env` names its database or data folder. What is left
 * of it is killed when the test ends.
 */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const started = launchProcess(env);
  const origin = await waitUntil(
    () => {
      if (started.process.exitCode !== null) throw new Error(`The server ended:\n${started.output()}`);
      return /igång: (http\S+)/.exec(started.output())?.[1];
    },
    `the server's address in its output:\n${started.output()}`,
    30_000,
  );
  return { ...started, origin };
}

/** As `startProcess`, without waiting for it to listen: it may be meant to refuse. */
export function launchProcess(env: Record<string, string>): Omit<ServerProcess, 'origin'> {
  const child = spawn(process.execPath, ['server/index.ts'], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    if (env.DELAKTIG_DATA_DIR) endPostgresIn(env.DELAKTIG_DATA_DIR);
  });
  return {
    process: child,
    output: () => said,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** A killed server leaves it behind. */
function endPostgresIn(dataDir: string): void {
  const file = path.join(dataDir, 'postgres/postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (startOf(pid) !== null) process.kill(pid, 'SIGINT');
}

/** Ours without what configures a server or tells that a test runs. */
export function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DELAKTIG_|VITEST|DATABASE_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_ENV$)/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}
