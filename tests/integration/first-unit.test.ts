import path from 'node:path';
import { expect, test } from 'vitest';
import { delaktig } from '../support/cli.ts';
import { testDatabase } from '../support/database.ts';

const FIXTURE = path.join(import.meta.dirname, '../fixtures/verksamhetsberattelse-almsjo.txt');

test('a new installation gets its first unit, its manager and a report from the terminal', async () => {
  const { url } = await testDatabase();
  const env = { DATABASE_URL: url, DELAKTIG_ORIGIN: 'https://delaktig.example' };
  const unit = (name: string, ...more: string[]) =>
    delaktig(
      ['unit', 'add', '--organisation', 'Ekebo', '--administration', 'Omsorg', '--name', name, ...more],
      env,
    );
  const made = await unit('Ekbackens boende', '--initials', 'EB', '--group', 'Dag', '--group', 'Natt');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const first = JSON.parse(made.stdout);
  expect(first).toMatchObject({ name: 'Ekbackens boende', initials: 'EB', administration: 'Omsorg' });
  expect(first.groups.map((group: { name: string }) => group.name)).toEqual(['Dag', 'Natt']);

  expect(await unit('ekbackens boende')).toMatchObject({ code: 1, stdout: '' });
  expect(await unit('Utan namn', '--group', ' ')).toMatchObject({ code: 1 });
  expect(await unit('Långt märke', '--initials', 'ABCD')).toMatchObject({ code: 1 });
  expect((await unit('Åkerns dagverksamhet')).code).toBe(0);
  const listed = JSON.parse((await delaktig(['unit', 'list'], env)).stdout);
  expect(listed.map(({ name, initials }: { name: string; initials: string }) => [name, initials])).toEqual([
    ['Ekbackens boende', 'EB'],
    ['Åkerns dagverksamhet', 'ÅD'],
  ]);

  const manager = await delaktig(
    [
      'user',
      'add',
      '--name',
      'Maj Ek',
      '--email',
      'maj@ekebo.example',
      '--role',
      'manager',
      '--unit',
      first.id,
      '--password-stdin',
    ],
    env,
    'sju sorters kakor\n',
  );
  expect(manager).toMatchObject({ code: 0, stderr: '' });
  expect(await delaktig(['import', FIXTURE, '--unit', first.id], env)).toMatchObject({ code: 0 });
});
