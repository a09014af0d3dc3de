import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { connect } from '../../server/database/connect.ts';
import type { Cluster } from '../../server/database/launcher.ts';
import { startCluster } from '../../server/database/launcher.ts';
import { postgresIn } from '../../server/database/processes.ts';
import type { ClusterNews } from '../../server/database/supervisor.ts';
import { privateFolder } from '../support/data-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

type Started = { cluster: Cluster; dataDir: string; news: ClusterNews[]; left(): number[] };

async function start(): Promise<Started> {
  const dataDir = path.join(privateFolder(), 'data');
  const news: ClusterNews[] = [];
  const cluster = await startCluster({
    dataDir,
    quick: true,
    settings: { fsync: 'off', max_connections: '50' },
    tell: (told) => news.push(told),
  });
  onTestFinished(() => cluster.stop());
  return { cluster, dataDir, news, left: () => postgresIn(path.join(dataDir, 'postgres')) };
}

function pool(url: string, max = 10): Sql {
  const sql = connect(url, { max });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

/** Inserts numbers over a pool until told to stop; some in transactions, some of which hold their connection a while. */
function insertAlways(sql: Sql) {
  const told = new Set<number>();
  const asked = new Set<number>();
  let next = 0;
  let going = true;
  const insert = async (kind: number, number: number) => {
    if (kind === 0) return void (await sql`insert into kept (number) values (${number})`);
    await sql.begin(async (tx) => {
      await tx`insert into kept (number) values (${number})`;
      if (kind === 1) await new Promise((resolve) => setImmediate(resolve));
      await tx`insert into twice (number) values (${number})`;
    });
  };
  const ended = Array.from({ length: 24 }, async (_, worker) => {
    while (going) {
      const number = next++;
      asked.add(number);
      await insert(worker % 3, number).then(
        () => told.add(number),
        () => pause(5),
      );
    }
  });
  return {
    told,
    asked,
    async stop() {
      going = false;
      await Promise.all(ended);
    },
  };
}

async function withTables({ cluster }: Started): Promise<Sql> {
  const sql = pool(cluster.url);
  await sql`create table kept (number int primary key)`;
  await sql`create table twice (number int primary key)`;
  return sql;
}

/** All that was told as done is there, nothing is there that was not asked for, and no transaction is there by half. */
async function expectWhole(sql: Sql, { told, asked }: { told: Set<number>; asked: Set<number> }) {
  const kept = new Set((await sql<{ number: number }[]>`select number from kept`).map((row) => row.number));
  expect([...told].filter((number) => !kept.has(number))).toEqual([]);
  expect([...kept].filter((number) => !asked.has(number))).toEqual([]);
  expect(await sql`select number from twice where number not in (select number from kept)`).toEqual([]);
}

describe('a server that was killed', () => {
  test('is started again under a pool that goes on, with all that it had told as done', async () => {
    const started = await start();
    const { cluster, news, left } = started;
    const sql = await withTables(started);
    const inserting = insertAlways(sql);
    for (let round = 0; round < 5; round++) {
      const before = inserting.told.size;
      await waitUntil(() => inserting.told.size > before + 200, 'queries under way');
      const { pid } = cluster;
      process.kill(pid, 'SIGKILL');
      await waitUntil(() => news.filter(({ kind }) => kind === 'back').length > round, 'the server back');
      expect(cluster.pid).not.toBe(pid);
    }
    const back = inserting.told.size;
    await waitUntil(() => inserting.told.size > back + 200, 'the pool goes on');
    await inserting.stop();
    await expectWhole(sql, inserting);
    expect(news.map(({ kind }) => kind)).toEqual(Array(5).fill(['ended', 'back']).flat());
    expect(news[0]).toEqual({ kind: 'ended', how: 'it was ended by SIGKILL' });
    await cluster.stop();
    expect(left()).toEqual([]);
  });

  test('one of its sessions alone: PostgreSQL begins anew by itself, and the pool goes on', async () => {
    const started = await start();
    const { cluster, news } = started;
    const sql = await withTables(started);
    const inserting = insertAlways(sql);
    for (let round = 0; round < 3; round++) {
      const before = inserting.told.size;
      await waitUntil(() => inserting.told.size > before + 200, 'queries under way');
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      process.kill(row?.pid ?? 0, 'SIGKILL');
    }
    const back = inserting.told.size;
    await waitUntil(() => inserting.told.size > back + 200, 'the pool goes on');
    await inserting.stop();
    await expectWhole(sql, inserting);
    expect(news).toEqual([]);
    expect(cluster.pid).toBeGreaterThan(0);
  });

  test('what it left behind does not keep the next one from starting', async () => {
    const { cluster, news } = await start();
    const busy = pool(cluster.url, 1)`select count(*) from generate_series(1, 2000000000)`.catch(
      () => 'lost',
    );
    const sql = pool(cluster.url, 1);
    const underWay =
      () => sql`select 1 from pg_stat_activity where state = 'active' and query like '%generate%'
      and pid <> pg_backend_pid()`;
    await waitUntil(async () => (await underWay()).length > 0, 'a long query under way');
    process.kill(cluster.pid, 'SIGKILL');
    await waitUntil(() => news.some(({ kind }) => kind === 'back'), 'the server back', 5_000);
    expect(await busy).toBe('lost');
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test('stopped at any moment of its return, nothing of it is left running', async () => {
    const dataDir = path.join(privateFolder(), 'data');
    const left = () => postgresIn(path.join(dataDir, 'postgres'));
    for (const milliseconds of [0, 40, 80, 100, 120, 140, 160, 180, 200, 230]) {
      const cluster = await startCluster({ dataDir, quick: true, settings: { fsync: 'off' } });
      process.kill(cluster.pid, 'SIGKILL');
      await pause(milliseconds);
      await cluster.stop();
      expect(left(), `${milliseconds} ms after the kill`).toEqual([]);
    }
    // Nor does anything come up afterwards.
    await pause(500);
    expect(left()).toEqual([]);
  });
});

test('a start that fails is tried again, and told', async () => {
  const { cluster, dataDir, news } = await start();
  const file = path.join(dataDir, 'postgres/pg_hba.conf');
  const rules = readFileSync(file, 'utf8');
  writeFileSync(file, 'nonsense\n');
  process.kill(cluster.pid, 'SIGKILL');
  await waitUntil(() => news.some(({ kind }) => kind === 'not started'), 'a failure told');
  writeFileSync(file, rules);
  await waitUntil(() => news.some(({ kind }) => kind === 'back'), 'the server back');
  expect(news).toMatchObject([
    { kind: 'ended' },
    { kind: 'not started', why: expect.stringContaining('pg_hba.conf'), tries: 1, nextInMs: 1_000 },
    { kind: 'back' },
  ]);
  expect(await pool(cluster.url, 1)`select 1 as one`).toEqual([{ one: 1 }]);
});

test('a cluster that cannot be mended by trying is given up at once', async () => {
  const { cluster, dataDir, left } = await start();
  const control = path.join(dataDir, 'postgres/PG_VERSION');
  renameSync(control, `${control}.gone`);
  process.kill(cluster.pid, 'SIGKILL');
  expect(await cluster.lost).toContain('is not a valid data directory');
  expect(left()).toEqual([]);
});
