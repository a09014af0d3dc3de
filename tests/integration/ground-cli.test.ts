import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { interchangeSchema } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { verifyPassword } from '../../server/accounts/passwords.ts';
import { sessionOf } from '../../server/accounts/sessions.ts';
import type { Fixture } from '../../server/cli/make-fixture.ts';
import type { Sql } from '../../server/database/connect.ts';
import { connect } from '../../server/database/connect.ts';
import { livingInstance } from '../../server/database/instance.ts';
import { startProcess } from '../support/app.ts';
import { delaktig } from '../support/cli.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';

const REPORT = 'Verksamhetsberättelse 2024\n\nInledning\nVåren var lugn på enheten.\n';

function reportFile(text = REPORT): string {
  const file = path.join(privateFolder(), 'rapport.txt');
  writeFileSync(file, text);
  return file;
}

function demo(url: string): Record<string, string> {
  return { DATABASE_URL: url, DELAKTIG_MODE: 'demo', PORT: '4321' };
}

async function fixture(args: string[], env: Record<string, string>): Promise<Fixture & { origin: string }> {
  const { code, stdout, stderr } = await delaktig(['fixture', ...args], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function unitOf(sql: Sql, made: Fixture): Promise<{ unit: string; group: string }> {
  const [row] = await sql<{ unit: string; group: string }[]>`
    select r.unit_id as unit, g.id as group from sections s join reports r on r.id = s.report_id
    join work_groups g on g.unit_id = r.unit_id where s.id = ${made.sections[0] ?? ''}`;
  if (!row) throw new Error('The fixture has no unit');
  return row;
}

describe('fixture', () => {
  test('empty open sections, and people whose cookies are sessions', async () => {
    const { sql, url } = await testDatabase();
    const made = await fixture(['--sections', '3', '--users', '1'], demo(url));
    expect(made.origin).toBe('http://localhost:4321');
    expect(made.sessions.map(({ role, unit }) => `${role} ${unit}`)).toEqual([
      'manager own',
      'staff own',
      'controller own',
      'staff other',
    ]);
    const sections = await sql`
      select s.id, s.mode, s.controllers_write, r.state, p.seq from sections s
      join reports r on r.id = s.report_id join room_snapshots p on p.section_id = s.id order by s.ordinal`;
    expect(sections.map((section) => section.id)).toEqual(made.sections);
    for (const section of sections) {
      expect(section).toMatchObject({ mode: 'write', controllers_write: true, state: 'open', seq: 0 });
    }
    const { unit } = await unitOf(sql, made);
    for (const { role, unit: place, cookie } of made.sessions) {
      const session = await sessionOf(sql, cookie, new Date());
      expect(session?.actor.assignments.map((held) => held.role)).toEqual([role]);
      expect(session?.units[0]?.id === unit).toBe(place === 'own');
    }
  });

  test('in a folder without a server, then beside the server that has it', async () => {
    const dataDir = path.join(privateFolder(), 'data');
    const before = await fixture(['--sections', '1'], { DELAKTIG_DATA_DIR: dataDir, PORT: '4321' });
    expect(livingInstance(dataDir)).toBeNull();
    const server = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
    const after = await fixture(['--sections', '1'], { DELAKTIG_DATA_DIR: dataDir, PORT: '4321' });
    expect([before.origin, after.origin]).toEqual(['http://localhost:4321', server.origin]);
    const sql = connect(livingInstance(dataDir)?.databaseUrl ?? '', { max: 1 });
    const found =
      await sql`select id from sections where id in ${sql([...before.sections, ...after.sections])}`;
    await sql.end();
    expect(found).toHaveLength(2);
    await server.end('SIGTERM');
  });

  test('is refused in production', async () => {
    const { url } = await testDatabase();
    const env = { DATABASE_URL: url, DELAKTIG_ORIGIN: 'https://delaktig.example' };
    expect(await delaktig(['fixture', '--sections', '1'], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'DELAKTIG_MODE: fixtures are made in demo mode only\n',
    });
  });
});

describe('parse', () => {
  test('prints the interchange, with lines when asked', async () => {
    const file = reportFile();
    const plain = await delaktig(['parse', file]);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(interchangeSchema.parse(JSON.parse(plain.stdout)).sections).toHaveLength(1);
    expect(plain.stdout).toContain('\n  "schema": "delaktig.report/1"');
    expect(plain.stdout).not.toContain('"lines"');
    expect((await delaktig(['parse', '--lines', file])).stdout).toContain('"lines"');
  });

  test('a large report leaves whole through a pipe', async () => {
    const file = reportFile(REPORT + 'En rad som bara fyller ut det hela.\n\n'.repeat(20_000));
    const { stdout } = await delaktig(['parse', file]);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stdout.length).toBeGreaterThan(500_000);
  });

  test('whoever has seen enough of it closes the pipe without a fuss', async () => {
    const file = reportFile(REPORT + 'En rad som bara fyller ut det hela.\n\n'.repeat(20_000));
    const child = spawn(process.execPath, ['server/cli/main.ts', 'parse', file], { stdio: 'pipe' });
    let complaints = '';
    child.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
  });

  test.each<[string, () => string, string]>([
    ['a file that is not there', () => '/nowhere/rapport.txt', 'no such file'],
    ['a folder', () => '/', 'is a folder'],
    ['an empty file', () => reportFile(''), 'the file is empty'],
    ['a picture', () => reportFile('\x89PNG\r\n\x1a\n\0\0\0'), 'is not text'],
    ['too much', () => reportFile('x'.repeat(5_300_000)), 'over 5 MB'],
    ['a path through a file', () => `${reportFile()}/rapport.txt`, 'cannot be read (ENOTDIR)'],
    ['what never ends', () => '/dev/zero', 'over 5 MB'],
  ])('%s is refused in one line', async (_, file, reason) => {
    const { code, stdout, stderr } = await delaktig(['parse', file()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(reason);
  });
});

test('import makes a report in the unit, once', async () => {
  const { sql, url } = await testDatabase();
  const { unit } = await unitOf(sql, await fixture(['--sections', '1'], demo(url)));
  const args = ['import', reportFile(), '--unit', unit, '--kind', 'VB', '--year', '2019'];
  const made = await delaktig(args, demo(url));
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const { report } = JSON.parse(made.stdout);
  expect(await sql`select kind, year, unit_id from reports where id = ${report}`).toEqual([
    { kind: 'VB', year: 2019, unit_id: unit },
  ]);
  expect(await delaktig(args, demo(url))).toEqual({
    code: 1,
    stdout: '',
    stderr: `The unit has a VB of 2019 already: report ${report}\n`,
  });
  expect(
    await delaktig(['import', reportFile(), '--unit', 'x', '--kind', 'VB', '--year', '2019'], demo(url)),
  ).toEqual({ code: 1, stdout: '', stderr: '--unit: there is no unit x\n' });
});

test('user add makes an account that signs in with the password from standard input', async () => {
  const { sql, url } = await testDatabase();
  const { unit, group } = await unitOf(sql, await fixture(['--sections', '1'], demo(url)));
  const add = (email: string, role: string, extra: string[], password: string) =>
    delaktig(
      ['user', 'add', '--name', 'Maj Ek', '--email', email, '--role', role, '--unit', unit, ...extra],
      demo(url),
      `${password}\n`,
    );
  const added = await add(
    'maj@ekebo.example',
    'staff',
    ['--group', group, '--password-stdin'],
    'sju sorters kakor',
  );
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const [row] = await sql<{ hash: string }[]>`
    select password_hash as hash from accounts where id = ${JSON.parse(added.stdout).account}`;
  expect(await verifyPassword('sju sorters kakor', row?.hash ?? null)).toBe(true);
  expect((await add('MAJ@ekebo.example', 'staff', [], 'sju sorters kakor')).stderr).toBe(
    '--email: MAJ@ekebo.example has an account already\n',
  );
  expect((await add('b@ekebo.example', 'staff', [], 'kort')).stderr).toContain('The password must have');
  expect((await add('b@ekebo.example', 'staff', ['--group', unit], 'sju sorters kakor')).stderr).toContain(
    '--group',
  );
  expect((await add('b@ekebo.example', 'chef', [], 'sju sorters kakor')).code).toBe(2);
});

test.each([[[]], [['nonsense']], [['fixture']], [['fixture', '--sections', '0']], [['parse']]])(
  'wrong usage ends with 2: %o',
  async (args) => {
    const { code, stdout, stderr } = await delaktig(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  },
);
