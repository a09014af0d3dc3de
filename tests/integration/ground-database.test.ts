import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { migrate } from '../../server/database/migrate.ts';
import { testDatabase } from '../support/database.ts';
import { waitUntil } from '../support/wait-until.ts';

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'delaktig-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

test('a test has a migrated database of its own, with Swedish letters', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await one.sql`insert into administrations (organisation, name) values ('Ekebo', 'Omsorg')`;
  expect(await one.sql`select name from administrations`).toHaveLength(1);
  expect(await two.sql`select name from administrations`).toHaveLength(0);
  const [row] =
    await one.sql`select lower('ÅÄÖ') as low, array(select x from unnest(array['ö','z','å','a']) x order by x) as sorted`;
  expect(row).toEqual({ low: 'åäö', sorted: ['a', 'z', 'å', 'ö'] });
});

test('bigint arrives as a number, a date as it is written, a moment as Date', async () => {
  const { sql } = await testDatabase();
  const [row] =
    await sql`select count(*) as n, ${'2026-03-29'}::date as day, ${new Date(0)}::timestamptz as at`;
  expect(row).toEqual({ n: 1, day: '2026-03-29', at: new Date(0) });
});

describe('a connection that is lost', () => {
  test("takes its transaction along: what comes of it later runs in nobody else's", async () => {
    const { sql: other, url } = await testDatabase({ migrated: false });
    await other`create table words (word text)`;
    const sql = connect(url, { max: 1 });
    onTestFinished(() => sql.end({ timeout: 1 }));
    const { promise: later, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: pid, resolve: tellPid } = Promise.withResolvers<number>();
    let afterwards: Promise<unknown> = Promise.resolve();
    const lost = sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      tellPid(row?.pid ?? 0);
      await later;
      afterwards = tx`insert into words values ('of the lost one')`;
      await afterwards;
    });
    const outcome = expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await other`select pg_terminate_backend(${await pid})`;
    await outcome;
    await sql.begin(async (tx) => {
      await tx`insert into words values ('of the next one')`;
      letGo();
      await later;
      await tx`select 1`;
    });
    await expect(afterwards).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(await other`select word from words`).toEqual([{ word: 'of the next one' }]);
  });

  test('leaves no query unanswered, and the next ones find another', async () => {
    const { sql: other, url } = await testDatabase({ migrated: false });
    const sql = connect(url, { max: 3, name: 'to be ended' });
    onTestFinished(() => sql.end({ timeout: 1 }));
    for (let round = 0; round < 10; round++) {
      const queries = Array.from({ length: 60 }, (_, index) =>
        index % 2
          ? sql`select pg_sleep(0.002)`
          : sql.begin(async (tx) => {
              await tx`select pg_sleep(0.001)`;
              await new Promise((resolve) => setImmediate(resolve));
              await tx`select 1`;
            }),
      );
      const settled = Promise.allSettled(queries);
      await queries[round]?.catch(() => {});
      await other`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'`;
      await settled;
      const answered = () =>
        sql`select 1`.then(
          () => true,
          () => false,
        );
      await waitUntil(answered, 'a connection that lives');
    }
  });
});

test('migrations run in the order of names, once, however many start at the same time', async () => {
  const { sql, url } = await testDatabase({ migrated: false });
  const folder = await folderWith({
    '0002-b.sql': 'insert into a (x) values (1);',
    '0001-a.sql': 'create table a (x int); create index on a (x);',
  });
  const other = connect(url);
  onTestFinished(() => other.end());
  const applied = await Promise.all([migrate(sql, folder), migrate(other, folder), migrate(sql, folder)]);
  expect(applied.flat()).toEqual(['0001-a.sql', '0002-b.sql']);
  expect(await sql`select x from a`).toHaveLength(1);
});

test('a migration that fails leaves nothing of itself and is tried again', async () => {
  const { sql } = await testDatabase({ migrated: false });
  const folder = await folderWith({ '0001-a.sql': 'create table a (x int); select 1/0;' });
  await expect(migrate(sql, folder)).rejects.toThrow('0001-a.sql');
  await writeFile(path.join(folder, '0001-a.sql'), 'create table a (x int);');
  expect(await migrate(sql, folder)).toEqual(['0001-a.sql']);
});

test('an applied file that has changed, and one that we do not know, are refused', async () => {
  const { sql } = await testDatabase({ migrated: false });
  const folder = await folderWith({ '0001-a.sql': 'create table a (x int);', '0002-b.sql': 'select 1;' });
  await migrate(sql, folder);
  await writeFile(path.join(folder, '0001-a.sql'), 'create table a (x int);\r\n'.trimEnd());
  expect(await migrate(sql, folder)).toEqual([]);
  await writeFile(path.join(folder, '0001-a.sql'), 'create table a (x text);');
  await expect(migrate(sql, folder)).rejects.toThrow('0001-a.sql has changed');
  await writeFile(path.join(folder, '0001-a.sql'), 'create table a (x int);');
  await rm(path.join(folder, '0002-b.sql'));
  await expect(migrate(sql, folder)).rejects.toThrow('it is newer');
});
