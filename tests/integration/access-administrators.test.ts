import type { Actor } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import { afterAll, describe, expect, test } from 'vitest';
import { actorOf } from '../../server/accounts/actor.ts';
import { hashOfCode } from '../../server/accounts/codes.ts';
import { invitations, invite, printCodes } from '../../server/accounts/invitations.ts';
import { endSessionsOf, giveUsername, personAccess } from '../../server/accounts/person-access.ts';
import { startSession } from '../../server/accounts/sessions.ts';
import type { Sql } from '../../server/database/connect.ts';
import { assignmentsInForce, insertAssignment } from '../../server/database/organisation.ts';
import { newcomer, twoAdministrations } from '../support/administration.ts';
import { rawSocket, runCollab } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = new Date('2026-01-21T12:00:00+01:00');
const ORIGIN = 'https://delaktig.example';

async function actor(sql: Sql, accountId: string): Promise<Actor> {
  return actorOf(accountId, await assignmentsInForce(sql, [accountId], dayInStockholm(NOW)));
}

async function scene() {
  const { sql } = await testDatabase();
  const neighbours = await twoAdministrations(sql);
  const { own, foreign, administrator, stranger } = neighbours;
  const as = async (accountId: string) => ({
    sql,
    actor: await actor(sql, accountId),
    now: NOW,
    origin: ORIGIN,
  });
  return {
    sql,
    own,
    foreign,
    administratorId: administrator.accountId,
    ours: await as(administrator.accountId),
    theirs: await as(stranger.accountId),
    as,
  };
}

type Deps = Awaited<ReturnType<typeof scene>>['ours'];

/** Every act on somebody's account: whether it was done. */
const ACTS: Record<string, (deps: Deps, accountId: string) => Promise<boolean>> = {
  'invite or send a new password': async (deps, id) => (await invite(deps, [id])).invited === 1,
  'print a code': async (deps, id) => (await printCodes(deps, [id])).sheets.length === 1,
  'choose a username': async (deps, id) => (await giveUsername(deps, id, 'lind-4821')).ok,
};

const written = (sql: Sql) => sql<{ act: string; detail: unknown }[]>`select * from audit_log order by id`;

describe.each(Object.entries(ACTS))('to %s', (_, act) => {
  test('is for the administrator of all the person’s roles, and stands in the log without names', async () => {
    const { sql, own, ours, administratorId } = await scene();
    const id = await newcomer(sql, [own], { email: 'runa@fyr.example', mobile: '+46701234567' });
    expect(await act(ours, id)).toBe(true);
    const log = await written(sql);
    expect(log).toMatchObject([
      { administration_id: own.administrationId, actor_id: administratorId, subject_account_id: id },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/runa|fyr|701234567|lind/i);
  });

  test.each<[string, (s: Awaited<ReturnType<typeof scene>>, id: string) => Promise<[Deps, string]>]>([
    ['a foreign administrator', async (s, id) => [s.theirs, id]],
    [
      'a manager',
      async (s) => {
        const manager = await letIn(s.sql, s.own, 'Moa Chef', 'manager');
        return [await s.as(manager.accountId), await newcomer(s.sql, [s.own], { email: 'a@fyr.example' })];
      },
    ],
    [
      'nobody who has signed in',
      async (s, id) => [{ ...s.ours, actor: { accountId: '', assignments: [] } }, id],
    ],
    [
      'the administrator, of someone with a role elsewhere too',
      async (s) => [s.ours, await newcomer(s.sql, [s.own, s.foreign], { email: 'b@fyr.example' })],
    ],
    [
      'the administrator, of someone who will have a role elsewhere',
      async (s, id) => {
        const { administrationId, unitId } = s.foreign;
        const from = { validFrom: '2027-01-01', validTo: '2027-02-01' };
        await insertAssignment(s.sql, {
          accountId: id,
          role: 'manager',
          administrationId,
          unitId,
          workGroupIds: [],
          ...from,
        });
        return [s.ours, id];
      },
    ],
    [
      'the administrator, of someone without any role',
      async (s) => {
        const [row] = await s.sql<{ id: string }[]>`
        insert into accounts (name, email) values ('Utan Uppdrag', 'utan@fyr.example') returning id`;
        return [s.ours, row?.id ?? ''];
      },
    ],
    [
      'the administrator, of an account that is closed',
      async (s, id) => {
        await s.sql`update accounts set closed_at = now() where id = ${id}`;
        return [s.ours, id];
      },
    ],
    ['the administrator, of what is no account', async (s) => [s.ours, 'inget-id']],
  ])('is not for %s', async (_, prepare) => {
    const s = await scene();
    const id = await newcomer(s.sql, [s.own], { email: 'runa@fyr.example' });
    const [deps, target] = await prepare(s, id);
    expect(await act(deps, target)).toBe(false);
    expect(await written(s.sql)).toEqual([]);
    expect(await s.sql`select 1 from access_codes`).toHaveLength(0);
    expect(await s.sql`select 1 from mails`).toHaveLength(0);
    expect(await s.sql`select 1 from accounts where username is not null`).toHaveLength(0);
  });

  test('is again for the administrator when the role elsewhere has ended', async () => {
    const { sql, own, foreign, ours } = await scene();
    const id = await newcomer(sql, [own, foreign], { email: 'runa@fyr.example' });
    await sql`update role_assignments set valid_to = '2026-01-20' where account_id = ${id} and unit_id = ${foreign.unitId}`;
    expect(await act(ours, id)).toBe(true);
  });
});

describe('sessions', () => {
  test('of anybody with a role in the administration may be ended, also with a role elsewhere', async () => {
    const { sql, own, foreign, ours, theirs } = await scene();
    const both = await newcomer(sql, [own, foreign]);
    const [one, two] = [await startSession(sql, both, NOW), await startSession(sql, both, NOW)];
    expect(await endSessionsOf(ours, both, one.id)).toEqual({ ok: true, ended: 1 });
    expect(await endSessionsOf(theirs, both, null)).toEqual({ ok: true, ended: 1 });
    expect(await endSessionsOf(theirs, both, two.id)).toEqual({ ok: true, ended: 0 });
    expect(await written(sql)).toMatchObject([
      { act: 'session-ended', administration_id: own.administrationId, detail: { count: 1 } },
      { act: 'sessions-ended', administration_id: foreign.administrationId, detail: { count: 1 } },
    ]);
  });

  test('of others may not, nor by others; one person’s page ends no other person’s session', async () => {
    const { sql, own, foreign, ours, theirs, as } = await scene();
    const id = await newcomer(sql, [own]);
    const elsewhere = await newcomer(sql, [foreign]);
    const mine = await startSession(sql, id, NOW);
    const stranger = await startSession(sql, elsewhere, NOW);
    const manager = await letIn(sql, own, 'Moa Chef', 'manager');
    const refused = { ok: false, reason: 'forbidden' };
    expect(await endSessionsOf(theirs, id, mine.id)).toEqual(refused);
    expect(await endSessionsOf(ours, elsewhere, null)).toEqual(refused);
    expect(await endSessionsOf(await as(manager.accountId), id, null)).toEqual(refused);
    expect(await endSessionsOf(ours, id, stranger.id)).toEqual({ ok: true, ended: 0 });
    expect(await sql`select 1 from sessions where revoked_at is not null`).toHaveLength(0);
    expect(await written(sql)).toEqual([]);
  });

  const times: number[] = [];
  afterAll(() => {
    const sorted = times.toSorted((a, b) => a - b);
    console.info(
      `an open socket is shown out ${Math.round(sorted.at(-1) ?? 0)} ms after the administrator's act, at most`,
    );
  });

  test.each([1, 2, 3, 4, 5])(
    'ended by an administrator, an open socket is shown out within a second (%i)',
    async () => {
      const { sql, own, ours } = await scene();
      const person = await letIn(sql, own, 'Runa Fyr', 'staff');
      const server = await runCollab(sql);
      const socket = rawSocket(`${server.url}/collab/${own.sectionIds[0]}`, { cookie: person.cookie });
      await waitUntil(() => socket.received.length > 0, 'in the room');
      const began = performance.now();
      await endSessionsOf(ours, person.accountId, person.sessionId);
      await waitUntil(() => socket.code !== null, 'shown out', 5_000);
      times.push(performance.now() - began);
      expect(socket.code).toBe(4401);
      expect(times.at(-1)).toBeLessThan(1_000);
    },
  );
});

describe('the page of a person', () => {
  test('is for those who administer them; elsewhere too, without what the account holds', async () => {
    const { sql, own, foreign, ours, theirs } = await scene();
    const account = { email: 'runa@fyr.example', mobile: '+46701234567', username: 'lind-4821' };
    const id = await newcomer(sql, [own], account);
    expect(await personAccess(theirs, id)).toBeNull();
    expect(await personAccess(ours, id)).toMatchObject({
      name: 'Runa Fyr',
      email: 'runa@fyr.example',
      mobile: '070-123 45 67',
      username: 'lind-4821',
      mayAct: true,
    });
    const both = await newcomer(sql, [own, foreign], { email: 'b@fyr.example', username: 'alm-1111' });
    await sql`update administrations set name = 'Grannförvaltningen' where id = ${foreign.administrationId}`;
    const shown = await personAccess(ours, both);
    expect(shown).toMatchObject({ mayAct: false, email: null, username: null, hasEmail: true });
    expect(shown?.roles.map(({ administration }) => administration)).toEqual(['Provförvaltningen']);
    expect((await personAccess(theirs, both))?.roles).toMatchObject([
      { administration: 'Grannförvaltningen' },
    ]);
  });

  test('and the slip and the mail of someone with a protected identity tell no name, address or number', async () => {
    const { sql, own, ours } = await scene();
    const account = { name: '', email: 'dold@fyr.example', mobile: '+46701234567' };
    const id = await newcomer(sql, [own], account);
    const shown = await personAccess(ours, id);
    expect(shown).toMatchObject({ name: '', hidden: true, hasEmail: true, roles: [{ role: 'staff' }] });
    const printed = await printCodes(ours, [id]);
    expect(printed.sheets).toMatchObject([
      { name: '', role: 'staff', signInWith: { kind: 'mobile', text: null } },
    ]);
    const listed = await invitations(ours, { administrationId: own.administrationId });
    expect(JSON.stringify([shown, printed, listed])).not.toMatch(/dold|701234567/);
    await invite(ours, [id]);
    const [mail] = await sql<{ body: string }[]>`select body from mails`;
    expect(mail?.body).toMatch(/^Hej!\n/);
  });

  test('takes a username that is free and well-formed', async () => {
    const { sql, own, ours } = await scene();
    const [one, two] = [await newcomer(sql, [own]), await newcomer(sql, [own])];
    expect(await giveUsername(ours, one, ' Lind-4821 ')).toEqual({ ok: true, username: 'lind-4821' });
    expect(await giveUsername(ours, two, 'LIND-4821')).toEqual({ ok: false, reason: 'taken' });
    expect(await giveUsername(ours, two, '0701234567')).toEqual({ ok: false, reason: 'form' });
    expect(await giveUsername(ours, one, 'lind-4821')).toMatchObject({ ok: true });
    const all = await Promise.all([giveUsername(ours, one, 'asp-1'), giveUsername(ours, two, 'asp-1')]);
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('invitations', () => {
  test('list those who cannot sign in yet, by unit and group', async () => {
    const { sql, own, foreign, ours, as } = await scene();
    const runa = await newcomer(sql, [own], { email: 'runa@fyr.example' });
    await newcomer(sql, [foreign], { name: 'Någon Annan' });
    const boss = await newcomer(sql, [own], { name: 'Moa Chef', role: 'manager' });
    await sql`update accounts set password_hash = 'x' where id = ${boss}`;
    const gone = await newcomer(sql, [own], { name: 'Slutat Redan' });
    await sql`update role_assignments set valid_to = '2026-01-20' where account_id = ${gone}`;
    const listed = await invitations(ours, { administrationId: own.administrationId });
    // The administrator of the test has no password either.
    expect(listed?.people.map(({ name }) => name)).toEqual(['Ada Min', 'Runa Fyr']);
    expect(listed?.canSignIn).toBe(1);
    expect(listed?.units).toEqual([
      { id: own.unitId, name: 'Provenheten', groups: [{ id: own.groupId, name: 'Dag' }] },
    ]);
    expect(
      (await invitations(ours, { administrationId: own.administrationId, groupId: own.groupId }))?.people.map(
        ({ id }) => id,
      ),
    ).toEqual([runa]);
    expect(
      (await invitations(ours, { administrationId: own.administrationId, unitId: foreign.unitId }))?.people,
    ).toEqual([]);
    expect(await invitations(await as(boss), { administrationId: own.administrationId })).toBeNull();
    expect(await invitations(ours, { administrationId: foreign.administrationId })).toBeNull();
    await invite(ours, [runa]);
    const [invited] =
      (await invitations(ours, { administrationId: own.administrationId, groupId: own.groupId }))?.people ??
      [];
    expect(invited?.code).toEqual({
      purpose: 'invite',
      way: 'mail',
      made: '2026-01-21',
      until: '2026-01-28',
      state: 'valid',
      mail: 'waiting',
    });
  });

  test('go to 240 at once, those without an address are left, and slips are for everybody', async () => {
    const { sql, own, ours } = await scene();
    const ids: string[] = [];
    for (let nth = 0; nth < 240; nth++) {
      ids.push(await newcomer(sql, [own], nth % 3 === 0 ? {} : { email: `nr${nth}@fyr.example` }));
    }
    const began = performance.now();
    expect(await invite(ours, ids)).toEqual({ invited: 160, left: 80 });
    const printed = await printCodes(ours, ids);
    console.info(`240 people: mails and slips made in ${Math.round(performance.now() - began)} ms`);
    expect(printed.sheets).toHaveLength(240);
    expect(new Set(printed.sheets.map(({ code }) => hashOfCode(code)?.toString('hex'))).size).toBe(240);
    // Whoever had nothing to sign in with has a username now; the mails with links that were replaced are gone.
    expect(printed.sheets.filter(({ signInWith }) => signInWith.kind === 'username')).toHaveLength(80);
    expect(await sql`select 1 from mails`).toHaveLength(0);
    expect(await sql`select 1 from access_codes`).toHaveLength(240);
  });
});
