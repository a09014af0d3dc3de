import { expect, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import type { OrganisationUseCases } from '../../server/organisation/contract.ts';
import { testDatabase } from '../support/database.ts';
import { idOf } from '../support/house.ts';
import { askedBy, giveRole, personIn, place, unitIn } from '../support/organisation-scene.ts';

const NOW = new Date('2026-11-10T09:00:00Z');

/** What is somebody else's: an administration, a unit with a group, people, and what they have decided. */
type Theirs = {
  administrationId: string;
  unitId: string;
  otherUnitId: string;
  groupId: string;
  accountId: string;
  assignmentId: string;
  closedId: string;
  protectedId: string;
  changeId: string;
};

type Act = (organisation: OrganisationUseCases, theirs: Theirs) => Promise<{ ok: boolean }>;

const SPAN = { from: null, to: null, protectionArea: '' };
const NEW = { name: 'Ny', email: 'ny@exempel.se', mobile: '', existing: false, workGroupIds: [], ...SPAN };

const READS: Record<string, Act> = {
  overview: (o, t) => o.overview(t.administrationId),
  unit: (o, t) => o.unit(t.unitId),
  people: (o, t) => o.people(t.administrationId, {}),
  person: (o, t) => o.person(t.accountId),
  unitChoices: (o, t) => o.unitChoices(t.administrationId),
  approval: (o, t) => o.approval(t.administrationId),
  log: (o, t) => o.log(t.administrationId, {}),
  logCsv: (o, t) => o.logCsv(t.administrationId, {}),
};

const ACTS: Record<string, Act> = {
  addUnit: (o, t) => o.addUnit({ administrationId: t.administrationId, name: 'Ny', initials: 'N' }),
  renameUnit: (o, t) => o.renameUnit({ unitId: t.unitId, name: 'Ny', initials: 'N', from: null }),
  undoRename: (o, t) => o.undoRename({ unitId: t.unitId, from: '2027-01-01' }),
  addGroup: (o, t) => o.addGroup({ unitId: t.unitId, name: 'Ny' }),
  renameGroup: (o, t) => o.renameGroup({ groupId: t.groupId, name: 'Ny' }),
  closeGroup: (o, t) => o.closeGroup({ groupId: t.groupId, despite: true }),
  mergeUnits: (o, t) =>
    o.mergeUnits({ unitId: t.unitId, otherIds: [], heir: { id: t.otherUnitId }, day: '2026-11-10' }),
  splitUnit: (o, t) =>
    o.splitUnit({
      unitId: t.unitId,
      groupIds: [t.groupId],
      heir: { name: 'Ny', initials: 'N' },
      day: '2026-11-10',
    }),
  endUnit: (o, t) => o.endUnit({ unitId: t.unitId, lastDay: '2026-11-10' }),
  undoChange: (o, t) => o.undoChange({ changeId: t.changeId }),
  addPerson: (o, t) =>
    o.addPerson({ ...NEW, administrationId: t.administrationId, role: 'staff', unitId: t.unitId }),
  changePerson: (o, t) => o.changePerson({ accountId: t.accountId, name: 'Ny', email: '', mobile: '' }),
  addRole: (o, t) =>
    o.addRole({
      ...SPAN,
      accountId: t.accountId,
      administrationId: t.administrationId,
      role: 'manager',
      unitIds: [t.unitId],
      workGroupIds: [],
    }),
  addAdministrator: (o, t) =>
    o.addRole({
      ...SPAN,
      accountId: t.accountId,
      administrationId: t.administrationId,
      role: 'administrator',
      unitIds: [],
      workGroupIds: [],
    }),
  changeRole: (o, t) => o.changeRole({ ...SPAN, assignmentId: t.assignmentId, workGroupIds: [] }),
  endRole: (o, t) => o.endRole({ assignmentId: t.assignmentId }),
  closeAccount: (o, t) => o.closeAccount({ accountId: t.accountId }),
  reopenAccount: (o, t) => o.reopenAccount({ accountId: t.closedId }),
  protectPerson: (o, t) => o.protectPerson({ accountId: t.accountId }),
  unprotectPerson: (o, t) => o.unprotectPerson({ accountId: t.protectedId, name: 'Ny' }),
  setApprover: (o, t) =>
    o.setApprover({ administrationId: t.administrationId, kind: 'VB', approver: 'manager' }),
};

async function scene() {
  const { sql } = await testDatabase();
  const [ours, there] = [await place(sql, 'Vår'), await place(sql, 'Deras')];
  const { administrationId } = there;
  const [ourAdmin, theirAdmin] = [
    await personIn(sql, 'Adam', 'administrator', ours),
    await personIn(sql, 'Berta', 'administrator', there),
  ];
  const { unitId: otherUnitId } = await unitIn(sql, administrationId, 'En till');
  const accountId = await personIn(sql, 'Karin', 'staff', { ...there, groupIds: [there.groupId] });
  const [assignment] = await sql`select id from role_assignments where account_id = ${accountId}`;
  const closedId = await personIn(sql, 'Stängd', 'staff', there);
  await sql`update accounts set closed_at = now() where id = ${closedId}`;
  const protectedId = await personIn(sql, 'Hemlig', 'staff', there);
  await sql`update accounts set name = '', protected = true where id = ${protectedId}`;
  await sql`insert into unit_names (unit_id, valid_from, name, initials) values (${there.unitId}, '2027-01-01', 'Ny', 'N')`;
  const changeId = await idOf(sql`
    insert into unit_changes (administration_id, kind, unit_ids, day)
    values (${administrationId}, 'end', ${[otherUnitId]}::uuid[], '2027-01-01') returning id`);
  const assignmentId: string = assignment?.id;
  const theirs: Theirs = { ...there, otherUnitId, accountId, assignmentId, closedId, protectedId, changeId };
  return { sql, ours, theirs, ourAdmin, theirAdmin };
}

/** Everything that administrators change, as text. */
async function everything(sql: Sql): Promise<string> {
  const tables = [
    'administrations',
    'units',
    'unit_names',
    'unit_heirs',
    'unit_changes',
    'work_groups',
    'accounts',
  ];
  const more = ['role_assignments', 'assignment_groups', 'approval_rules', 'audit_log', 'sessions'];
  const rows = [];
  for (const table of [...tables, ...more]) {
    rows.push(await sql`select to_jsonb(t) as row from ${sql(table)} t order by to_jsonb(t)::text`);
  }
  return JSON.stringify(rows);
}

test.each(Object.entries({ ...READS, ...ACTS }))(
  '%s is not found by an administrator of another administration, and changes nothing',
  async (_name, act) => {
    const { sql, theirs, ourAdmin } = await scene();
    const before = await everything(sql);
    const organisation = await askedBy(sql, ourAdmin, NOW);
    expect(await act(organisation, theirs)).toEqual({ ok: false, reason: 'not-found' });
    expect(await everything(sql)).toBe(before);
  },
);

test.each(Object.entries(ACTS))('%s is done by the administrator, and is in the log', async (name, act) => {
  const { sql, theirs, theirAdmin } = await scene();
  // What waits for its day would forbid deciding about the same units.
  if (name !== 'undoChange') await sql`delete from unit_changes`;
  const organisation = await askedBy(sql, theirAdmin, NOW);
  expect(await act(organisation, theirs)).toMatchObject({ ok: true });
  const [entry, ...others] = await sql`select * from audit_log`;
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ actor_id: theirAdmin, administration_id: theirs.administrationId });
  expect(JSON.stringify(entry)).not.toContain('Karin');
});

const ON_ACCOUNT = ['changePerson', 'closeAccount', 'protectPerson', 'reopenAccount', 'unprotectPerson'];

test.each(ON_ACCOUNT)(
  '%s is forbidden when the account has a role in an administration of others too',
  async (name) => {
    const { sql, ours, theirs, theirAdmin } = await scene();
    for (const id of [theirs.accountId, theirs.closedId, theirs.protectedId]) {
      await giveRole(sql, id, 'staff', { administrationId: ours.administrationId, unitId: ours.unitId });
    }
    const before = await everything(sql);
    const organisation = await askedBy(sql, theirAdmin, NOW);
    expect(await ACTS[name]?.(organisation, theirs)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await everything(sql)).toBe(before);
  },
);

test.each(['addRole', 'changeRole', 'endRole'])(
  '%s is done also for an account with a role elsewhere',
  async (name) => {
    const { sql, ours, theirs, theirAdmin } = await scene();
    await giveRole(sql, theirs.accountId, 'staff', ours);
    const organisation = await askedBy(sql, theirAdmin, NOW);
    expect(await ACTS[name]?.(organisation, theirs)).toEqual({ ok: true });
  },
);

test('a role elsewhere is neither seen nor ended', async () => {
  const { sql, ours, theirs, theirAdmin } = await scene();
  const elsewhere = await giveRole(sql, theirs.accountId, 'manager', ours);
  const organisation = await askedBy(sql, theirAdmin, NOW);
  const found = await organisation.person(theirs.accountId);
  expect(found.ok && found.view).toMatchObject({ isElsewhere: true, mayActOnAccount: false });
  expect(JSON.stringify(found)).not.toContain('Vårenheten');
  expect(await organisation.endRole({ assignmentId: elsewhere })).toEqual({ ok: false, reason: 'not-found' });
});

test('the addresses of somebody who has gone to others are not seen by those they left', async () => {
  const { sql, ours, theirs, theirAdmin } = await scene();
  const { accountId, administrationId } = theirs;
  await sql`update accounts set email = 'karin@exempel.se', mobile = '+46701234567' where id = ${accountId}`;
  const organisation = await askedBy(sql, theirAdmin, NOW);
  const seen = async () => [
    await organisation.people(administrationId, {}),
    await organisation.person(accountId),
  ];
  const told = async () => (await seen()).map((view) => /karin@exempel|701234567/.test(JSON.stringify(view)));
  expect(await told()).toEqual([true, true]);
  await sql`update role_assignments set valid_to = '2026-11-09' where account_id = ${accountId}`;
  expect(await told()).toEqual([true, true]);
  await giveRole(sql, accountId, 'manager', ours);
  expect((await seen()).map(({ ok }) => ok)).toEqual([true, true]);
  expect(await told()).toEqual([false, false]);
});

test('a role in a unit of others, or with a group of theirs, is not given', async () => {
  const { sql, ours, theirs, ourAdmin } = await scene();
  const own = await personIn(sql, 'Egon', 'staff', ours);
  const organisation = await askedBy(sql, ourAdmin, NOW);
  const role = { ...SPAN, accountId: own, administrationId: ours.administrationId, role: 'staff' as const };
  expect(await organisation.addRole({ ...role, unitIds: [theirs.unitId], workGroupIds: [] })).toEqual({
    ok: false,
    reason: 'not-found',
  });
  const [held] = await sql`select id from role_assignments where account_id = ${own}`;
  const change = { ...SPAN, assignmentId: held?.id, workGroupIds: [theirs.groupId] };
  expect(await organisation.changeRole(change)).toEqual({ ok: false, reason: 'group-not-of-unit' });
  const merge = { unitId: ours.unitId, otherIds: [], heir: { id: theirs.unitId }, day: '2026-11-10' };
  expect(await organisation.mergeUnits(merge)).toEqual({ ok: false, reason: 'not-found' });
});

test('whoever administers nothing finds nothing, and acts on nothing', async () => {
  const { sql, theirs } = await scene();
  const manager = await personIn(sql, 'Chefen', 'manager', theirs);
  const organisation = await askedBy(sql, manager, NOW);
  expect(await organisation.administrations()).toEqual([]);
  for (const act of Object.values({ ...READS, ...ACTS })) {
    expect(await act(organisation, theirs)).toEqual({ ok: false, reason: 'not-found' });
  }
});
