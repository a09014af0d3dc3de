import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { Sql } from './connect.ts';
import { connect, withDatabase } from './connect.ts';
import { explainFolderError } from './failures.ts';
import type { Instance, InstanceLock } from './instance.ts';
import { livingInstance, takeInstance } from './instance.ts';
import { startCluster } from './launcher.ts';
import { waitFor } from './processes.ts';
import type { ClusterNews } from './supervisor.ts';

export type Database = {
  sql: Sql;
  url: string;
  /** The server tells its address here, for commands; null with a database of one's own. */
  instance: InstanceLock | null;
  /** Resolves with the reason if our PostgreSQL has died and cannot be started again; never with a database of one's own. */
  lost: Promise<string>;
  /** Ends the connections, then the PostgreSQL that we started, then frees the data folder. */
  close(): Promise<void>;
};

const DATABASE = 'delaktig';
/** How long a start waits for a command to end, and a command for a server to start. */
const PATIENCE = 20_000;
/** How long a start waits for a server that may be stopping. */
const STOP_TIME = 2_000;

/** The database of a server: the one given, or our own, which no other living server may use. */
export async function openDatabase(config: Config, log: Log): Promise<Database> {
  if (config.databaseUrl) return openGiven(config.databaseUrl);
  return openFolder(config, 'server', (news) => tellOperator(log, news));
}

/** For a command: beside a running server it uses that one's database, else starts it for itself. */
export async function openForCommand(config: Config): Promise<Database> {
  if (config.databaseUrl) return openGiven(config.databaseUrl);
  const running = livingInstance(config.dataDir);
  return running?.purpose === 'server' ? openRunning(config) : openFolder(config, 'command');
}

async function openGiven(url: string): Promise<Database> {
  const sql = connect(url);
  try {
    await sql`select 1`;
  } catch (error) {
    await sql.end({ timeout: 1 });
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw new Refusal(`DATABASE_URL: the database does not answer: ${reason}`);
  }
  return { sql, url, instance: null, lost: new Promise(() => {}), close: () => sql.end({ timeout: 5 }) };
}

async function openRunning(config: Config): Promise<Database> {
  const ready = () => livingInstance(config.dataDir)?.databaseUrl != null;
  await waitFor(ready, PATIENCE);
  const url = livingInstance(config.dataDir)?.databaseUrl;
  if (!url) throw new Refusal(`The server that uses ${config.dataDir} does not answer: try again`);
  return openGiven(url);
}

type Tell = (news: ClusterNews) => void;

async function openFolder(config: Config, purpose: Instance['purpose'], tell?: Tell): Promise<Database> {
  try {
    return await openOwn(config, purpose, tell);
  } catch (error) {
    throw explainFolderError(error, config.dataDir);
  }
}

async function openOwn(config: Config, purpose: Instance['purpose'], tell?: Tell): Promise<Database> {
  const lock = await take(config, purpose);
  const undo: Array<() => unknown> = [() => lock.release()];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    keepApart(config);
    const cluster = await startCluster({ dataDir: config.dataDir, tell });
    undo.push(() => cluster.stop());
    await createDatabase(cluster.url);
    const url = withDatabase(cluster.url, DATABASE);
    const sql = connect(url);
    undo.push(() => sql.end({ timeout: 2 }));
    lock.tell({ databaseUrl: url });
    return { sql, url, instance: lock, lost: cluster.lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function tellOperator(log: Log, news: ClusterNews): void {
  switch (news.kind) {
    case 'ended':
      return log.error({ how: news.how }, 'PostgreSQL has ended by itself; it is started again');
    case 'not started': {
      const { why, tries, nextInMs } = news;
      return log.error(
        { why, tries, nextInMs },
        'PostgreSQL could not be started again; it is tried once more',
      );
    }
    case 'back':
      return log.info({ seconds: news.seconds }, 'PostgreSQL runs again');
  }
}

/** Real people's texts are never opened as a demo, in which anybody signs in and fixtures are made. */
function keepApart({ dataDir, mode }: Config): void {
  const mark = path.join(dataDir, 'production');
  if (mode === 'production') writeFileSync(mark, 'This folder has been used in production.\n');
  else if (existsSync(mark)) {
    throw new Refusal(
      `${dataDir} has been used in production: set DELAKTIG_MODE=production, or another DELAKTIG_DATA_DIR`,
    );
  }
}

/** Whoever has the folder may be about to leave it: a command that is soon done, a server that stops. */
async function take(config: Config, purpose: Instance['purpose']): Promise<InstanceLock> {
  const attempt = () => takeInstance(config.dataDir, { purpose, mode: config.mode });
  let taken = attempt();
  if (!taken.ok) {
    const patience = taken.owner.purpose === 'command' ? PATIENCE : STOP_TIME;
    if (await waitFor(() => livingInstance(config.dataDir) === null, patience)) taken = attempt();
  }
  if (taken.ok) return taken.lock;
  const { pid, origin } = taken.owner;
  throw new Refusal(
    `${config.dataDir} is used by another running Delaktig (process ${pid}${origin ? `, ${origin}` : ''}): stop it, or set DELAKTIG_DATA_DIR`,
  );
}

async function createDatabase(adminUrl: string): Promise<void> {
  const admin = connect(adminUrl, { max: 1 });
  try {
    const [found] = await admin`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await admin`create database ${admin(DATABASE)}`;
  } finally {
    await admin.end({ timeout: 5 });
  }
}
