import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import type { Cluster } from '../../server/database/launcher.ts';
import { startCluster } from '../../server/database/launcher.ts';
import { isRunning, startOf } from '../../server/database/processes.ts';
import { privateFolder } from '../support/data-folder.ts';

async function start(dataDir: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, quick: true, settings: { fsync: 'off' } });
  onTestFinished(() => cluster.stop());
  return cluster;
}

const LAUNCHER = pathToFileURL(path.join(import.meta.dirname, '../../server/database/launcher.ts')).href;

/** Another process of ours that has started a server. */
async function startElsewhere(dataDir: string) {
  const script = `
    import { startCluster } from ${JSON.stringify(LAUNCHER)};
    const { url, pid } = await startCluster({ dataDir: process.argv[1], quick: true, settings: { fsync: 'off' } });
    console.log(JSON.stringify({ url, pid }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { process: child, ...(JSON.parse(String(line)) as { url: string; pid: number }) };
}

async function ask(url: string, question: string): Promise<unknown> {
  const sql = connect(url, { max: 1 });
  try {
    return (await sql.unsafe(question))[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test('in a folder that others may not enter: kept from start to start, gone when stopped', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const first = await start(dataDir);
  await ask(first.url, "create table kept as select 'ö' as letter");
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  const second = await start(dataDir);
  expect(await ask(second.url, 'select lower(upper(letter)) as letter from kept')).toEqual({ letter: 'ö' });
});

test('nobody gets in without the password', async () => {
  const cluster = await start(path.join(privateFolder(), 'data'));
  const url = new URL(cluster.url);
  url.password = 'guess';
  await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('a data folder too deep for the path of a socket', async () => {
  const dataDir = path.join(privateFolder(), 'deep'.repeat(20), 'ännu djupare');
  const cluster = await start(dataDir);
  const sockets = new URL(cluster.url).searchParams.get('host') ?? '';
  expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
  await cluster.stop();
  expect(existsSync(sockets)).toBe(false);
});

test('two beside each other', async () => {
  const [one, two] = await Promise.all([
    start(path.join(privateFolder(), 'data')),
    start(path.join(privateFolder(), 'data')),
  ]);
  await one.stop();
  expect(await ask(two.url, 'select 1 as one')).toEqual({ one: 1 });
});

test('a server left by a killed process is stopped, with all that it had committed', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const killed = await startElsewhere(dataDir);
  await ask(killed.url, 'create table kept as select 1 as one');
  killed.process.kill('SIGKILL');
  const next = await start(dataDir);
  // Not `isRunning`: in a container nobody may take note of an orphan that has ended.
  expect(startOf(killed.pid)).toBeNull();
  expect(await ask(next.url, 'select one from kept')).toEqual({ one: 1 });
});

test('what is left of a server that was killed together with its process', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const killed = await startElsewhere(dataDir);
  const session = connect(killed.url, { max: 1 });
  await session`create table kept as select 1 as one`;
  // It works on for as long as the question takes, and keeps the memory that the next server wants.
  const question = session`select count(*) from generate_series(1, 2000000000)`.catch(() => 'lost');
  await session.end({ timeout: 0.1 });
  killed.process.kill('SIGKILL');
  process.kill(killed.pid, 'SIGKILL');
  const next = await start(dataDir);
  expect(await ask(next.url, 'select one from kept')).toEqual({ one: 1 });
  expect(await question).toBe('lost');
});

test('a pid file that outlived a power cut and names a process of somebody else', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  await (await start(dataDir)).stop();
  const file = path.join(dataDir, 'postgres/postmaster.pid');
  writeFileSync(file, `${process.ppid}\n${dataDir}/postgres\n1700000000\n5432\n\n\n  1  1\nready   \n`);
  const next = await start(dataDir);
  expect(isRunning(process.ppid)).toBe(true);
  expect(await ask(next.url, 'select 1 as one')).toEqual({ one: 1 });
});

test('a cluster that was never finished is made anew', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  mkdirSync(path.join(dataDir, 'postgres.new/base'), { recursive: true });
  writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), '18\n');
  const cluster = await start(dataDir);
  expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
  expect(readdirSync(dataDir)).not.toContain('postgres.new');
});

test('a cluster of another version, and a folder that is none, are refused and left as they are', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const cluster = path.join(dataDir, 'postgres');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(path.join(cluster, 'letter.txt'), 'dear');
  await expect(start(dataDir)).rejects.toThrow('holds no PostgreSQL database');
  writeFileSync(path.join(cluster, 'PG_VERSION'), '17\n');
  await expect(start(dataDir)).rejects.toThrow('made by PostgreSQL 17, but 18 is installed');
  expect(readFileSync(path.join(cluster, 'letter.txt'), 'utf8')).toBe('dear');
});

test('settings that PostgreSQL does not take are told in its words', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  await expect(startCluster({ dataDir, quick: true, settings: { no_such: '1' } })).rejects.toThrow(
    /did not start .*no_such/,
  );
});
