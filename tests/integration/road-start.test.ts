import type { Role } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { startView } from '../../server/reports/start-view.ts';
import {
  allSections,
  approved,
  done,
  person,
  type RoadScene,
  roadScene,
  sectionId,
  seen,
  writes,
} from '../support/road-scene.ts';

test('what waits goes from hand to hand', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, 'Sammanfattning');
  const count = (await allSections(scene)).length;
  const deputyIds = [scene.people.deputy.accountId];
  await done(scene, 'manager', { act: 'give-section', sectionIds: [id], deputyIds });
  expect(await waiting(scene, 'deputy')).toMatchObject({ write: 1, mark: 1, passOn: 0, approve: 0 });
  expect(await waiting(scene, 'staff')).toMatchObject({ write: 0, mark: 0, comment: count });
  await done(scene, 'deputy', { act: 'mark-ready', sectionId: id, despite: false });
  expect(await waiting(scene, 'deputy')).toMatchObject({ write: 0, mark: 0 });
  expect(await waiting(scene, 'manager')).toMatchObject({ mark: count - 1, passOn: 1 });
  expect(await waiting(scene, 'superior')).toMatchObject({ approve: 0 });
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  expect(await waiting(scene, 'superior')).toMatchObject({ approve: 1 });
  await done(scene, 'superior', { act: 'reopen', sectionId: id, reason: 'Säg mer om dimman.' });
  const returned = [
    {
      sectionId: id,
      title: 'Sammanfattning',
      reason: 'Säg mer om dimman.',
      by: 'Signe Ljus',
      role: 'superior',
    },
  ];
  expect(await waiting(scene, 'manager')).toMatchObject({ returned });
  expect(await waiting(scene, 'deputy')).toMatchObject({ returned });
  expect(await waiting(scene, 'staff')).toMatchObject({ returned: [] });
});

test('a report whose sections are all approved waits to be handed in, and a returned one says why', async () => {
  const scene = await roadScene();
  for (const id of await allSections(scene)) {
    const lacks = (await seen(scene, 'manager', id)).missing.length > 0;
    if (lacks) expect(await writes(scene, 'manager', id, 'Inget att säga.')).toBe(true);
    expect(await waiting(scene, 'manager')).toMatchObject({ handIn: false });
    await approved(scene, id);
  }
  expect(await waiting(scene, 'manager')).toMatchObject({ handIn: true, mark: 0, sentBack: null });
  expect(await waiting(scene, 'deputy')).toBeUndefined();
  await done(scene, 'manager', { act: 'submit', despite: false });
  expect(await waiting(scene, 'manager')).toBeUndefined();
  const sectionIds = [await sectionId(scene, 'Sammanfattning')];
  await done(scene, 'superior', { act: 'return-report', sectionIds, reason: 'Fel tabell.' });
  expect(await waiting(scene, 'manager')).toMatchObject({
    handIn: false,
    sentBack: { reason: 'Fel tabell.', role: 'superior' },
    returned: [{ reason: 'Fel tabell.' }],
  });
});

test('reports of a unit that has ended wait with the unit that took over, from its day', async () => {
  const scene = await roadScene();
  const [heir] = await scene.sql<{ id: string }[]>`
    insert into units (administration_id, name, initials)
    values (${scene.house.administrationId}, 'Fyr och hamn', 'FH') returning id`;
  const manager = await person(scene.sql, scene.house, 'manager', { unitId: heir?.id });
  const reportsOf = async () =>
    (await startView(scene.sql, manager, scene.now)).reports.map((report) => report.id);
  expect(await reportsOf()).toEqual([]);
  await scene.sql`
    insert into unit_heirs (unit_id, heir_id, valid_from)
    values (${scene.house.unitId}, ${heir?.id ?? ''}, (now() at time zone 'Europe/Stockholm')::date + 1)`;
  expect(await reportsOf()).toEqual([]);
  await scene.sql`update unit_heirs set valid_from = valid_from - 1`;
  expect(await reportsOf()).toContain(scene.reportId);
});

async function waiting(scene: RoadScene, who: Role) {
  const { waiting: all } = await startView(scene.sql, scene.people[who], scene.now);
  return all.find(({ report }) => report.id === scene.reportId);
}
