import type { Role } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { makeCode } from '../../server/accounts/codes.ts';
import { lockAccounts } from '../../server/database/access-codes.ts';
import type { Sql } from '../../server/database/connect.ts';
import { insertAssignment } from '../../server/database/organisation.ts';
import { newcomer, twoAdministrations } from '../support/administration.ts';
import { testDatabase } from '../support/database.ts';
import type { House } from '../support/house.ts';
import { somebodyWaits } from '../support/locks.ts';

const NOW = new Date('2026-01-21T12:00:00+01:00');

const codeFor = (sql: Sql, accountId: string, way: 'mail' | 'sheet' = 'sheet', now = NOW) =>
  sql.begin((tx) => makeCode(tx, { accountId, purpose: 'invite', way, now }));
const unused = async (sql: Sql) => (await sql`select 1 from access_codes where used_at is null`).length;

function give(sql: Sql, accountId: string, { administrationId, unitId }: House, role: Role = 'manager') {
  const place = { administrationId, unitId: role === 'administrator' ? null : unitId };
  return insertAssignment(sql, { accountId, role, ...place, workGroupIds: [] });
}

async function scene() {
  const { sql } = await testDatabase();
  const { own, foreign } = await twoAdministrations(sql);
  return { sql, own, foreign, accountId: await newcomer(sql, [own], { email: 'runa@fyr.example' }) };
}

describe('a code that was made in one administration', () => {
  test.each<[string, 'mail' | 'sheet', Role]>([
    ['a slip', 'sheet', 'manager'],
    ['a slip', 'sheet', 'administrator'],
    ['a link', 'mail', 'manager'],
  ])('%s (%s) goes when the account becomes %s in another', async (_, way, role) => {
    const { sql, foreign, accountId } = await scene();
    await codeFor(sql, accountId, way);
    const other = await newcomer(sql, [foreign]);
    await codeFor(sql, other);
    await give(sql, accountId, foreign, role);
    expect(await sql`select account_id as id from access_codes`).toEqual([{ id: other }]);
  });

  test('goes as well when several roles are written at once', async () => {
    const { sql, foreign, accountId } = await scene();
    await codeFor(sql, accountId);
    await sql`
      insert into role_assignments (account_id, role, administration_id, unit_id)
      select ${accountId}, role, ${foreign.administrationId}, ${foreign.unitId}
      from unnest(array['manager', 'controller']) as role`;
    expect(await unused(sql)).toBe(0);
  });

  test('stays when the account gets a further role there', async () => {
    const { sql, own, accountId } = await scene();
    await codeFor(sql, accountId);
    await give(sql, accountId, own);
    expect(await unused(sql)).toBe(1);
  });

  test('stays when a role there ends and another begins', async () => {
    const { sql, own, accountId } = await scene();
    await codeFor(sql, accountId);
    await sql`update role_assignments set valid_to = '2026-01-21' where account_id = ${accountId}`;
    await give(sql, accountId, own);
    expect(await unused(sql)).toBe(1);
  });

  test('goes when a role in another had ended and is given again, or goes on after all', async () => {
    const { sql, foreign, accountId } = await scene();
    const held = await give(sql, accountId, foreign);
    await sql`update role_assignments set valid_to = '2026-01-20' where id = ${held}`;
    await codeFor(sql, accountId);
    await sql`update role_assignments set valid_to = '2026-01-10' where id = ${held}`;
    expect(await unused(sql)).toBe(1);
    await sql`update role_assignments set valid_to = null where id = ${held}`;
    expect(await unused(sql)).toBe(0);
    await sql`update role_assignments set valid_to = '2026-01-20' where id = ${held}`;
    await codeFor(sql, accountId);
    await give(sql, accountId, foreign);
    expect(await unused(sql)).toBe(0);
  });

  test('goes also when it was being made while the role was given', async () => {
    const { sql, foreign, accountId } = await scene();
    let given: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await lockAccounts(tx, [accountId]);
      await makeCode(tx, { accountId, purpose: 'invite', way: 'sheet', now: NOW });
      given = give(sql, accountId, foreign);
      await somebodyWaits(sql);
    });
    await given;
    expect(await unused(sql)).toBe(0);
  });
});
