import { mentionToken } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { viewMentionable } from '../../server/threads/mentionable.ts';
import { person, type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { at, idOf } from '../support/telling-scene.ts';
import type { Who } from '../support/threads-scene.ts';
import { colleagues, commentOn, inbox, postOf, said, threadOf, viewed } from '../support/threads-scene.ts';

const SUMMARY = 'Sammanfattning';

async function scenery(): Promise<{ scene: RoadScene; id: string }> {
  const scene = await roadScene();
  return { scene, id: await sectionId(scene, SUMMARY) };
}

const kinds = async (scene: RoadScene, who: Who) => (await inbox(scene, who)).map(({ kind }) => kind);

async function choices(scene: RoadScene, who: Who, id: string) {
  const { sql, people, reportId, now } = scene;
  const actor = typeof who === 'string' ? people[who] : who;
  return viewMentionable(sql, actor, { reportId, sectionId: id }, now);
}

test('whom one may mention: those who read the section and groups of the unit, and not oneself', async () => {
  const { scene, id } = await scenery();
  const found = await choices(scene, 'staff', id);
  expect(found?.map(({ label, role }) => `${label}, ${role}`)).toEqual([
    'Dag, arbetsgrupp',
    'Ebba Våg, ombud',
    'Ivar Lod, controller',
    'Runa Fyr, enhetschef',
    'Signe Ljus, avdelningschef',
    'Tage Boj, biträdande enhetschef',
  ]);
  expect(await choices(scene, 'neighbour', id)).toBeNull();
  expect(await choices(scene, 'staff', scene.reportId)).toBeNull();
});

const labels = async (scene: RoadScene, who: Who, id: string) =>
  (await choices(scene, who, id))?.map(({ label }) => label);

test('people of one name are told apart', async () => {
  const { scene, id } = await scenery();
  await person(scene.sql, scene.house, 'staff', { name: 'Nils Åra' });
  expect(await labels(scene, 'manager', id)).toEqual(expect.arrayContaining(['Nils Åra', 'Nils Åra 2']));
});

test('who is shown by role is offered once they have written what one reads, and is in no list before', async () => {
  const { scene, id } = await scenery();
  const { sql, house } = scene;
  const before = await labels(scene, 'staff', id);
  const hidden = await person(sql, house, 'staff', { name: '' });
  expect(await labels(scene, 'staff', id)).toEqual(before);
  const threadId = await said(scene, hidden, commentOn(id));
  expect(await labels(scene, 'staff', id)).toContain('Medarbetare');
  expect(await labels(scene, hidden, id)).not.toContain('Medarbetare');
  await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Fel ställe.' });
  expect(await labels(scene, 'staff', id)).toEqual(before);
});

test('who gives an outcome under their role has written', async () => {
  const { scene, id } = await scenery();
  const hidden = await person(scene.sql, scene.house, 'manager', { name: '' });
  const threadId = await said(scene, 'staff', commentOn(id));
  expect(await labels(scene, 'staff', id)).not.toContain('Enhetschef');
  await said(scene, hidden, {
    act: 'close-thread',
    threadId,
    outcome: 'not-changed',
    body: 'Det stod redan.',
  });
  expect(await labels(scene, 'staff', id)).toContain('Enhetschef');
});

test('of several who are shown by one role none is offered, to anybody and to themselves', async () => {
  const { scene, id } = await scenery();
  const { sql, house } = scene;
  const one = await person(sql, house, 'staff', { name: '' });
  const other = await person(sql, house, 'staff', { name: '' });
  await said(scene, one, commentOn(id));
  expect(await labels(scene, other, id)).toContain('Medarbetare');
  await said(scene, other, commentOn(id));
  for (const who of ['manager', 'staff', one, other] as const)
    expect(await labels(scene, who, id)).not.toContain('Medarbetare');
});

test('who is mentioned is told, a group each of its people, and rows hold no names', async () => {
  const { scene, id } = await scenery();
  const { house, sql } = scene;
  const [colleague] = await colleagues(scene, 1);
  if (colleague === undefined) throw new Error('Nobody');
  const group = mentionToken({ of: 'group', id: house.groupId });
  const body = `${at(idOf(scene, 'controller'))}, vad säger ${group}?`;
  const threadId = await said(scene, 'staff', commentOn(id, { body }));
  expect(await kinds(scene, 'controller')).toEqual(['mention']);
  expect(await kinds(scene, colleague)).toEqual(['mention']);
  expect(await kinds(scene, 'staff')).toEqual([]);
  expect(await kinds(scene, 'superior')).toEqual([]);
  const [row] = await sql<{ body: string }[]>`select body from thread_posts where thread_id = ${threadId}`;
  expect(row?.body).toBe(body);
  expect((await threadOf(scene, 'manager', threadId))?.mentions).toEqual([
    { token: at(idOf(scene, 'controller')), label: 'Ivar Lod' },
    { token: group, label: 'Dag' },
  ]);
});

test('a mention in a reply takes the place of the reply, and reading the thread reads both', async () => {
  const { scene, id } = await scenery();
  const threadId = await said(scene, 'staff', commentOn(id));
  const body = `Så är det, ${at(idOf(scene, 'staff'))}.`;
  await said(scene, 'manager', { act: 'reply', threadId, body });
  expect(await kinds(scene, 'staff')).toEqual(['mention']);
  await said(scene, 'staff', { act: 'read-threads', threadIds: [threadId] });
  expect((await inbox(scene, 'staff')).map(({ read }) => read)).toEqual([true]);
});

test('somebody who may not read the section is no mention, nor is one who was made up', async () => {
  const { scene, id } = await scenery();
  const stranger = idOf(scene, 'neighbour');
  const nobody = '8a1f3a9e-0000-4000-8000-000000000001';
  const foreign = mentionToken({ of: 'group', id: nobody });
  const body = `Hej ${at(stranger)}, ${at(nobody)} och ${foreign}, ${at(idOf(scene, 'administrator'))}!`;
  const threadId = await said(scene, 'staff', commentOn(id, { body }));
  expect((await postOf(scene, 'staff', threadId)).body).toBe('Hej @någon, @någon och @någon, @någon!');
  expect(await scene.sql`select from notices where kind = 'mention'`).toHaveLength(0);
  expect(await inbox(scene, 'neighbour')).toEqual([]);
});

test('a draft section that only a group may read can name the group alone', async () => {
  const { scene, id } = await scenery();
  const { sql, reportId, house } = scene;
  await sql`update reports set state = 'draft' where id = ${reportId}`;
  const body = `${at(idOf(scene, 'staff'))} ${at(idOf(scene, 'superior'))} ${at(idOf(scene, 'controller'))}`;
  const threadId = await said(scene, 'manager', commentOn(id, { body }));
  expect((await postOf(scene, 'manager', threadId)).body).toBe(
    `@någon @någon ${at(idOf(scene, 'controller'))}`,
  );
  await sql`update sections set mode = 'write' where id = ${id}`;
  await sql`insert into section_writers (section_id, work_group_id) values (${id}, ${house.groupId})`;
  expect((await choices(scene, 'manager', id))?.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Dag', 'Nils Åra', 'Ivar Lod']),
  );
});

test('editing keeps who was mentioned, who has left too, and tells only those who are new', async () => {
  const { scene, id } = await scenery();
  const { sql } = scene;
  const [first, second] = await colleagues(scene, 2);
  if (first === undefined || second === undefined) throw new Error('Nobody');
  const threadId = await said(scene, 'staff', commentOn(id, { body: `Hej ${at(first.accountId)}` }));
  const { id: postId } = await postOf(scene, 'staff', threadId);
  await sql`update notices set read = true`;
  await sql`update role_assignments set valid_to = '2026-01-20' where account_id = ${first.accountId}`;
  const body = `Hej ${at(first.accountId)} och ${at(second.accountId)}`;
  await said(scene, 'staff', { act: 'edit-post', postId, body });
  expect((await postOf(scene, 'staff', threadId)).body).toBe(body);
  expect((await threadOf(scene, 'staff', threadId))?.mentions.map(({ label }) => label).sort()).toEqual([
    'Kollega 0',
    'Kollega 1',
  ]);
  const told = await sql<
    { id: string }[]
  >`select account_id as id from notices where not read and kind = 'mention'`;
  expect(told.map((row) => row.id)).toEqual([second.accountId]);
});

test('a protected person is shown by the role, and of somebody of another administration nothing is told', async () => {
  const { scene, id } = await scenery();
  const { sql, house } = scene;
  const hidden = await person(sql, house, 'staff', { name: '' });
  const threadId = await said(scene, 'manager', commentOn(id, { body: at(hidden.accountId) }));
  expect((await threadOf(scene, 'staff', threadId))?.mentions).toEqual([
    { token: at(hidden.accountId), label: 'Medarbetare' },
  ]);
  // Written past the product: a token is not a way to ask who somebody is.
  await sql`update thread_posts set body = ${at(idOf(scene, 'neighbour'))} where thread_id = ${threadId}`;
  expect((await threadOf(scene, 'staff', threadId))?.mentions).toEqual([]);
});

test('without a name nobody is mentioned', async () => {
  const { scene, id } = await scenery();
  await colleagues(scene);
  const body = `Fråga ${at(idOf(scene, 'controller'))}.`;
  const threadId = await said(scene, 'staff', commentOn(id, { nameless: true, body }));
  expect((await postOf(scene, 'manager', threadId)).body).toBe('Fråga @någon.');
  expect(await inbox(scene, 'controller')).toEqual([]);
});

test('my group: who wrote under their name or is mentioned, and nobody who is shown by role', async () => {
  const { scene, id } = await scenery();
  const { sql, house } = scene;
  const hidden = await person(sql, house, 'staff', { name: '' });
  const [other] = await sql<{ id: string }[]>`
    insert into work_groups (unit_id, name) values (${house.unitId}, 'Natt') returning id`;
  const night = await person(sql, house, 'staff', { name: 'Nora Natt', groupIds: [other?.id ?? ''] });
  const mine = await said(scene, 'staff', commentOn(id));
  const ofHidden = await said(scene, hidden, commentOn(id));
  const ofNight = await said(scene, night, commentOn(id));
  const mentions = await said(scene, night, commentOn(id, { body: at(idOf(scene, 'staff')) }));
  const group = mentionToken({ of: 'group', id: house.groupId });
  const mentionsGroup = await said(scene, 'manager', commentOn(id, { body: group }));
  const { threads, hasGroup } = await viewed(scene, 'staff');
  expect(hasGroup).toBe(true);
  const of = threads.filter(({ ofMyGroup }) => ofMyGroup).map((thread) => thread.id);
  expect(of.sort()).toEqual([mine, mentions, mentionsGroup].sort());
  expect(of).not.toContain(ofHidden);
  expect(of).not.toContain(ofNight);
  expect((await viewed(scene, 'manager')).hasGroup).toBe(false);
});
