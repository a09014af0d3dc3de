import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { NewUser } from '../../server/accounts/add-user.ts';
import { addUser } from '../../server/accounts/add-user.ts';
import { demoAccounts } from '../../server/accounts/demo-accounts.ts';
import type { NewSession } from '../../server/accounts/sessions.ts';
import {
  clearedCookie,
  cookiePair,
  endSession,
  SESSION_DAYS,
  sessionCookie,
  sessionOf,
  startSession,
} from '../../server/accounts/sessions.ts';
import { signInAsDemo } from '../../server/accounts/sign-in-as-demo.ts';
import { signInWithPassword } from '../../server/accounts/sign-in-with-password.ts';
import { createSignInTries, TRIES } from '../../server/accounts/tries.ts';
import type { Sql } from '../../server/database/connect.ts';
import { migrate } from '../../server/database/migrate.ts';
import { insertAssignment } from '../../server/database/organisation.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, idOf, letIn } from '../support/house.ts';

const PASSWORD = 'fyrvaktarens katt';
const MIGRATIONS = path.join(import.meta.dirname, '../../server/database/migrations');
const NOW = new Date('2026-01-21T12:00:00+01:00');

describe('sign-in with a password', () => {
  test('a wrong password, an unknown and a closed account, one without a password: all alike', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    await person(sql, 'stangd@fyr.example');
    await sql`update accounts set closed_at = now() where email = 'stangd@fyr.example'`;
    await sql`insert into accounts (name, email) values ('Utan Lösen', 'utan@fyr.example')`;
    const { attempt } = door(sql);
    expect(await attempt('runa@fyr.example', 'fel lösenord här')).toBeNull();
    expect(await attempt('ingen@fyr.example', PASSWORD)).toBeNull();
    expect(await attempt('stangd@fyr.example', PASSWORD)).toBeNull();
    expect(await attempt('utan@fyr.example', '')).toBeNull();
    expect(await attempt('', '')).toBeNull();
    expect(await attempt('runa@fyr.example\0', 'fel lösenord här')).toBeNull();
    expect(await attempt(' RUNA@fyr.example ', PASSWORD)).not.toBeNull();
  });

  test('by e-mail, mobile number in any form, or username', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    await sql`update accounts set mobile = '+46701234567', username = 'lind-4821'`;
    const { attempt } = door(sql);
    for (const identifier of ['070-123 45 67', '+46 70 123 45 67', '0046701234567', ' Lind-4821']) {
      expect(await attempt(identifier, PASSWORD), identifier).not.toBeNull();
    }
    for (const identifier of ['070-123 45 68', 'lind', '+46701234567x']) {
      expect(await attempt(identifier, PASSWORD), identifier).toBeNull();
    }
  });

  test('however a number is written, its tries are counted together', async () => {
    const { sql } = await testDatabase();
    const { attempt, waits } = door(sql);
    for (const identifier of ['0701234567', '070-123 45 67', '+46701234567', '0046 70 1234567']) {
      await attempt(identifier, 'fel lösenord här');
    }
    expect(waits).toEqual([0, 0, 0, 250]);
  });

  test('each way to be refused does the same work', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    const { attempt } = door(sql);
    const time = async (email: string) => {
      const start = performance.now();
      await attempt(email, 'fel lösenord här');
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 3; round++) {
      known.push(await time('runa@fyr.example'));
      unknown.push(await time('ingen@fyr.example'));
    }
    const [ofKnown, ofUnknown] = [Math.min(...known), Math.min(...unknown)];
    // Without the hashing for nobody the second would be a fiftieth of the first.
    expect(ofUnknown).toBeGreaterThan(ofKnown / 4);
    expect(ofKnown).toBeGreaterThan(ofUnknown / 4);
  });

  test('tries are slowed down, then not looked at, and a stranger locks nobody out', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    const { attempt, waits } = door(sql);
    for (let nth = 0; nth < TRIES.pair; nth++) await attempt('runa@fyr.example', 'fel lösenord här');
    expect(waits).toEqual([0, 0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000]);
    expect(await attempt('runa@fyr.example', PASSWORD)).toBeNull();
    expect(await attempt('runa@fyr.example', PASSWORD, '192.0.2.7')).not.toBeNull();
  });

  test('the right password forgets the failures before it', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    const { attempt, waits } = door(sql);
    for (let nth = 0; nth < 4; nth++) await attempt('runa@fyr.example', 'fel lösenord här');
    expect(await attempt('runa@fyr.example', PASSWORD)).not.toBeNull();
    await attempt('runa@fyr.example', 'fel lösenord här');
    expect(waits.at(-1)).toBe(0);
  });

  test('many addresses against one account, and many accounts from one address, come to an end', async () => {
    const tries = createSignInTries();
    for (let nth = 0; nth < TRIES.account; nth++) await tries.begin('runa', `192.0.2.${nth}`);
    expect(await tries.begin('runa', '198.51.100.1')).toMatchObject({ allowed: false, worthHashing: true });
    for (let nth = 0; nth < TRIES.address; nth++) await tries.begin(`konto${nth}`, '203.0.113.9');
    expect(await tries.begin('någon', '203.0.113.9')).toMatchObject({ allowed: false, worthHashing: false });
  });

  test('the password is not in the database', async () => {
    const { sql } = await testDatabase();
    await person(sql, 'runa@fyr.example');
    const [row] = await sql`select password_hash from accounts`;
    expect(row?.password_hash).toMatch(/^scrypt\$15\$8\$3\$/);
  });
});

describe('a session', () => {
  test('opens while it lasts, not after', async () => {
    const { sql } = await testDatabase();
    const { cookie } = await session(sql);
    const last = new Date(NOW.getTime() + SESSION_DAYS * 86_400_000);
    expect(await sessionOf(sql, cookie, new Date(last.getTime() - 1))).not.toBeNull();
    expect(await sessionOf(sql, cookie, last)).toBeNull();
  });

  test('ends when it is revoked and when the account is closed', async () => {
    const { sql } = await testDatabase();
    const first = await session(sql);
    await endSession(sql, first.started.id, NOW);
    expect(await sessionOf(sql, first.cookie, NOW)).toBeNull();
    const second = await session(sql);
    await sql`update accounts set closed_at = now() where id = ${second.accountId}`;
    expect(await sessionOf(sql, second.cookie, NOW)).toBeNull();
  });

  test('is not opened by what the table holds, nor by half a cookie', async () => {
    const { sql } = await testDatabase();
    const { cookie } = await session(sql);
    const [row] = await sql<{ token_hash: Buffer }[]>`select token_hash from sessions`;
    const stolen = row?.token_hash.toString('base64url') ?? '';
    for (const header of [
      `delaktig_session=${stolen}`,
      cookie.slice(0, -1),
      'delaktig_session=',
      'a; =b;;',
      '',
    ]) {
      expect(await sessionOf(sql, header, NOW)).toBeNull();
    }
    expect(await sessionOf(sql, undefined, NOW)).toBeNull();
    expect(await sessionOf(sql, `a=b; ${cookie}; c=d`, NOW)).not.toBeNull();
  });

  test('is kept from scripts, other sites and plain http', async () => {
    const started = { id: '', token: 'x' };
    expect(sessionCookie(started, false)).toBe(
      'delaktig_session=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000',
    );
    expect(sessionCookie(started, true)).toMatch(/^__Host-delaktig_session=x; .*; Secure$/);
    expect(clearedCookie(true)).toMatch(/^__Host-delaktig_session=; .*Max-Age=0; Secure$/);
  });

  test('by https, a cookie that a neighbouring host may have set is not taken', async () => {
    const { sql } = await testDatabase();
    const ours = await session(sql, 'Runa Fyr');
    const theirs = await session(sql, 'Någon Annan');
    const header = `${theirs.cookie}; ${cookiePair(ours.started, true)}`;
    expect((await sessionOf(sql, header, NOW, true))?.account.name).toBe('Runa Fyr');
    expect(await sessionOf(sql, theirs.cookie, NOW, true)).toBeNull();
  });
});

describe('a stand-in', () => {
  test.each([
    ['2026-01-20T22:59:59Z', false],
    ['2026-01-20T23:00:00Z', true],
    ['2026-01-31T22:59:59Z', true],
    ['2026-01-31T23:00:00Z', false],
  ])('from 21 to 31 January in Stockholm, at %s: %s', async (moment, inForce) => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { accountId, cookie } = await session(sql);
    await insertAssignment(sql, {
      accountId,
      role: 'manager',
      administrationId: house.administrationId,
      unitId: house.unitId,
      workGroupIds: [],
      validFrom: '2026-01-21',
      validTo: '2026-01-31',
    });
    const signedIn = await sessionOf(sql, cookie, new Date(moment));
    expect(signedIn?.actor.assignments.map(({ role }) => role)).toEqual(inForce ? ['manager'] : []);
    expect(signedIn?.units.map(({ roles }) => roles)).toEqual(inForce ? [['manager']] : []);
  });
});

describe('the people', () => {
  test('are known by name, initials, units, roles and groups', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { cookie } = await letIn(sql, house, 'Runa Fyr', 'staff');
    expect(await sessionOf(sql, cookie, new Date())).toMatchObject({
      account: { name: 'Runa Fyr', initials: 'RF' },
      actor: { assignments: [{ role: 'staff', unitId: house.unitId, workGroupIds: [house.groupId] }] },
      units: [
        { name: 'Provenheten', administration: 'Provförvaltningen', roles: ['staff'], groups: ['Dag'] },
      ],
    });
  });

  test('of the demo are only those that it made', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { accountId } = await letIn(sql, house, 'Runa Fyr', 'manager');
    expect(await demoAccounts(sql, NOW)).toEqual([]);
    expect(await signInAsDemo(sql, accountId, NOW)).toBeNull();
    expect(await signInAsDemo(sql, 'inget-id', NOW)).toBeNull();
    await sql`update accounts set demo_order = 1 where id = ${accountId}`;
    expect(await demoAccounts(sql, NOW)).toEqual([
      { id: accountId, name: 'Runa Fyr', roles: [{ role: 'manager', unit: 'Provenheten', groups: [] }] },
    ]);
    expect(await signInAsDemo(sql, accountId, NOW)).not.toBeNull();
  });

  test('are added once, with a role, or not at all', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const user = { name: 'Runa Fyr', email: 'runa@fyr.example', password: PASSWORD };
    const assignment: NewUser['assignment'] = { role: 'manager', unitId: house.unitId, workGroupIds: [] };
    const added = { ...user, assignment };
    expect(await addUser(sql, { ...added, name: ' \t' })).toEqual({ ok: false, reason: 'name-empty' });
    expect(await addUser(sql, { ...added, password: 'kort' })).toEqual({
      ok: false,
      reason: 'password-length',
    });
    expect(await addUser(sql, { ...added, email: 'runa' })).toEqual({ ok: false, reason: 'email-malformed' });
    const nowhere = { ...added, assignment: { ...assignment, unitId: house.reportId } };
    expect(await addUser(sql, nowhere)).toEqual({ ok: false, reason: 'unit-not-found' });
    expect(await addUser(sql, added)).toMatchObject({ ok: true });
    expect(await addUser(sql, { ...added, email: 'RUNA@fyr.example' })).toEqual({
      ok: false,
      reason: 'email-taken',
    });
    const [count] = await sql`select count(*) from accounts`;
    expect(count?.count).toBe(1);
  });

  test('of an older installation that were added without a name come along, shown by role', async () => {
    const { sql } = await testDatabase({ migrated: false });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'delaktig-migrations-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const name of await readdir(MIGRATIONS)) {
      if (name < '0004') await copyFile(path.join(MIGRATIONS, name), path.join(folder, name));
    }
    await migrate(sql, folder);
    await sql`insert into accounts (name) values (''), ('Runa Fyr')`;
    await migrate(sql);
    expect(await sql`select name, protected from accounts order by name`).toEqual([
      { name: '', protected: true },
      { name: 'Runa Fyr', protected: false },
    ]);
  });
});

/** The door to sign-in, with a wait that only notes how long it would be. */
function door(sql: Sql) {
  const waits: number[] = [];
  const deps = {
    sql,
    clock: () => NOW,
    tries: createSignInTries(),
    wait: async (ms: number) => waits.push(ms),
  };
  return {
    waits,
    attempt: (identifier: string, password: string, address = '192.0.2.1') =>
      signInWithPassword(deps, { identifier, password, address }),
  };
}

async function person(sql: Sql, email: string): Promise<void> {
  const added = await addUser(sql, { name: 'Runa Fyr', email, password: PASSWORD, assignment: null });
  if (!added.ok) throw new Error(added.reason);
}

async function session(
  sql: Sql,
  name = 'Runa Fyr',
): Promise<{ accountId: string; started: NewSession; cookie: string }> {
  const accountId = await idOf(sql`insert into accounts (name) values (${name}) returning id`);
  const started = await startSession(sql, accountId, NOW);
  return { accountId, started, cookie: cookiePair(started, false) };
}
