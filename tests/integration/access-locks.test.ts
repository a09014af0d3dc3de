import { expect, test } from 'vitest';
import { makeCode } from '../../server/accounts/codes.ts';
import { redeemCode } from '../../server/accounts/come-in.ts';
import { UNKNOWN_DEVICE } from '../../server/accounts/device.ts';
import { startSession } from '../../server/accounts/sessions.ts';
import { createCodeTries } from '../../server/accounts/tries.ts';
import { lockAccounts } from '../../server/database/access-codes.ts';
import type { Sql } from '../../server/database/connect.ts';
import { newcomer } from '../support/administration.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse } from '../support/house.ts';
import { somebodyWaits } from '../support/locks.ts';

const NOW = new Date('2026-01-21T12:00:00+01:00');

const redeem = (sql: Sql, code: string) =>
  redeemCode(
    { sql, clock: () => NOW, tries: createCodeTries(), wait: async () => {} },
    { code, password: 'fyrvaktarens katt', address: '192.0.2.1', device: UNKNOWN_DEVICE },
  );

test('whoever uses a code while a new one is made comes too late, and neither fails', async () => {
  const { sql } = await testDatabase();
  const accountId = await newcomer(sql, [await buildHouse(sql)]);
  const sheet = { accountId, purpose: 'invite', way: 'sheet', now: NOW } as const;
  const old = await sql.begin((tx) => makeCode(tx, sheet));
  let late: ReturnType<typeof redeem> | null = null;
  const next = await sql.begin(async (tx) => {
    await lockAccounts(tx, [accountId]);
    late = redeem(sql, old.secret);
    await somebodyWaits(sql);
    return makeCode(tx, sheet);
  });
  expect(await late).toEqual({ ok: false, reason: 'code' });
  expect(await redeem(sql, next.secret)).toMatchObject({ ok: true });
});

test('while codes are made, rows that refer to the accounts are written as always', async () => {
  const { sql } = await testDatabase();
  const accountId = await newcomer(sql, [await buildHouse(sql)]);
  await sql.begin(async (tx) => {
    await lockAccounts(tx, [accountId]);
    const started = sql.begin(async (other) => {
      await other`set local lock_timeout = '2s'`;
      return startSession(other, accountId, NOW);
    });
    await expect(started).resolves.toMatchObject({ token: expect.any(String) });
  });
});
