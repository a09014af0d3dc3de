import type { RoadAct } from '@delaktig/domain';
import { EMPTY_UPDATE } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import {
  act,
  approved,
  done,
  goalId,
  history,
  person,
  roadScene,
  sectionId,
  seen,
  view,
  writes,
} from '../support/road-scene.ts';

const SUMMARY = 'Sammanfattning';
const GOAL = 'Avgång inom fem minuter';
const REASON = 'Säg vad dimman betydde.';

describe('marking a section as ready', () => {
  test('shuts the room, and waits for the superior', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    expect(await seen(scene, 'staff', id)).toMatchObject({
      state: 'ready',
      readyFor: 'approver',
      lastAct: { act: 'mark-ready', by: 'Runa Fyr', role: 'manager', at: scene.now.toISOString() },
    });
    expect(await writes(scene, 'manager', id, 'Ett ord till.')).toBe(false);
  });

  test("by a deputy waits for the manager, who passes it on; the superior's turn comes after", async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const mark = { act: 'mark-ready', sectionId: id, despite: false } as const;
    expect(await act(scene, 'deputy', mark)).toEqual({ ok: false, reason: 'forbidden' });
    const deputyIds = [scene.people.deputy.accountId];
    await done(scene, 'manager', { act: 'give-section', sectionIds: [id], deputyIds });
    await done(scene, 'deputy', mark);
    expect(await seen(scene, 'manager', id)).toMatchObject({
      state: 'ready',
      readyFor: 'manager',
      deputies: [{ name: 'Tage Boj' }],
    });
    expect((await seen(scene, 'superior', id)).fingerprint).toBeNull();
    await done(scene, 'manager', mark);
    expect(await seen(scene, 'superior', id)).toMatchObject({ state: 'ready', readyFor: 'approver' });
    expect((await seen(scene, 'superior', id)).fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await history(scene, 'staff', id))?.map(({ act: name, role }) => [name, role])).toEqual([
      ['mark-ready', 'manager'],
      ['mark-ready', 'deputy'],
      ['give-section', 'manager'],
    ]);
  });

  test('says first what is missing', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    await done(scene, 'manager', { act: 'set-status', goalId: await goalId(scene, GOAL), status: null });
    const mark = { act: 'mark-ready', sectionId: id, despite: false } as const;
    const missing = [{ kind: 'status', sectionId: id, title: GOAL }];
    expect(await act(scene, 'manager', mark)).toEqual({ ok: false, reason: 'missing', missing });
    expect((await seen(scene, 'manager', id)).missing).toEqual(missing);
    expect((await seen(scene, 'staff', id)).missing).toEqual([]);
    expect((await seen(scene, 'manager', id)).state).toBe('draft');
    await done(scene, 'manager', { ...mark, despite: true });
  });

  test('by two at the same time is one mark', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const another = await person(scene.sql, scene.house, 'manager', { name: 'Frej Lots' });
    const mark = { act: 'mark-ready', sectionId: id, despite: false } as const;
    const results = await Promise.all([act(scene, 'manager', mark), act(scene, another, mark)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
    expect(await history(scene, 'manager', id)).toHaveLength(1);
  });
});

test('a mark waits for nobody who is about to write for the first time', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  await scene.sql.begin(async (tx) => {
    await tx`
      insert into room_clients (section_id, client, account_id)
      values (${id}, 4711, ${scene.people.staff.accountId})`;
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  });
});

test('whatever shuts a room ends its log, so that words under way meet it', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  const ends = async () => {
    const rows = await scene.sql<{ update: Uint8Array }[]>`
      select update from room_updates where section_id = ${id} order by seq`;
    return rows.filter(({ update }) => Buffer.from(EMPTY_UPDATE).equals(update)).length;
  };
  await done(scene, 'manager', { act: 'set-mode', sectionIds: [id], mode: 'closed', ...ofGroup(scene) });
  expect(await ends()).toBe(1);
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  expect(await ends()).toBe(2);
  const fingerprint = (await seen(scene, 'superior', id)).fingerprint ?? '';
  await done(scene, 'superior', { act: 'approve', sectionId: id, fingerprint });
  expect(await ends()).toBe(3);
  await done(scene, 'manager', { act: 'submit', despite: true });
  expect(await ends()).toBe(4);
});

describe('approving', () => {
  test('binds the version that was shown, and tells everybody', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    const fingerprint = await approved(scene, id);
    const approval = { fingerprint, by: 'Signe Ljus', role: 'superior', soleAuthor: false };
    expect(await seen(scene, 'staff', id)).toMatchObject({ state: 'approved', approval });
    expect((await view(scene, 'manager')).leading?.missing).not.toContainEqual(
      expect.objectContaining({ kind: 'approval', sectionId: id }),
    );
    expect(await writes(scene, 'manager', id, 'Ett ord till.')).toBe(false);
  });

  test('is refused when another text stands there than the one that was shown', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    const shown = (await seen(scene, 'superior', id)).fingerprint ?? '';
    await done(scene, 'manager', { act: 'reopen', sectionId: id, reason: 'Glömde en sak.' });
    expect(await writes(scene, 'manager', id, 'Den saken.')).toBe(true);
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    const late = { act: 'approve', sectionId: id, fingerprint: shown } as const;
    expect(await act(scene, 'superior', late)).toEqual({ ok: false, reason: 'changed' });
    expect((await seen(scene, 'superior', id)).state).toBe('ready');
  });

  test('is of the superior, unless the administration lets the manager do it, in two acts', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    const fingerprint = (await seen(scene, 'superior', id)).fingerprint ?? '';
    const approve = { act: 'approve', sectionId: id, fingerprint } as const;
    for (const who of ['manager', 'deputy', 'controller', 'representative', 'staff'] as const) {
      expect(await act(scene, who, approve)).toEqual({ ok: false, reason: 'forbidden' });
    }
    await scene.sql`
      insert into approval_rules (administration_id, kind, approver)
      values (${scene.house.administrationId}, 'VB', 'manager')`;
    expect(await act(scene, 'superior', approve)).toEqual({ ok: false, reason: 'forbidden' });
    expect((await seen(scene, 'manager', id)).fingerprint).toBe(fingerprint);
    await done(scene, 'manager', approve);
  });

  test('by the only one who wrote is shown as that', async () => {
    const scene = await roadScene();
    await scene.sql`
      insert into approval_rules (administration_id, kind, approver)
      values (${scene.house.administrationId}, 'VB', 'manager')`;
    await scene.sql`update reports set created_by = ${scene.people.manager.accountId}`;
    const [alone, together] = [await sectionId(scene, SUMMARY), await sectionId(scene, 'Övrigt')];
    expect(await writes(scene, 'manager', alone, 'Skrivet av mig.')).toBe(true);
    expect(await writes(scene, 'manager', together, 'Skrivet av mig.')).toBe(true);
    expect(await writes(scene, 'staff', together, 'Och av mig.')).toBe(true);
    for (const id of [alone, together]) {
      await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: true });
      const fingerprint = (await seen(scene, 'manager', id)).fingerprint ?? '';
      await done(scene, 'manager', { act: 'approve', sectionId: id, fingerprint });
    }
    expect((await seen(scene, 'staff', alone)).approval?.soleAuthor).toBe(true);
    expect((await seen(scene, 'staff', together)).approval?.soleAuthor).toBe(false);
  });

  test('of a text that came with the report is by its only author when they brought it in', async () => {
    for (const [by, soleAuthor] of [
      ['manager', true],
      ['deputy', false],
      [null, false],
    ] as const) {
      const scene = await roadScene();
      await scene.sql`
        insert into approval_rules (administration_id, kind, approver)
        values (${scene.house.administrationId}, 'VB', 'manager')`;
      await scene.sql`update reports set created_by = ${by === null ? null : scene.people[by].accountId}`;
      const id = await sectionId(scene, SUMMARY);
      await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: true });
      const fingerprint = (await seen(scene, 'manager', id)).fingerprint ?? '';
      await done(scene, 'manager', { act: 'approve', sectionId: id, fingerprint });
      expect((await seen(scene, 'staff', id)).approval?.soleAuthor, `brought in by ${by}`).toBe(soleAuthor);
    }
  });

  test('by two at the same time is one approval', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    const fingerprint = (await seen(scene, 'superior', id)).fingerprint ?? '';
    const another = await person(scene.sql, scene.house, 'superior', { name: 'Frej Lots' });
    const approve = { act: 'approve', sectionId: id, fingerprint } as const;
    const results = await Promise.all([act(scene, 'superior', approve), act(scene, another, approve)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
    const [row] = await scene.sql`select count(*) from approvals`;
    expect(row?.count).toBe(1);
  });
});

describe('sending back', () => {
  test('from ready and from approved opens the room, and shows the reason to its writers', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await done(scene, 'manager', { act: 'set-mode', sectionIds: [id], mode: 'write', ...ofGroup(scene) });
    const back = { act: 'reopen', sectionId: id, reason: REASON } as const;
    expect(await act(scene, 'superior', back)).toEqual({ ok: false, reason: 'changed' });
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
    await done(scene, 'superior', back);
    const returned = { act: 'reopen', by: 'Signe Ljus', role: 'superior', reason: REASON };
    expect(await seen(scene, 'staff', id)).toMatchObject({ state: 'reopened', lastAct: returned });
    expect(await writes(scene, 'staff', id, 'Dimman låg tät.')).toBe(true);
    await approved(scene, id);
    expect(await act(scene, 'manager', back)).toEqual({ ok: false, reason: 'changed' });
    expect(await act(scene, 'staff', back)).toEqual({ ok: false, reason: 'forbidden' });
    await done(scene, 'superior', back);
    expect(await seen(scene, 'staff', id)).toMatchObject({
      state: 'reopened',
      approval: null,
      lastAct: returned,
      rights: { write: true },
    });
  });

  test('someone without a name is shown by role only', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await approved(scene, id);
    const { accountId } = scene.people.superior;
    await scene.sql`update accounts set name = '', protected = true where id = ${accountId}`;
    expect((await seen(scene, 'staff', id)).approval).toMatchObject({ by: '', role: 'superior' });
    expect((await history(scene, 'staff', id))?.[0]).toMatchObject({ by: '', role: 'superior' });
  });
});

describe('bringing back what was approved', () => {
  test('keeps what stood there, and goes on in another room', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const fingerprint = await approved(scene, id);
    const restore = { act: 'restore-approved', sectionId: id } as const;
    expect(await act(scene, 'manager', restore)).toEqual({ ok: false, reason: 'changed' });
    await done(scene, 'superior', { act: 'reopen', sectionId: id, reason: REASON });
    expect(await writes(scene, 'manager', id, 'Allt är annorlunda.')).toBe(true);
    expect(await seen(scene, 'manager', id)).toMatchObject({ epoch: 0, mayRestore: true });
    expect(await seen(scene, 'staff', id)).toMatchObject({ mayRestore: false });
    expect(await act(scene, 'superior', restore)).toEqual({ ok: false, reason: 'forbidden' });
    await done(scene, 'manager', restore);
    expect(await seen(scene, 'manager', id)).toMatchObject({ epoch: 1, state: 'reopened' });
    const kept = await scene.sql<{ canonical: string }[]>`
      select canonical from section_versions where section_id = ${id} order by created_at, hash`;
    expect(kept).toHaveLength(2);
    expect(kept.filter(({ canonical }) => canonical.includes('Allt är annorlunda.'))).toHaveLength(1);
    expect(await approved(scene, id)).toBe(fingerprint);
  });

  test('who wrote before it was brought back is still an author', async () => {
    const scene = await roadScene();
    await scene.sql`update reports set created_by = ${scene.people.superior.accountId}`;
    const id = await sectionId(scene, SUMMARY);
    expect(await writes(scene, 'superior', id, 'Jag skrev själv.')).toBe(true);
    await approved(scene, id);
    await done(scene, 'superior', { act: 'reopen', sectionId: id, reason: REASON });
    await done(scene, 'manager', { act: 'restore-approved', sectionId: id });
    await approved(scene, id);
    expect((await seen(scene, 'staff', id)).approval?.soleAuthor).toBe(true);
  });

  test('there is nothing to bring back where nothing was approved', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const restore = { act: 'restore-approved', sectionId: id } as const;
    expect((await seen(scene, 'manager', id)).mayRestore).toBe(false);
    expect(await act(scene, 'manager', restore)).toEqual({ ok: false, reason: 'changed' });
  });
});

describe('what a section is open for', () => {
  test('several at once, for groups of the unit and controllers', async () => {
    const scene = await roadScene();
    const ids = [await sectionId(scene, SUMMARY), await sectionId(scene, GOAL)];
    await done(scene, 'manager', { act: 'set-mode', sectionIds: ids, mode: 'write', ...ofGroup(scene) });
    for (const id of ids) {
      expect(await seen(scene, 'staff', id)).toMatchObject({
        mode: 'write',
        writers: { groups: [{ id: scene.house.groupId, name: 'Dag' }], controllers: true },
        rights: { write: true },
      });
    }
    const [id = ''] = ids;
    await done(scene, 'manager', { act: 'set-mode', sectionIds: [id], mode: 'closed', ...ofGroup(scene) });
    expect(await seen(scene, 'manager', id)).toMatchObject({
      mode: 'closed',
      writers: { groups: [], controllers: false },
    });
    expect(await writes(scene, 'manager', id, 'Ett ord.')).toBe(false);
    expect(await history(scene, 'staff', id)).toMatchObject([
      { act: 'set-mode', from: 'write', to: 'closed', groups: [] },
      { act: 'set-mode', from: 'comment', to: 'write', groups: ['Dag'] },
    ]);
  });

  test('nothing is changed when one section or group is not of the unit', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const elsewhere = scene.house.sectionIds[0] ?? '';
    const [group] = await scene.sql<{ id: string }[]>`
      insert into work_groups (unit_id, name)
      select unit_id, 'Tull' from role_assignments where account_id = ${scene.people.neighbour.accountId}
      returning id`;
    const write = { act: 'set-mode', mode: 'write', controllers: false } as const;
    const refused = { ok: false, reason: 'not-of-unit' };
    const foreign = [group?.id ?? ''];
    const both = { ...write, sectionIds: [id, elsewhere], workGroupIds: [] };
    expect(await act(scene, 'manager', both)).toEqual(refused);
    expect(await act(scene, 'manager', { ...write, sectionIds: [id], workGroupIds: foreign })).toEqual(
      refused,
    );
    await scene.sql`update work_groups set closed_at = now() where id = ${scene.house.groupId}`;
    const closed = { ...write, sectionIds: [id], workGroupIds: [scene.house.groupId] };
    expect(await act(scene, 'manager', closed)).toEqual(refused);
    expect(await seen(scene, 'manager', id)).toMatchObject({ mode: 'comment' });
    expect((await view(scene, 'manager')).leading?.groups).toEqual([]);
  });

  test('is given to deputies of the unit alone, by the manager', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const give = (accountId: string): RoadAct => ({
      act: 'give-section',
      sectionIds: [id],
      deputyIds: [accountId],
    });
    const { deputy, staff } = scene.people;
    expect((await view(scene, 'manager')).leading?.deputies).toEqual([
      { id: deputy.accountId, name: 'Tage Boj' },
    ]);
    expect(await act(scene, 'manager', give(staff.accountId))).toEqual({ ok: false, reason: 'not-of-unit' });
    expect(await act(scene, 'deputy', give(deputy.accountId))).toEqual({ ok: false, reason: 'forbidden' });
    await done(scene, 'manager', give(deputy.accountId));
    await done(scene, 'deputy', { act: 'set-mode', sectionIds: [id], mode: 'write', ...ofGroup(scene) });
    expect((await history(scene, 'staff', id))?.[0]).toMatchObject({ act: 'set-mode', role: 'deputy' });
  });
});

describe('the judgement of a goal', () => {
  test('is set by the manager, in Swedish words, and kept with the one before it', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    const goal = await goalId(scene, GOAL);
    const set = { act: 'set-status', goalId: goal, status: 'not-fulfilled' } as const;
    for (const who of ['staff', 'controller', 'superior', 'deputy'] as const) {
      expect(await act(scene, who, set)).toEqual({ ok: false, reason: 'forbidden' });
    }
    await done(scene, 'manager', set);
    const [row] = await scene.sql`select status, status_raw from goals where id = ${goal}`;
    expect(row).toEqual({ status: 'not-fulfilled', status_raw: 'Uppfylls inte' });
    expect(await history(scene, 'staff', id)).toMatchObject([
      { act: 'set-status', from: 'partly', to: 'not-fulfilled' },
    ]);
    await approved(scene, id);
    expect(await act(scene, 'manager', set)).toEqual({ ok: false, reason: 'changed' });
  });

  test('of a goal from above without a section is nobody’s here', async () => {
    const scene = await roadScene();
    const goal = await goalId(scene, 'En hamn för alla');
    const set = { act: 'set-status', goalId: goal, status: 'fulfilled' } as const;
    expect(await act(scene, 'manager', set)).toEqual({ ok: false, reason: 'forbidden' });
  });
});

test('nobody of another unit does anything, or reads the history', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  const mark = { act: 'mark-ready', sectionId: id, despite: true } as const;
  expect(await act(scene, 'neighbour', mark)).toEqual({ ok: false, reason: 'forbidden' });
  expect(await act(scene, 'administrator', mark)).toEqual({ ok: false, reason: 'forbidden' });
  expect(await history(scene, 'administrator', id)).toBeNull();
  const [row] = await scene.sql`select count(*) from road_acts`;
  expect(row?.count).toBe(0);
});

function ofGroup(scene: { house: { groupId: string } }) {
  return { workGroupIds: [scene.house.groupId], controllers: true };
}
