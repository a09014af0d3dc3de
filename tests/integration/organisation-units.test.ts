import { describe, expect, onTestFinished, test } from 'vitest';
import { houseFacts } from '../../server/database/gate.ts';
import { namesOfUnit } from '../../server/database/reports.ts';
import { createLog } from '../../server/log.ts';
import { doWhatIsDue, watchDayTurn } from '../../server/organisation/day-turn.ts';
import { testDatabase } from '../support/database.ts';
import { idOf } from '../support/house.ts';
import { askedBy, personIn, place, rolesOn, unitIn } from '../support/organisation-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = new Date('2026-11-10T09:00:00Z');
const TODAY = '2026-11-10';
/** Just after midnight in Stockholm, still the day before in London. */
const NEW_YEAR = new Date('2026-12-31T23:00:05Z');
const DAY = '2027-01-01';

async function scene() {
  const { sql } = await testDatabase();
  const north = await place(sql, 'Norr');
  const { administrationId } = north;
  const south = await unitIn(sql, administrationId, 'Söderenheten');
  const adminId = await personIn(sql, 'Adam Admin', 'administrator', { administrationId });
  const organisation = await askedBy(sql, adminId, NOW);
  const inNorth = { administrationId, unitId: north.unitId };
  const inSouth = { administrationId, unitId: south.unitId };
  return { sql, north, south, administrationId, organisation, adminId, inNorth, inSouth };
}

async function reportOf(sql: Awaited<ReturnType<typeof scene>>['sql'], unitId: string, state = 'open') {
  return idOf(sql`
    insert into reports (unit_id, kind, year, title, state, header, contents, appendices, furniture, remarks)
    values (${unitId}, 'VB', ${state === 'open' ? 2026 : 2025}, 'Prov', ${state}, '{}', '[]', '[]', '[]', '[]') returning id`);
}

describe('a unit that changes its name', () => {
  test('has the new one at once, or when its day comes, and keeps what it was called', async () => {
    const { sql, north, organisation } = await scene();
    const { unitId } = north;
    const nameOf = async () => (await sql`select name from units where id = ${unitId}`)[0]?.name;
    const named = { unitId, initials: 'NX' };
    expect(await organisation.renameUnit({ ...named, name: ' Norr  och väster ', from: null })).toEqual({
      ok: true,
    });
    expect(await nameOf()).toBe('Norr och väster');
    expect(await organisation.renameUnit({ ...named, name: 'Nordväst', from: DAY })).toEqual({ ok: true });
    expect(await nameOf()).toBe('Norr och väster');
    await doWhatIsDue(sql, new Date('2026-12-31T22:59:59Z'));
    expect(await nameOf()).toBe('Norr och väster');
    await doWhatIsDue(sql, NEW_YEAR);
    expect(await nameOf()).toBe('Nordväst');
    const found = await organisation.unit(unitId);
    expect(found.ok && found.view.names.map(({ name, from }) => [name, from])).toEqual([
      ['Nordväst', DAY],
      ['Norr och väster', TODAY],
      ['Norrenheten', '0001-01-01'],
    ]);
  });

  test('twice on a day is known by both names, and by none that never was its own', async () => {
    const { sql, north, organisation } = await scene();
    const { unitId } = north;
    const named = { unitId, initials: 'NX' };
    await organisation.renameUnit({ ...named, name: 'Norr och väster', from: null });
    await organisation.renameUnit({ ...named, name: 'Nordväst', from: null });
    await organisation.renameUnit({ ...named, name: 'Felskriven', from: DAY });
    await organisation.renameUnit({ ...named, name: 'Rättskriven', from: DAY });
    expect((await sql`select name from units where id = ${unitId}`)[0]?.name).toBe('Nordväst');
    // What was approved in between says the first of them.
    expect(new Set(await namesOfUnit(sql, unitId))).toEqual(
      new Set(['Norrenheten', 'Norr och väster', 'Nordväst', 'Rättskriven']),
    );
    const found = await organisation.unit(unitId);
    expect(found.ok && found.view.names.map(({ name }) => name)).toEqual([
      'Rättskriven',
      'Nordväst',
      'Norrenheten',
    ]);
  });

  test('may take it back until its day', async () => {
    const { sql, north, organisation } = await scene();
    const { unitId } = north;
    await organisation.renameUnit({ unitId, name: 'Nordväst', initials: 'NV', from: DAY });
    expect(await organisation.undoRename({ unitId, from: DAY })).toEqual({ ok: true });
    await doWhatIsDue(sql, NEW_YEAR);
    expect((await sql`select name from units where id = ${unitId}`)[0]?.name).toBe('Norrenheten');
    await organisation.renameUnit({ unitId, name: 'Nordväst', initials: 'NV', from: null });
    expect(await organisation.undoRename({ unitId, from: TODAY })).toEqual({ ok: false, reason: 'changed' });
  });

  test('refuses a name that another has', async () => {
    const { north, organisation } = await scene();
    const given = { unitId: north.unitId, name: 'SÖDERENHETEN', initials: 'S', from: null };
    expect(await organisation.renameUnit(given)).toEqual({ ok: false, reason: 'name-taken' });
  });
});

describe('units that go up in another', () => {
  test('bring roles and groups on their day, and the heir goes on with their reports', async () => {
    const { sql, north, south, organisation, inNorth } = await scene();
    const karin = await personIn(sql, 'Karin', 'staff', { ...inNorth, groupIds: [north.groupId] });
    const boss = await personIn(sql, 'Bo', 'manager', inNorth);
    const [open, handedIn] = [
      await reportOf(sql, north.unitId),
      await reportOf(sql, north.unitId, 'submitted'),
    ];
    const sectionIn = async (reportId: string) => {
      const id = await idOf(sql`insert into sections (report_id, ordinal, title, level, mode)
        values (${reportId}, 0, 'A', 1, 'write') returning id`);
      await sql`insert into section_writers (section_id, work_group_id) values (${id}, ${north.groupId})`;
      return id;
    };
    const [openSection, oldSection] = [await sectionIn(open), await sectionIn(handedIn)];
    const merge = { unitId: north.unitId, otherIds: [], heir: { id: south.unitId }, day: DAY };
    expect(await organisation.mergeUnits(merge)).toEqual({ ok: true });
    await doWhatIsDue(sql, NOW);
    expect(await rolesOn(sql, karin, TODAY)).toEqual(['staff Norrenheten (Dag)']);

    await doWhatIsDue(sql, NEW_YEAR);
    expect(await rolesOn(sql, karin, '2026-12-31')).toEqual(['staff Norrenheten (Dag)']);
    expect(await rolesOn(sql, karin, DAY)).toEqual(['staff Söderenheten (Dag)']);
    expect(await rolesOn(sql, boss, DAY)).toEqual(['manager Söderenheten']);
    const [unit] = await sql`select ends_after from units where id = ${north.unitId}`;
    expect(unit?.ends_after).toBe('2026-12-31');
    const writers = async (id: string) =>
      (await sql`select work_group_id as id from section_writers where section_id = ${id}`).map(
        ({ id }) => id,
      );
    expect(new Set(await writers(openSection))).toEqual(new Set([north.groupId, south.groupId]));
    expect(await writers(oldSection)).toEqual([north.groupId]);
    const lineages =
      await sql`select distinct lineage_id from units where id in (${north.unitId}, ${south.unitId})`;
    expect(lineages).toHaveLength(1);
  });

  test('and so on: an heir of an heir goes on with the first reports', async () => {
    const { sql, north, south, organisation, administrationId } = await scene();
    const reportId = await reportOf(sql, north.unitId);
    const west = await unitIn(sql, administrationId, 'Västerenheten');
    const day = TODAY;
    await organisation.mergeUnits({ unitId: south.unitId, otherIds: [], heir: { id: west.unitId }, day });
    const late = { unitId: north.unitId, otherIds: [], heir: { id: south.unitId }, day };
    expect(await organisation.mergeUnits(late)).toEqual({ ok: false, reason: 'unit-ended' });
    await organisation.mergeUnits({ ...late, heir: { id: west.unitId } });
    const east = { name: 'Östenheten', initials: 'Ö' };
    expect(
      await organisation.mergeUnits({ unitId: west.unitId, otherIds: [], heir: east, day: TODAY }),
    ).toEqual({ ok: false, reason: 'nothing-goes' });
    const other = await unitIn(sql, administrationId, 'Centrum');
    await organisation.mergeUnits({ unitId: west.unitId, otherIds: [other.unitId], heir: east, day: TODAY });
    const [made] = await sql`select id from units where name = 'Östenheten'`;
    // What counts is asked with the database's own day.
    await sql`update unit_heirs set valid_from = '2026-01-01'`;
    const house = await houseFacts(sql, reportId);
    expect(new Set(house?.report.unitIds)).toEqual(new Set([north.unitId, west.unitId, made?.id]));
  });

  test('give nobody a role twice, and leave roles alone that end before', async () => {
    const { sql, south, organisation, inNorth, inSouth } = await scene();
    const eva = await personIn(sql, 'Eva', 'superior', inNorth);
    await sql`insert into role_assignments (account_id, role, administration_id, unit_id)
      values (${eva}, 'superior', ${inSouth.administrationId}, ${inSouth.unitId})`;
    const standIn = await personIn(sql, 'Vera', 'manager', inNorth);
    await sql`update role_assignments set valid_from = '2026-11-01', valid_to = '2026-11-30' where account_id = ${standIn}`;
    await organisation.mergeUnits({
      unitId: inNorth.unitId,
      otherIds: [],
      heir: { id: south.unitId },
      day: DAY,
    });
    await doWhatIsDue(sql, NEW_YEAR);
    expect(await rolesOn(sql, eva, DAY)).toEqual(['superior Söderenheten']);
    expect(await rolesOn(sql, standIn, '2026-11-30')).toEqual(['manager Norrenheten']);
    expect(await rolesOn(sql, standIn, DAY)).toEqual([]);
  });

  test('may be taken back until the day, and not decided twice', async () => {
    const { sql, north, south, organisation, inNorth } = await scene();
    const boss = await personIn(sql, 'Bo', 'manager', inNorth);
    const merge = { unitId: north.unitId, otherIds: [], heir: { id: south.unitId }, day: DAY };
    await organisation.mergeUnits(merge);
    expect(await organisation.mergeUnits(merge)).toEqual({ ok: false, reason: 'change-waits' });
    const found = await organisation.unit(south.unitId);
    const [planned] = found.ok ? found.view.changes : [];
    expect(planned).toMatchObject({ kind: 'merge', day: DAY, heir: { name: 'Söderenheten' } });
    expect(await organisation.undoChange({ changeId: planned?.id ?? '' })).toEqual({ ok: true });
    await doWhatIsDue(sql, NEW_YEAR);
    expect(await rolesOn(sql, boss, DAY)).toEqual(['manager Norrenheten']);
  });
});

test('a unit that is parted lets its groups go, with who belongs to them', async () => {
  const { sql, north, organisation, inNorth } = await scene();
  const night = await idOf(
    sql`insert into work_groups (unit_id, name) values (${north.unitId}, 'Natt') returning id`,
  );
  const only = await personIn(sql, 'Karin', 'staff', { ...inNorth, groupIds: [night] });
  const both = await personIn(sql, 'Ali', 'staff', { ...inNorth, groupIds: [night, north.groupId] });
  const stays = await personIn(sql, 'Tove', 'staff', { ...inNorth, groupIds: [north.groupId] });
  const boss = await personIn(sql, 'Bo', 'manager', inNorth);
  const above = await personIn(sql, 'Eva', 'superior', inNorth);
  const heir = { name: 'Nattenheten', initials: 'N' };
  expect(await organisation.splitUnit({ unitId: north.unitId, groupIds: [night], heir, day: TODAY })).toEqual(
    { ok: true },
  );
  expect(await rolesOn(sql, only, TODAY)).toEqual(['staff Nattenheten (Natt)']);
  expect(await rolesOn(sql, both, TODAY)).toEqual(['staff Nattenheten (Natt)', 'staff Norrenheten (Dag)']);
  expect(await rolesOn(sql, stays, TODAY)).toEqual(['staff Norrenheten (Dag)']);
  expect(await rolesOn(sql, boss, TODAY)).toEqual(['manager Norrenheten']);
  expect(await rolesOn(sql, above, TODAY)).toEqual(['superior Nattenheten', 'superior Norrenheten']);
  const found = await organisation.unit(north.unitId);
  expect(found.ok && [found.view.endsAfter, found.view.heirs.map(({ name }) => name)]).toEqual([
    null,
    ['Nattenheten'],
  ]);
});

describe('the reports of a unit that was parted', () => {
  async function parted() {
    const made = await scene();
    const { sql, north, organisation } = made;
    const before = await reportOf(sql, north.unitId, 'submitted');
    const heir = { name: 'Nattenheten', initials: 'N' };
    await organisation.splitUnit({ unitId: north.unitId, groupIds: [north.groupId], heir, day: TODAY });
    const [night] = await sql<{ id: string }[]>`select id from units where name = 'Nattenheten'`;
    const after = await reportOf(sql, north.unitId);
    const unitsOf = async (reportId: string) => new Set((await houseFacts(sql, reportId))?.report.unitIds);
    return { ...made, before, after, nightId: night?.id ?? '', unitsOf };
  }

  test('are those of both that were there, and its own from then on', async () => {
    const { north, before, after, nightId, unitsOf } = await parted();
    expect(await unitsOf(before)).toEqual(new Set([north.unitId, nightId]));
    expect(await unitsOf(after)).toEqual(new Set([north.unitId]));
  });

  test('are no more than that to who goes on with the one that parted, and all to who goes on with it', async () => {
    const { north, south, administrationId, organisation, before, after, nightId, unitsOf, sql } =
      await parted();
    const west = await unitIn(sql, administrationId, 'Västerenheten');
    const all = { otherIds: [], day: TODAY };
    await organisation.mergeUnits({ ...all, unitId: nightId, heir: { id: west.unitId } });
    await organisation.mergeUnits({ ...all, unitId: north.unitId, heir: { id: south.unitId } });
    expect(await unitsOf(before)).toEqual(new Set([north.unitId, nightId, west.unitId, south.unitId]));
    expect(await unitsOf(after)).toEqual(new Set([north.unitId, south.unitId]));
  });

  test('are all of them to the one that parted when the unit goes up in it after all', async () => {
    const { north, organisation, after, nightId, unitsOf } = await parted();
    await organisation.mergeUnits({ unitId: north.unitId, otherIds: [], heir: { id: nightId }, day: TODAY });
    expect(await unitsOf(after)).toEqual(new Set([north.unitId, nightId]));
  });

  test('are nothing to who parted from a unit before another went up in it', async () => {
    const { sql, north, south, organisation, nightId, unitsOf } = await parted();
    const report = await reportOf(sql, south.unitId);
    await organisation.mergeUnits({
      unitId: south.unitId,
      otherIds: [],
      heir: { id: north.unitId },
      day: TODAY,
    });
    expect(await unitsOf(report)).toEqual(new Set([south.unitId, north.unitId]));
    expect(await unitsOf(report)).not.toContain(nightId);
  });
});

test('a unit that ends takes its roles with it after the last day', async () => {
  const { sql, north, organisation, inNorth } = await scene();
  const boss = await personIn(sql, 'Bo', 'manager', inNorth);
  expect(await organisation.endUnit({ unitId: north.unitId, lastDay: '2026-12-31' })).toEqual({ ok: true });
  await doWhatIsDue(sql, NEW_YEAR);
  expect(await rolesOn(sql, boss, '2026-12-31')).toEqual(['manager Norrenheten']);
  expect(await rolesOn(sql, boss, DAY)).toEqual([]);
});

test('a server does what is due when it starts and when the day turns, and again when it could not', async () => {
  const { sql, north, organisation } = await scene();
  const { unitId } = north;
  await organisation.renameUnit({ unitId, name: 'Nordväst', initials: 'NV', from: DAY });
  await organisation.renameUnit({ unitId, name: 'Norr igen', initials: 'NI', from: '2027-01-02' });
  const nameOf = async () => (await sql`select name from units where id = ${unitId}`)[0]?.name;
  let now = new Date('2026-12-31T22:59:59Z');
  let said = '';
  const log = createLog('warn', {
    write(line) {
      said += line;
    },
  });
  const turn = watchDayTurn({ sql, clock: () => now, log }, 5);
  onTestFinished(() => turn.close());
  now = NEW_YEAR;
  await waitUntil(async () => (await nameOf()) === 'Nordväst', 'the new name at the turn of the day');
  await sql`alter table unit_names rename to elsewhere`;
  now = new Date('2027-01-01T23:00:01Z');
  await waitUntil(() => said.includes('tried until it is'), 'the failure told');
  await sql`alter table elsewhere rename to unit_names`;
  await waitUntil(
    async () => (await nameOf()) === 'Norr igen',
    'the name of the next day, once it can be had',
  );
});

test('two servers at the turn of the day do it once', async () => {
  const { sql, north, south, organisation, administrationId, inNorth } = await scene();
  const boss = await personIn(sql, 'Bo', 'manager', inNorth);
  await organisation.mergeUnits({ unitId: north.unitId, otherIds: [], heir: { id: south.unitId }, day: DAY });
  await Promise.all([doWhatIsDue(sql, NEW_YEAR), doWhatIsDue(sql, NEW_YEAR)]);
  expect(await rolesOn(sql, boss, DAY)).toEqual(['manager Söderenheten']);
  const found = await organisation.log(administrationId, {});
  expect(found.ok && found.view.lines.map(({ act, by }) => [act, by])).toEqual([
    ['unit.merge', null],
    ['unit.merge-plan', 'Adam Admin'],
  ]);
});

test('a change that cannot be done is told, and holds up neither others nor names', async () => {
  const { sql, north, south, organisation, administrationId } = await scene();
  const there = await place(sql, 'Väster');
  const theirs = await askedBy(sql, await personIn(sql, 'Pia', 'administrator', there), NOW);
  const lastDay = '2026-12-31';
  await organisation.endUnit({ unitId: north.unitId, lastDay: '2026-12-30' });
  await organisation.renameUnit({ unitId: south.unitId, name: 'Sydost', initials: 'SO', from: DAY });
  await theirs.endUnit({ unitId: there.unitId, lastDay });
  const [broken] = await sql`
    update unit_changes set heir_id = ${south.unitId}, kind = 'merge', unit_ids = array[gen_random_uuid()]
    where administration_id = ${administrationId} returning id`;
  expect(await doWhatIsDue(sql, NEW_YEAR)).toMatchObject([{ changeId: broken?.id }]);
  const ends = await sql`select name, ends_after as day from units order by name`;
  expect([...ends]).toEqual([
    { name: 'Norrenheten', day: null },
    { name: 'Sydost', day: null },
    { name: 'Västerenheten', day: lastDay },
  ]);
  const said: string[] = [];
  const log = createLog('warn', {
    write(line) {
      said.push(line);
    },
  });
  const turn = watchDayTurn({ sql, clock: () => NEW_YEAR, log }, 5);
  onTestFinished(() => turn.close());
  await waitUntil(() => said.length > 0, 'the failure told');
  expect(said[0]).toContain(broken?.id);
  await sql`update unit_changes set unit_ids = array[${north.unitId}::uuid] where id = ${broken?.id}`;
  await waitUntil(
    async () =>
      (await sql`select 1 from units where id = ${north.unitId} and ends_after is not null`).length > 0,
    'the change done, once it can be',
  );
  expect(said).toHaveLength(1);
});
