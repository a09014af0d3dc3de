import { describe, expect, test } from 'vitest';
import { CODE_DAYS, hashOfCode, makeCode } from '../../server/accounts/codes.ts';
import { redeemCode, whoseCode } from '../../server/accounts/come-in.ts';
import { clearWhatIsOver } from '../../server/accounts/daily-clearing.ts';
import { UNKNOWN_DEVICE } from '../../server/accounts/device.ts';
import { askForReset } from '../../server/accounts/forgotten.ts';
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  ownAccount,
} from '../../server/accounts/own-account.ts';
import { cookiePair, sessionOf, startSession } from '../../server/accounts/sessions.ts';
import { signInWithPassword } from '../../server/accounts/sign-in-with-password.ts';
import {
  ASK_TRIES,
  CODE_TRIES,
  createAskTries,
  createCodeTries,
  createSignInTries,
} from '../../server/accounts/tries.ts';
import type { Sql } from '../../server/database/connect.ts';
import { newcomer } from '../support/administration.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';

const PASSWORD = 'fyrvaktarens katt';
const NOW = new Date('2026-01-21T12:00:00+01:00');
const DAY = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

/** The door for those with a code, with a wait that only notes how long it would be. */
function door(sql: Sql, now = { at: NOW }) {
  const waits: number[] = [];
  const deps = {
    sql,
    clock: () => now.at,
    tries: createCodeTries(),
    wait: async (ms: number) => waits.push(ms),
  };
  return {
    waits,
    tries: deps.tries,
    whose: (code: string, address = '192.0.2.1') => whoseCode(deps, { code, address }),
    use: (code: string, password = PASSWORD, address = '192.0.2.1') =>
      redeemCode(deps, { code, password, address, device: UNKNOWN_DEVICE }),
  };
}

async function somebody(sql: Sql, account: Parameters<typeof newcomer>[2] = {}): Promise<string> {
  return newcomer(sql, [await buildHouse(sql)], account);
}

const codeFor = (sql: Sql, accountId: string, way: 'mail' | 'sheet' = 'sheet', now = NOW) =>
  sql.begin((tx) => makeCode(tx, { accountId, purpose: 'invite', way, now }));

describe('a code', () => {
  test.each(['mail', 'sheet'] as const)(
    '%s: lets one in once, with the password that was chosen',
    async (way) => {
      const { sql } = await testDatabase();
      const accountId = await somebody(sql, { username: 'lind-4821' });
      const { secret } = await codeFor(sql, accountId, way);
      const { whose, use } = door(sql);
      expect(await whose(secret)).toEqual({ purpose: 'invite', firstName: 'Runa', role: 'staff' });
      expect(await use(secret, 'kort')).toMatchObject({ reason: 'password-length' });
      const used = await use(secret);
      if (!used.ok) throw new Error(used.reason);
      expect((await sessionOf(sql, cookiePair(used.session, false), NOW))?.account.id).toBe(accountId);
      expect(await use(secret)).toEqual({ ok: false, reason: 'code' });
      expect(await whose(secret)).toBeNull();
      const again = { sql, clock: () => NOW, tries: createSignInTries(), wait: async () => {} };
      const identified = { identifier: 'lind-4821', password: PASSWORD, address: '192.0.2.1' };
      expect(await signInWithPassword(again, identified)).not.toBeNull();
    },
  );

  test('is used by one of ten who try at the same time', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql));
    const { use } = door(sql);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => use(secret, PASSWORD, `192.0.2.${nth}`)),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('of twelve letters, in groups, written as people write', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql));
    expect(secret).toMatch(/^[2346789BCDFGHJKMPQRTVWXY]{4}(-[2346789BCDFGHJKMPQRTVWXY]{4}){2}$/);
    const { whose } = door(sql);
    for (const written of [
      secret.toLowerCase(),
      secret.replaceAll('-', ''),
      ` ${secret.replaceAll('-', ' ')} `,
    ]) {
      expect(await whose(written), written).not.toBeNull();
    }
  });

  test('may be pasted as the whole link', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql), 'mail');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await door(sql).whose(`https://delaktig.example/valkommen/${secret}`)).not.toBeNull();
  });

  test.each(['mail', 'sheet'] as const)('%s: ends on its last day', async (way) => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql), way);
    const now = { at: new Date(later(CODE_DAYS[way]).getTime() - 1) };
    const { whose, use } = door(sql, now);
    expect(await whose(secret)).not.toBeNull();
    now.at = later(CODE_DAYS[way]);
    expect(await whose(secret)).toBeNull();
    expect(await use(secret)).toEqual({ ok: false, reason: 'code' });
  });

  test('is replaced by the next one, and worth nothing when the account is closed', async () => {
    const { sql } = await testDatabase();
    const accountId = await somebody(sql);
    const first = await codeFor(sql, accountId, 'mail');
    const second = await codeFor(sql, accountId, 'sheet');
    const { whose, use } = door(sql);
    expect(await whose(first.secret)).toBeNull();
    expect(await whose(second.secret)).not.toBeNull();
    await sql`update accounts set closed_at = now() where id = ${accountId}`;
    expect(await use(second.secret)).toEqual({ ok: false, reason: 'code' });
  });

  test('in a mail goes with the address that it was sent to; on paper it stays', async () => {
    const { sql } = await testDatabase();
    const accountId = await somebody(sql, { email: 'fel@fyr.example' });
    const mailed = await codeFor(sql, accountId, 'mail');
    const change = (email: string) => sql`update accounts set email = ${email} where id = ${accountId}`;
    const { whose } = door(sql);
    await change('FEL@fyr.example');
    expect(await whose(mailed.secret)).not.toBeNull();
    await change('runa@fyr.example');
    expect(await whose(mailed.secret)).toBeNull();
    const printed = await codeFor(sql, accountId, 'sheet');
    await change('runa2@fyr.example');
    expect(await whose(printed.secret)).not.toBeNull();
    await sql`update accounts set closed_at = now() where id = ${accountId}`;
    expect(await sql`select 1 from access_codes`).toHaveLength(0);
  });

  test('for a new password ends every session that there was', async () => {
    const { sql } = await testDatabase();
    const accountId = await somebody(sql);
    const before = cookiePair(await startSession(sql, accountId, NOW), false);
    const { secret } = await codeFor(sql, accountId, 'mail');
    expect(await door(sql).use(secret)).toMatchObject({ ok: true });
    expect(await sessionOf(sql, before, NOW)).toBeNull();
  });

  test('is not in the database, nor anything that opens with it', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql));
    const [row] = await sql<
      { all: string; hash: Buffer }[]
    >`select access_codes::text as all, code_hash as hash from access_codes`;
    expect(row?.all).not.toContain(secret);
    expect(row?.all).not.toContain(secret.replaceAll('-', ''));
    expect(await door(sql).whose(row?.hash.toString('base64url') ?? '')).toBeNull();
  });

  test('tells of someone with a protected identity the role alone', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql, { name: '' }));
    expect(await door(sql).whose(secret)).toEqual({ purpose: 'invite', firstName: null, role: 'staff' });
  });
});

describe('wrong codes', () => {
  test('are slowed down by address, then not looked at; others come in meanwhile', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql));
    const { whose, waits } = door(sql);
    for (let nth = 0; nth < CODE_TRIES.address; nth++) expect(await whose('BCDF-GHJK-MPQR')).toBeNull();
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 250, 500, 1000, 2000, 4000, 8000]);
    expect(await whose(secret)).toBeNull();
    expect(await whose(secret, '192.0.2.9')).not.toBeNull();
  });

  test('from everywhere make every answer slow, and lock nobody out', async () => {
    const { sql } = await testDatabase();
    const { secret } = await codeFor(sql, await somebody(sql));
    const { whose, tries, waits } = door(sql);
    for (let nth = 0; nth < CODE_TRIES.all; nth++) await tries.begin(`2001:db8::${nth}`);
    expect(await whose(secret, '192.0.2.9')).not.toBeNull();
    expect(waits).toEqual([8000]);
  });

  test('thirty colleagues at one address come in one after the other', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { whose, waits } = door(sql);
    for (let nth = 0; nth < CODE_TRIES.address + 5; nth++) {
      const { secret } = await codeFor(sql, await newcomer(sql, [house]));
      expect(await whose(secret)).not.toBeNull();
    }
    expect(Math.max(...waits)).toBe(0);
  });

  test.each(['', 'abc', 'BCDF-GHJK-MPQ0', '../../etc', 'x'.repeat(10_000), '\0'.repeat(12), 'A'.repeat(43)])(
    'of any form are refused alike: %j',
    async (code) => {
      const { sql } = await testDatabase();
      await codeFor(sql, await somebody(sql));
      expect(await door(sql).whose(code)).toBeNull();
    },
  );

  test('no code is read out of half a one', () => {
    expect(hashOfCode('BCDF-GHJK')).toBeNull();
    expect(hashOfCode('O0I1-LSZA-EUNN')).toBeNull();
  });
});

describe('a forgotten password', () => {
  function asking(sql: Sql, now = { at: NOW }) {
    const waits: number[] = [];
    const deps = {
      sql,
      clock: () => now.at,
      tries: createAskTries(),
      wait: async (ms: number) => waits.push(ms),
      origin: 'https://delaktig.example',
    };
    return {
      waits,
      ask: (identifier: string, address = '192.0.2.1') => askForReset(deps, { identifier, address }),
    };
  }
  const mails = (sql: Sql) =>
    sql<{ recipient: string; body: string; subject: string }[]>`select * from mails order by id`;

  test('brings a link to those who have an e-mail, by whatever they sign in with', async () => {
    const { sql } = await testDatabase();
    const runa = await somebody(sql, { email: 'runa@fyr.example', mobile: '+46701234567' });
    await sql`update accounts set password_hash = 'x' where id = ${runa}`;
    const { ask } = asking(sql);
    expect(await ask('070-123 45 67')).toBe(true);
    const [mail] = await mails(sql);
    expect(mail).toMatchObject({ recipient: 'runa@fyr.example', subject: 'Nytt lösenord till Delaktig' });
    const link = /https:\S+/.exec(mail?.body ?? '')?.[0] ?? '';
    expect(link).toMatch(/^https:\/\/delaktig\.example\/valkommen\/[\w-]{43}$/);
    expect(await door(sql).whose(link)).toMatchObject({ purpose: 'reset', firstName: 'Runa' });
    expect(mail?.body).toContain('onsdag 28 januari');
  });

  test('answers alike for the unknown, the closed and those without an e-mail, and sends nothing', async () => {
    const { sql } = await testDatabase();
    await somebody(sql, { username: 'lind-4821' });
    await somebody(sql, { email: 'stangd@fyr.example' });
    await sql`update accounts set closed_at = now() where email = 'stangd@fyr.example'`;
    const { ask, waits } = asking(sql);
    for (const who of ['lind-4821', 'stangd@fyr.example', 'ingen@fyr.example', '', 'a\0@b']) await ask(who);
    expect(await mails(sql)).toEqual([]);
    expect(new Set(waits)).toEqual(new Set([500]));
  });

  test('fills nobody’s box: once in ten minutes, and not from one address for a whole town', async () => {
    const { sql } = await testDatabase();
    await somebody(sql, { email: 'runa@fyr.example' });
    const now = { at: NOW };
    const { ask } = asking(sql, now);
    expect(await ask('runa@fyr.example')).toBe(true);
    expect(await ask('runa@fyr.example')).toBe(false);
    now.at = new Date(NOW.getTime() + 11 * 60_000);
    expect(await ask('runa@fyr.example', '192.0.2.2')).toBe(true);
    expect(await ask('runa@fyr.example', '192.0.2.3')).toBe(false);
    // The mail of the code that was replaced is gone with it.
    expect(await mails(sql)).toHaveLength(1);
    const tries = createAskTries();
    for (let nth = 0; nth < ASK_TRIES.address; nth++) await tries.begin(`nr${nth}`, '192.0.2.1');
    expect(await tries.begin('ny', '192.0.2.1')).toBe(false);
  });

  test('asked for by anybody leaves a slip as it is; of the two, the one that is used ends the other', async () => {
    const { sql } = await testDatabase();
    const accountId = await somebody(sql, { email: 'runa@fyr.example' });
    const printed = await codeFor(sql, accountId);
    const now = { at: NOW };
    const { ask } = asking(sql, now);
    expect(await ask('runa@fyr.example')).toBe(true);
    now.at = new Date(NOW.getTime() + 11 * 60_000);
    expect(await ask('runa@fyr.example')).toBe(true);
    const { whose, use } = door(sql, now);
    expect(await whose(printed.secret)).not.toBeNull();
    const [mail, more] = await mails(sql);
    expect(more).toBeUndefined();
    const link = /https:\S+/.exec(mail?.body ?? '')?.[0] ?? '';
    expect(await use(link)).toMatchObject({ ok: true });
    expect(await whose(printed.secret)).toBeNull();
  });
});

describe('one’s own account', () => {
  async function withSessions(sql: Sql) {
    const house = await buildHouse(sql);
    const { accountId, sessionId, cookie } = await letIn(sql, house, 'Runa Fyr', 'staff');
    const other = await startSession(sql, accountId, NOW, { browser: 'Chrome', system: 'Android' });
    const stranger = await letIn(sql, house, 'Någon Annan', 'staff');
    return { self: { accountId, sessionId }, cookie, other, stranger };
  }

  test('shows what is registered, and the sessions with this one marked', async () => {
    const { sql } = await testDatabase();
    const { self, other } = await withSessions(sql);
    await sql`update accounts set mobile = '+46701234567' where id = ${self.accountId}`;
    const account = await ownAccount(sql, self, NOW);
    expect(account).toMatchObject({
      name: 'Runa Fyr',
      email: null,
      mobile: '070-123 45 67',
      hasPassword: false,
      roles: [{ role: 'staff', unit: 'Provenheten', administration: 'Provförvaltningen', groups: ['Dag'] }],
    });
    expect(account?.sessions.find(({ isThis }) => isThis)?.id).toBe(self.sessionId);
    expect(account?.sessions.find(({ isThis }) => !isThis)).toEqual({
      id: other.id,
      browser: 'Chrome',
      system: 'Android',
      since: '2026-01-21',
      isThis: false,
    });
  });

  test('ends one session, or all others, and never anybody else’s', async () => {
    const { sql } = await testDatabase();
    const { self, cookie, other, stranger } = await withSessions(sql);
    expect(await endOwnSession(sql, self, stranger.sessionId, NOW)).toBe(0);
    expect(await endOwnSession(sql, self, 'inget-id', NOW)).toBe(0);
    expect(await endOwnSession(sql, self, other.id, NOW)).toBe(1);
    expect(await sessionOf(sql, cookiePair(other, false), NOW)).toBeNull();
    const third = await startSession(sql, self.accountId, NOW);
    expect(await endOtherSessions(sql, self, NOW)).toBe(1);
    expect(await sessionOf(sql, cookiePair(third, false), NOW)).toBeNull();
    for (const kept of [cookie, stranger.cookie]) expect(await sessionOf(sql, kept, NOW)).not.toBeNull();
  });

  test('a new password asks for the present one, counts wrong ones and ends the other sessions', async () => {
    const { sql } = await testDatabase();
    const { self, cookie, other } = await withSessions(sql);
    const { secret } = await codeFor(sql, self.accountId);
    const waits: number[] = [];
    const deps = {
      sql,
      clock: () => NOW,
      tries: createSignInTries(),
      wait: async (ms: number) => waits.push(ms),
    };
    const change = (present: string, next: string) =>
      changePassword(deps, self, { present, next, address: '::1' });
    expect(await change('', PASSWORD)).toEqual({ ok: false, reason: 'refused' });
    expect(await door(sql).use(secret)).toMatchObject({ ok: true });
    await sql`update sessions set revoked_at = null where id in (${self.sessionId}, ${other.id})`;
    await codeFor(sql, self.accountId);
    for (let nth = 0; nth < 3; nth++) {
      expect(await change('fel lösenord här', 'ett annat lösenord')).toEqual({
        ok: false,
        reason: 'refused',
      });
    }
    expect(waits.at(-1)).toBe(250);
    expect(await change(PASSWORD, 'kort')).toEqual({ ok: false, reason: 'password-length' });
    // The one that the code began, and the other.
    expect(await change(PASSWORD, 'ett annat lösenord')).toEqual({ ok: true, ended: 2 });
    expect(await sessionOf(sql, cookie, NOW)).not.toBeNull();
    expect(await sessionOf(sql, cookiePair(other, false), NOW)).toBeNull();
    expect(await sql`select 1 from access_codes where used_at is null`).toHaveLength(0);
    expect(await change(PASSWORD, 'ett tredje lösenord')).toEqual({ ok: false, reason: 'refused' });
  });
});

test('what is over is cleared out, and nothing else', async () => {
  const { sql } = await testDatabase();
  const accountId = await somebody(sql, { email: 'runa@fyr.example' });
  const kept = await startSession(sql, accountId, later(35));
  await startSession(sql, accountId, NOW);
  const ended = await startSession(sql, accountId, later(38));
  await sql`update sessions set revoked_at = ${later(38)} where id = ${ended.id}`;
  await codeFor(sql, accountId);
  expect(await clearWhatIsOver(sql, later(40))).toEqual({ sessions: 2, codes: 0, mails: 0 });
  expect(await sql`select id from sessions`).toEqual([{ id: kept.id }]);
  expect(await clearWhatIsOver(sql, later(61))).toMatchObject({ codes: 1 });
  expect(await sql`select 1 from access_codes`).toHaveLength(0);
});
