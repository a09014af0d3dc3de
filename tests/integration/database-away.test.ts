import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { connect } from '../../server/database/connect.ts';
import { livingInstance } from '../../server/database/instance.ts';
import { startCluster } from '../../server/database/launcher.ts';
import { migrate } from '../../server/database/migrate.ts';
import { postgresIn, startOf } from '../../server/database/processes.ts';
import { createLog } from '../../server/log.ts';
import type { ServerProcess } from '../support/app.ts';
import { startApp, startProcess } from '../support/app.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

const OK = { status: 'ok', database: 'ok', storage: 'ok' };
const AWAY = { status: 'unavailable', database: 'unavailable', storage: 'unavailable' };

/** A PostgreSQL of the test's own, which may be stopped and killed, with our tables. */
async function ownDatabase() {
  const dataDir = path.join(privateFolder(), 'data');
  const cluster = await startCluster({ dataDir, quick: true, settings: { fsync: 'off' } });
  onTestFinished(() => cluster.stop());
  const sql = connect(cluster.url);
  onTestFinished(() => sql.end({ timeout: 1 }));
  await migrate(sql);
  const processes = () => postgresIn(path.join(dataDir, 'postgres'));
  const signal = (kind: NodeJS.Signals) => {
    for (const pid of processes()) process.kill(pid, kind);
  };
  onTestFinished(() => signal('SIGCONT'));
  return { sql, url: cluster.url, freeze: () => signal('SIGSTOP'), thaw: () => signal('SIGCONT') };
}

/** The same client, and how much it was asked. */
function counting(sql: Sql): { sql: Sql; asked(): number } {
  let asked = 0;
  const counted = new Proxy(sql, {
    apply(target, self, given) {
      asked += 1;
      return Reflect.apply(target, self, given);
    },
  });
  return { sql: counted, asked: () => asked };
}

async function timed<T>(work: Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work;
  return { result, seconds: (performance.now() - began) / 1000 };
}

/** What was logged, line by line. */
function listeningLog() {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  return { log, lines, messages: () => lines.map((line): string => JSON.parse(line).msg) };
}

describe('a database that hangs', () => {
  test('is told as an outage in bounded time, is asked no more until it answers, and all works then', async () => {
    const { sql, url, freeze, thaw } = await ownDatabase();
    const counted = counting(sql);
    const { log, lines, messages } = listeningLog();
    const app = await startApp({ database: { sql: counted.sql, url }, log });
    const house = await buildHouse(sql);
    const { cookie } = await letIn(sql, house, 'Runa Fyr', 'manager');
    const page = (address = '/') => fetch(`${app.origin}${address}`, { headers: { cookie } });
    const health = async () => {
      const answer = await fetch(`${app.origin}/healthz`);
      return { status: answer.status, body: await answer.json() };
    };
    expect((await page()).status).toBe(200);
    expect(await health()).toEqual({ status: 200, body: OK });

    freeze();
    const before = counted.asked();
    const first = await timed(Promise.all(Array.from({ length: 20 }, () => health())));
    for (const answer of first.result) expect(answer).toEqual({ status: 503, body: AWAY });
    expect(first.seconds).toBeLessThan(3);

    const crowd = await timed(Promise.all(Array.from({ length: 300 }, () => page())));
    expect(new Set(crowd.result.map(({ status }) => status))).toEqual(new Set([503]));
    expect(await crowd.result[0]?.text()).toContain('Vi når inte databasen');
    expect(crowd.seconds).toBeLessThan(5);
    const data = await page('/_root.data');
    expect(data.status).toBe(503);
    const again = await timed(health());
    expect(again.seconds).toBeLessThan(0.5);
    // One question of ours, and what the sync server looks after by itself.
    expect(counted.asked() - before).toBeLessThan(10);
    expect((await fetch(`${app.origin}/livez`)).status).toBe(200);
    expect(await (await fetch(`${app.origin}/metrics`)).text()).toMatch(/^delaktig_database_up 0$/m);

    thaw();
    await waitUntil(async () => (await health()).status === 200, 'ready again');
    expect((await page()).status).toBe(200);
    expect(messages().filter((text) => text.startsWith('the database'))).toEqual([
      'the database does not answer',
      'the database is there again',
    ]);
    expect(lines.join('')).not.toMatch(/Runa|delaktig_session|[\w-]{43}/);
  });

  test('in the middle of what a page asks: the page is told as an outage too', async () => {
    const { sql, url, freeze, thaw } = await ownDatabase();
    const counted = counting(sql);
    const app = await startApp({ database: { sql: counted.sql, url } });
    const house = await buildHouse(sql);
    const { cookie } = await letIn(sql, house, 'Runa Fyr', 'manager');
    const pages = () => Array.from({ length: 30 }, () => fetch(`${app.origin}/`, { headers: { cookie } }));
    await Promise.all(pages());
    const before = counted.asked();
    const answers = timed(Promise.all(pages()));
    await waitUntil(() => counted.asked() > before + 40, 'loaders under way');
    freeze();
    const { result, seconds } = await answers;
    for (const { status } of result) expect([200, 503]).toContain(status);
    expect(result.some(({ status }) => status === 503)).toBe(true);
    expect(seconds).toBeLessThan(15);
    thaw();
    await waitUntil(async () => (await fetch(`${app.origin}/healthz`)).status === 200, 'ready again');
  });
});

test('a database that takes no changes is there, but nobody should be sent here to write', async () => {
  const { sql: admin, url } = await testDatabase();
  const sql = connect(url, { max: 1 });
  onTestFinished(() => sql.end({ timeout: 1 }));
  const app = await startApp({ database: { sql, url } });
  const health = async () => (await fetch(`${app.origin}/healthz`)).json();
  expect(await health()).toEqual(OK);
  await sql`set default_transaction_read_only = on`;
  expect(await health()).toEqual({ status: 'unavailable', database: 'ok', storage: 'unavailable' });
  await sql`set default_transaction_read_only = off`;
  expect(await health()).toEqual(OK);
  expect(await admin`select 1 as one`).toEqual([{ one: 1 }]);
});

describe('our own PostgreSQL that is killed', () => {
  test('comes back under the same server, at the same address, and the operator reads of it once', async () => {
    const { server, dataDir, postmaster } = await startWithFolder();
    const instance = readFileSync(path.join(dataDir, 'instance.json'), 'utf8');
    const killed = postmaster();
    process.kill(killed, 'SIGKILL');
    // Whoever asks meanwhile is told, and does not fill the log.
    await waitUntil(async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.origin}/healthz`)));
      return answers.every(({ status }) => status === 200) && postmaster() !== killed;
    }, 'ready again');
    expect((await fetch(`${server.origin}/logga-in`)).status).toBe(200);
    expect(readFileSync(path.join(dataDir, 'instance.json'), 'utf8')).toBe(instance);
    expect(livingInstance(dataDir)?.pid).toBe(server.process.pid);
    const sql = connect(livingInstance(dataDir)?.databaseUrl ?? '', { max: 1 });
    expect(await sql`select count(*) > 0 as there from accounts`).toEqual([{ there: true }]);
    await sql.end();
    const again = postmaster();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(startOf(again)).toBeNull();
    const texts = logged(server);
    expect(
      texts.filter((text) => text === 'PostgreSQL has ended by itself; it is started again'),
    ).toHaveLength(1);
    expect(texts.filter((text) => text === 'PostgreSQL runs again')).toHaveLength(1);
    expect(texts.filter((text) => text === 'the database does not answer').length).toBeLessThanOrEqual(2);
  });

  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s while it is away ends everything', async (signal) => {
    const { server, dataDir, postmaster } = await startWithFolder();
    process.kill(postmaster(), 'SIGKILL');
    expect(await server.end(signal)).toBe(0);
    expect(postgresIn(path.join(dataDir, 'postgres'))).toEqual([]);
    expect(existsSync(path.join(dataDir, 'instance.json'))).toBe(false);
  });

  test('a server whose PostgreSQL cannot be had again ends with its last words', async () => {
    const { server, dataDir, postmaster } = await startWithFolder();
    renameSync(path.join(dataDir, 'postgres/PG_VERSION'), path.join(dataDir, 'postgres/PG_VERSION.gone'));
    process.kill(postmaster(), 'SIGKILL');
    await waitUntil(() => server.process.exitCode !== null, 'it ends');
    expect(server.process.exitCode).toBe(1);
    expect(server.output()).toMatch(/^PostgreSQL did not start in .*is not a valid data directory/m);
    expect(existsSync(path.join(dataDir, 'instance.json'))).toBe(false);
  });
});

async function startWithFolder() {
  const dataDir = path.join(privateFolder(), 'data');
  const server = await startProcess({ DELAKTIG_DATA_DIR: dataDir, LOG_LEVEL: 'info' });
  const postmaster = () =>
    Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  return { server, dataDir, postmaster };
}

/** The texts of the lines of its log. */
function logged(server: ServerProcess): string[] {
  return server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).msg);
}
