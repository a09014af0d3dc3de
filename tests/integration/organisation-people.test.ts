import { describe, expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { lockPerson } from '../../server/database/administered-people.ts';
import { hasOtherAdministrator } from '../../server/database/assignments.ts';
import { lockUnits } from '../../server/database/units.ts';
import { testDatabase } from '../support/database.ts';
import { askedBy, giveRole, personIn, place, rolesOn } from '../support/organisation-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = new Date('2026-11-10T09:00:00Z');
const TODAY = '2026-11-10';
const SPAN = { from: null, to: null, protectionArea: '' };

async function scene() {
  const { sql } = await testDatabase();
  const here = await place(sql, 'Norr');
  const adminId = await personIn(sql, 'Adam Admin', 'administrator', here);
  return { sql, here, adminId, organisation: await askedBy(sql, adminId, NOW) };
}

describe('a person who is added', () => {
  test('has an address as it is kept, a role and groups', async () => {
    const { sql, here, organisation } = await scene();
    const added = await organisation.addPerson({
      ...SPAN,
      administrationId: here.administrationId,
      name: '  Karin   Ek ',
      email: '',
      mobile: '070-123 45 67',
      role: 'staff',
      unitId: here.unitId,
      workGroupIds: [here.groupId],
      existing: false,
    });
    expect(added.ok).toBe(true);
    const [row] = await sql`select name, email, mobile from accounts where mobile is not null`;
    expect(row).toEqual({ name: 'Karin Ek', email: null, mobile: '+46701234567' });
    expect(await rolesOn(sql, added.ok ? added.accountId : '', TODAY)).toEqual(['staff Norrenheten (Dag)']);
  });

  test.each([
    ['contact-missing', { email: '' }],
    ['email-malformed', { email: 'karin' }],
    ['mobile-malformed', { mobile: '08-12 34' }],
    ['name-empty', { name: ' ' }],
    ['days-reversed', { from: '2027-01-02', to: '2027-01-01' }],
    ['contact-taken', { email: 'TAGEN@exempel.se' }],
    ['contact-elsewhere', { email: 'annan@exempel.se' }],
  ])('is refused: %s', async (reason, wrong) => {
    const { sql, here, organisation } = await scene();
    const there = await place(sql, 'Söder');
    await sql`update accounts set email = 'tagen@exempel.se' where id = ${await personIn(sql, 'Bo', 'staff', here)}`;
    await sql`update accounts set email = 'annan@exempel.se' where id = ${await personIn(sql, 'Pia', 'staff', there)}`;
    const person = { name: 'Karin', email: 'karin@exempel.se', mobile: '', role: 'staff' as const };
    const place_ = { administrationId: here.administrationId, unitId: here.unitId, workGroupIds: [] };
    const input = { ...SPAN, ...person, ...place_, existing: false, ...wrong };
    expect(await organisation.addPerson(input)).toEqual({ ok: false, reason });
    expect(await sql`select 1 from accounts where name = 'Karin'`).toEqual([]);
    if (reason === 'contact-elsewhere') {
      expect(await organisation.addPerson({ ...input, existing: true })).toMatchObject({ ok: true });
      expect(await sql`select name from accounts where email = 'annan@exempel.se'`).toMatchObject([
        { name: 'Pia' },
      ]);
    }
  });
});

test('roles: several units at once, a stand-in with both days, and an end that bites at once', async () => {
  const { sql, here, organisation } = await scene();
  const there = await organisation.addUnit({
    administrationId: here.administrationId,
    name: 'Söder',
    initials: 'S',
  });
  const eva = await personIn(sql, 'Eva', 'staff', here);
  const role = { accountId: eva, administrationId: here.administrationId, workGroupIds: [], ...SPAN };
  const unitIds = [here.unitId, there.ok ? there.unitId : ''];
  await organisation.addRole({ ...role, role: 'superior', unitIds });
  await organisation.addRole({
    ...role,
    role: 'manager',
    unitIds: [here.unitId],
    from: TODAY,
    to: '2026-11-11',
  });
  expect(await rolesOn(sql, eva, '2026-11-11')).toEqual([
    'manager Norrenheten',
    'staff Norrenheten',
    'superior Norrenheten',
    'superior Söder',
  ]);
  expect(await rolesOn(sql, eva, '2026-11-12')).not.toContain('manager Norrenheten');
  const found = await organisation.person(eva);
  for (const { id } of found.ok ? found.view.roles : []) await organisation.endRole({ assignmentId: id });
  expect(await rolesOn(sql, eva, TODAY)).toEqual([]);
  const after = await organisation.person(eva);
  expect(after.ok && [after.view.roles.length, after.view.ended.length]).toEqual([0, 4]);
});

test('what a representative speaks for is kept, and of nobody else', async () => {
  const { sql, here, organisation } = await scene();
  const person = await personIn(sql, 'Birgitta', 'staff', here);
  const role = {
    ...SPAN,
    accountId: person,
    administrationId: here.administrationId,
    unitIds: [here.unitId],
  };
  const given = { ...role, workGroupIds: [], protectionArea: ' Nattgruppen ' };
  await organisation.addRole({ ...given, role: 'representative' });
  await organisation.addRole({ ...given, role: 'controller' });
  const rows = await sql`select role, protection_area as area from role_assignments
    where account_id = ${person} and role <> 'staff' order by role`;
  expect(rows).toMatchObject([
    { role: 'controller', area: null },
    { role: 'representative', area: 'Nattgruppen' },
  ]);
});

describe('the last administrator', () => {
  test('keeps their role and their account until there is another', async () => {
    const { sql, here, adminId, organisation } = await scene();
    const found = await organisation.person(adminId);
    const assignmentId = (found.ok && found.view.roles[0]?.id) || '';
    const last = { ok: false, reason: 'last-administrator' };
    expect(await organisation.endRole({ assignmentId })).toEqual(last);
    const dated = { assignmentId, workGroupIds: [], ...SPAN, to: '2026-12-31' };
    expect(await organisation.changeRole(dated)).toEqual(last);
    expect(await organisation.closeAccount({ accountId: adminId })).toEqual(last);
    const other = await personIn(sql, 'Bo', 'staff', here);
    await giveRole(sql, other, 'administrator', here);
    expect(await organisation.endRole({ assignmentId })).toEqual({ ok: true });
  });

  test('is left when two take the role from each other at once', async () => {
    const { sql, here, adminId, organisation } = await scene();
    const other = await personIn(sql, 'Bo', 'administrator', here);
    const others = await askedBy(sql, other, NOW);
    const idOfRole = async (id: string) =>
      (await sql`select id from role_assignments where account_id = ${id}`)[0]?.id;
    const [mine, theirs] = [await idOfRole(adminId), await idOfRole(other)];
    const results = await Promise.all([
      organisation.endRole({ assignmentId: theirs }),
      others.endRole({ assignmentId: mine }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test('who is held for an act can be written about meanwhile', async () => {
  const { sql, here } = await scene();
  const { administrationId, unitId } = here;
  const karin = await personIn(sql, 'Karin', 'staff', here);
  await sql.begin(async (tx) => {
    await lockPerson(tx, karin, TODAY);
    await lockUnits(tx, [unitId]);
    await hasOtherAdministrator(tx, administrationId, {}, TODAY);
    await sql.begin(async (other) => {
      await other`set local lock_timeout = '300ms'`;
      await other`
        insert into audit_log (at, administration_id, act, subject_account_id, subject_unit_id, detail)
        values (now(), ${administrationId}, 'prov', ${karin}, ${unitId}, '{}')`;
    });
  });
  expect(await sql`select 1 from audit_log`).toHaveLength(1);
});

test('a role that is given while its unit goes up in another is not left behind', async () => {
  const { sql, here, organisation } = await scene();
  const { administrationId, unitId } = here;
  const there = await organisation.addUnit({ administrationId, name: 'Söder', initials: 'S' });
  const karin = await personIn(sql, 'Karin', 'staff', here);
  const heir = { id: there.ok ? there.unitId : '' };
  const role = { ...SPAN, accountId: karin, administrationId, unitIds: [unitId], workGroupIds: [] };
  const waiting = async (count: number) => {
    const isWaiting = async () =>
      (
        await sql`select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')
        and pid in (select pid from pg_stat_activity where datname = current_database())`
      ).length >= count;
    await waitUntil(isWaiting, `${count} who wait`);
  };
  const { given, merged } = await sql.begin(async (tx) => {
    await lockPerson(tx, karin, TODAY);
    const given = organisation.addRole({ ...role, role: 'deputy' });
    await waiting(1);
    const merged = organisation.mergeUnits({ unitId, otherIds: [], heir, day: TODAY });
    await waiting(2);
    return { given, merged };
  });
  expect(await Promise.all([given, merged])).toEqual([{ ok: true }, { ok: true }]);
  expect(await rolesOn(sql, karin, TODAY)).toEqual(['deputy Söder', 'staff Söder']);
});

describe('a username of someone who becomes protected', () => {
  test.each([
    ['ek', null, /^[a-z]+-\d{4}$/],
    ['ek', 'karin@exempel.se', /^[a-z]+-\d{4}$/],
    [null, 'karin@exempel.se', /^$/],
    [null, null, /^[a-z]+-\d{4}$/],
  ])('%s, with the address %s', async (username, email, left) => {
    const { sql, here, organisation } = await scene();
    const accountId = await personIn(sql, 'Karin Ek', 'staff', here);
    await sql`update accounts set username = ${username}, email = ${email} where id = ${accountId}`;
    expect(await organisation.protectPerson({ accountId })).toEqual({ ok: true });
    const [row] = await sql`select name, username from accounts where id = ${accountId}`;
    expect(row?.name).toBe('');
    expect(row?.username ?? '').toMatch(left);
  });
});

test('an account that is closed has no sessions left when it is opened again', async () => {
  const { sql, here, organisation } = await scene();
  const accountId = await personIn(sql, 'Karin', 'staff', here);
  await startSession(sql, accountId, NOW);
  expect(await organisation.closeAccount({ accountId })).toEqual({ ok: true });
  expect(await organisation.closeAccount({ accountId })).toEqual({ ok: false, reason: 'changed' });
  expect(await organisation.reopenAccount({ accountId })).toEqual({ ok: true });
  expect(await sql`select 1 from sessions where account_id = ${accountId} and revoked_at is null`).toEqual(
    [],
  );
});

describe('finding people', () => {
  test('by name, unit, group and role; 240 of them in pages, quickly', async () => {
    const { sql, here, organisation } = await scene();
    await sql`
      with made as (insert into accounts (name) select 'Person ' || n from generate_series(1, 240) n returning id),
        held as (insert into role_assignments (account_id, role, administration_id, unit_id)
          select id, 'staff', ${here.administrationId}, ${here.unitId} from made returning id)
      insert into assignment_groups select id, ${here.groupId} from held`;
    const find = async (filter: Parameters<typeof organisation.people>[1]) => {
      const found = await organisation.people(here.administrationId, filter);
      return found.ok ? found.view : null;
    };
    const began = performance.now();
    const all = await find({ unitId: here.unitId, groupId: here.groupId, role: 'staff' });
    expect(performance.now() - began).toBeLessThan(500);
    expect([all?.total, all?.pages, all?.people.length]).toEqual([240, 5, 50]);
    expect((await find({ page: 5, role: 'staff' }))?.people).toHaveLength(40);
    expect((await find({ name: 'son 24' }))?.people.map(({ name }) => name)).toEqual([
      'Person 24',
      'Person 240',
    ]);
    expect((await find({ name: '%' }))?.total).toBe(0);
    expect((await find({ role: 'administrator' }))?.people.map(({ name }) => name)).toEqual(['Adam Admin']);
    expect((await find({ lack: 'sign-in' }))?.total).toBe(241);
  });

  test('closed ones apart', async () => {
    const { sql, here, organisation } = await scene();
    const accountId = await personIn(sql, 'Karin', 'staff', here);
    await organisation.closeAccount({ accountId });
    const open = await organisation.people(here.administrationId, {});
    const closed = await organisation.people(here.administrationId, { closed: true });
    expect(open.ok && [open.view.people.map(({ name }) => name), open.view.closed]).toEqual([
      ['Adam Admin'],
      1,
    ]);
    expect(closed.ok && closed.view.people.map(({ name }) => name)).toEqual(['Karin']);
  });
});

test('a group with people is closed when that has been said, and they stay in the unit', async () => {
  const { sql, here, organisation } = await scene();
  const karin = await personIn(sql, 'Karin', 'staff', { ...here, groupIds: [here.groupId] });
  const { groupId } = here;
  expect(await organisation.closeGroup({ groupId, despite: false })).toEqual({
    ok: false,
    reason: 'group-in-use',
  });
  expect(await organisation.closeGroup({ groupId, despite: true })).toEqual({ ok: true });
  expect(await rolesOn(sql, karin, TODAY)).toEqual(['staff Norrenheten']);
});

describe('the log', () => {
  test('cannot be changed, deleted from or emptied', async () => {
    const { sql, here, organisation } = await scene();
    await organisation.addGroup({ unitId: here.unitId, name: 'Natt' });
    for (const change of [
      sql`update audit_log set act = 'nothing'`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
      sql`truncate audit_log cascade`,
    ]) {
      await expect(change).rejects.toThrow('stays as it is');
    }
    expect(await sql`select act from audit_log`).toMatchObject([{ act: 'group.add' }]);
  });

  test('is read newest first, by person, act and day in Stockholm, in pages', async () => {
    const { sql, here, adminId, organisation } = await scene();
    const karin = await personIn(sql, 'Karin', 'staff', here);
    for (let n = 0; n < 51; n++) await organisation.addGroup({ unitId: here.unitId, name: `Grupp ${n}` });
    const late = await askedBy(sql, adminId, new Date('2026-11-10T23:00:00Z'));
    await late.closeAccount({ accountId: karin });
    const read = async (filter: Parameters<typeof organisation.log>[1]) => {
      const found = await organisation.log(here.administrationId, filter);
      return found.ok ? found.view : null;
    };
    expect((await read({}))?.lines[0]).toMatchObject({ act: 'account.close', person: { shown: 'Karin' } });
    expect(await read({})).toMatchObject({ total: 52, pages: 2, acts: ['account.close', 'group.add'] });
    expect((await read({ page: 2 }))?.lines).toHaveLength(2);
    expect((await read({ accountId: karin }))?.total).toBe(1);
    expect((await read({ act: 'group.add' }))?.total).toBe(51);
    expect((await read({ from: '2026-11-11' }))?.total).toBe(1);
    expect((await read({ to: '2026-11-10' }))?.total).toBe(51);
    const csv = await organisation.logCsv(here.administrationId, { accountId: karin });
    expect(csv.ok && csv.view).toContain('"2026-11-11";"00.00";"Adam Admin";"Konto stängdes";"Karin"');
  });
});
