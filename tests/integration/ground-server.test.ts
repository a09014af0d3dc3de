import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { livingInstance } from '../../server/database/instance.ts';
import { startOf } from '../../server/database/processes.ts';
import { launchProcess, startProcess } from '../support/app.ts';
import { privateFolder } from '../support/data-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Not so for one that has ended and waits for its parent to take note, which in a container may be never. */
function lives(pid: number): boolean {
  return startOf(pid) !== null;
}

/** The PostgreSQL in a data folder. */
function postmasterOf(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

test('stopped, it takes its database with it; killed, the next start finds all that was committed', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const first = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
  const orphan = postmasterOf(dataDir);
  const sql = connect(livingInstance(dataDir)?.databaseUrl ?? '', { max: 1 });
  await sql`insert into administrations (organisation, name) values ('Ekebo', 'Kvar')`;
  await sql.end();
  await first.end('SIGKILL');
  expect(lives(orphan)).toBe(true);

  const second = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
  expect(lives(orphan)).toBe(false);
  const again = connect(livingInstance(dataDir)?.databaseUrl ?? '', { max: 1 });
  expect(await again`select name from administrations where organisation = 'Ekebo'`).toEqual([
    { name: 'Kvar' },
  ]);
  await again.end();
  expect(livingInstance(dataDir)).toMatchObject({ origin: second.origin, mode: 'demo' });

  const postmaster = postmasterOf(dataDir);
  expect(await second.end('SIGTERM')).toBe(0);
  expect(lives(postmaster)).toBe(false);
  expect(existsSync(path.join(dataDir, 'instance.json'))).toBe(false);
});

test('a data folder of a living server is refused in one line, and the server lives on', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const first = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
  const second = launchProcess({ DELAKTIG_DATA_DIR: dataDir });
  await waitUntil(() => second.process.exitCode !== null, 'the second start gives up');
  expect(second.process.exitCode).toBe(1);
  expect(second.output()).toBe(
    `${dataDir} is used by another running Delaktig (process ${first.process.pid}, ${first.origin}): stop it, or set DELAKTIG_DATA_DIR\n`,
  );
  expect((await fetch(`${first.origin}/healthz`)).status).toBe(200);
  await first.end('SIGTERM');
});

test('a folder that has been used in production is not opened as a demo', async () => {
  const dataDir = path.join(privateFolder(), 'data');
  const production = { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: 'http://localhost:4000' };
  const first = await startProcess({ DELAKTIG_DATA_DIR: dataDir, ...production });
  await first.end('SIGTERM');
  const demo = launchProcess({ DELAKTIG_DATA_DIR: dataDir });
  await waitUntil(() => demo.process.exitCode !== null, 'the demo gives up');
  expect(demo.output()).toContain('has been used in production: set DELAKTIG_MODE=production');
});

test.each<[string, Record<string, string>, string]>([
  ['a wrong variable', { PORT: 'http' }, 'PORT: must be a port number from 0 to 65535\n'],
  [
    'production without an origin',
    { DELAKTIG_MODE: 'production' },
    'DELAKTIG_ORIGIN: missing; production needs the address that browsers use, such as https://delaktig.example\n',
  ],
  [
    'a database that does not answer',
    { DELAKTIG_MODE: 'demo', DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
    'DATABASE_URL: the database does not answer: connect ECONNREFUSED 127.0.0.1:9\n',
  ],
])('%s is told in one line', async (_, env, line) => {
  const server = launchProcess({ DELAKTIG_DATA_DIR: path.join(privateFolder(), 'data'), ...env });
  await waitUntil(() => server.process.exitCode !== null, 'it ends');
  expect(server.process.exitCode).toBe(1);
  expect(server.output()).toBe(line);
});
