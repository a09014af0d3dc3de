import { expect, test } from 'vitest';
import { delaktig } from '../support/cli.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse } from '../support/house.ts';

test('a new installation gets its first administrator from the terminal', { timeout: 90_000 }, async () => {
  const { sql, url } = await testDatabase();
  const env = { DATABASE_URL: url, DELAKTIG_ORIGIN: 'https://delaktig.example' };
  const add = (administration: string, email = 'ada@ekebo.example', password = 'sju sorters kakor\n') =>
    delaktig(
      [
        ...['user', 'add-administrator', '--organisation', 'Ekebo', '--administration', administration],
        ...['--name', 'Ada Ek', '--email', email, '--password-stdin'],
      ],
      env,
      password,
    );
  expect(await add('Omsorg', 'ada@ekebo.example', 'kort\n')).toMatchObject({ code: 1, stdout: '' });
  expect(await sql`select 1 from administrations`).toHaveLength(0);
  const made = await add('Omsorg');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const { account, administration } = JSON.parse(made.stdout);
  const [role] =
    await sql`select role, administration_id, unit_id from role_assignments where account_id = ${account}`;
  expect(role).toEqual({ role: 'administrator', administration_id: administration, unit_id: null });
  const [noted] = await sql`select act, actor_id, subject_account_id, detail from audit_log`;
  expect(noted).toEqual({
    act: 'role.add',
    actor_id: null,
    subject_account_id: account,
    detail: { role: 'administrator' },
  });
  // Somebody who is here already gets the role, and keeps the password.
  expect(JSON.parse((await add('Skola', 'ADA@ekebo.example', '')).stdout)).toMatchObject({ account });
  expect(await add('omsorg')).toMatchObject({ code: 1, stderr: expect.stringContaining('already') });
  expect(await add('Omsorg', 'ada')).toMatchObject({ code: 1, stdout: '' });
  expect(await sql`select 1 from administrations`).toHaveLength(2);
});

test('nobody is added from the terminal without a name', { timeout: 90_000 }, async () => {
  const { sql, url } = await testDatabase();
  const { unitId } = await buildHouse(sql);
  const added = await delaktig(
    [
      ...['user', 'add', '--name', ' ', '--email', 'runa@ekebo.example', '--role', 'manager'],
      ...['--unit', unitId, '--password-stdin'],
    ],
    { DATABASE_URL: url, DELAKTIG_ORIGIN: 'https://delaktig.example' },
    'sju sorters kakor\n',
  );
  expect(added).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('--name may not be empty'),
  });
  expect(added.stderr.trim().split('\n')).toHaveLength(1);
  expect(await sql`select 1 from accounts`).toHaveLength(0);
});
