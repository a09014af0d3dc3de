import { interchangeSchema } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { startView } from '../../server/reports/start-view.ts';
import { verifyReport } from '../../server/road/verify.ts';
import {
  act,
  allSections,
  approved,
  DAY,
  done,
  person,
  type RoadScene,
  roadScene,
  sectionId,
  seen,
  view,
  writes,
} from '../support/road-scene.ts';

const REASON = 'Ekonomin stämmer inte med tabellen.';

describe('opening for comments', () => {
  test('is to a day that has not passed, by the manager, from a draft and again', async () => {
    const scene = await roadScene();
    await scene.sql`update reports set state = 'draft', last_comment_day = null where id = ${scene.reportId}`;
    const open = (lastCommentDay: string) => ({ act: 'open-report', lastCommentDay }) as const;
    expect(await act(scene, 'staff', open(DAY))).toEqual({ ok: false, reason: 'forbidden' });
    expect(await act(scene, 'superior', open(DAY))).toEqual({ ok: false, reason: 'forbidden' });
    expect(await act(scene, 'deputy', open(DAY))).toEqual({ ok: false, reason: 'forbidden' });
    expect(await act(scene, 'manager', open('2026-01-20'))).toEqual({ ok: false, reason: 'past-day' });
    await done(scene, 'manager', open('2026-01-21'));
    expect(await view(scene, 'staff')).toMatchObject({ state: 'open', lastCommentDay: '2026-01-21' });
    await done(scene, 'manager', { act: 'close-comments' });
    expect(await view(scene, 'staff')).toMatchObject({ state: 'closing' });
    expect(await act(scene, 'manager', { act: 'close-comments' })).toEqual({ ok: false, reason: 'changed' });
    await done(scene, 'manager', open(DAY));
    expect(await view(scene, 'staff')).toMatchObject({ state: 'open', lastCommentDay: DAY });
  });

  test('is over by itself when the last day has passed', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, 'Sammanfattning');
    const at = (time: string) => ({ ...scene, now: new Date(time) });
    const last = at('2026-01-30T23:59:00+01:00');
    expect(await seen(last, 'staff', id)).toMatchObject({ rights: { comment: 'report' } });
    const after = at('2026-01-31T00:01:00+01:00');
    expect((await view(after, 'staff')).state).toBe('closing');
    expect(await seen(after, 'staff', id)).toMatchObject({ rights: { comment: 'next-plan' } });
    const { reports } = await startView(after.sql, after.people.staff, after.now);
    expect(reports.find((report) => report.id === after.reportId)?.state).toBe('closing');
    await done(after, 'manager', { act: 'close-comments' });
    await done(after, 'manager', { act: 'open-report', lastCommentDay: '2026-02-05' });
    expect((await view(after, 'staff')).state).toBe('open');
  });
});

describe('the dnr', () => {
  test('is set from the start, taken away, and stands when the report is handed in', async () => {
    const scene = await roadScene();
    const set = (registryNumber: string) => ({ act: 'set-registry-number', registryNumber }) as const;
    expect(await act(scene, 'staff', set('LV 2026/3'))).toEqual({ ok: false, reason: 'forbidden' });
    await done(scene, 'manager', set('LV 2026/3'));
    expect((await view(scene, 'staff')).registryNumber).toBe('LV 2026/3');
    expect((await view(scene, 'staff')).header.officer).toBe('Runa Fyr');
    await done(scene, 'manager', set(''));
    expect((await view(scene, 'staff')).registryNumber).toBeNull();
    await done(scene, 'manager', { act: 'submit', despite: true });
    expect(await act(scene, 'manager', set('LV 2026/4'))).toEqual({ ok: false, reason: 'changed' });
  });
});

describe('handing in', () => {
  test('lists what is missing, freezes the report, and keeps what was handed in', async () => {
    const scene = await roadScene();
    const ids = await allSections(scene);
    const [first = '', ...others] = ids;
    const fingerprint = await approved(scene, first);
    const refused = await act(scene, 'manager', { act: 'submit', despite: false });
    if (refused.ok || refused.reason !== 'missing') throw new Error('Nothing was missing');
    const unapproved = refused.missing.filter(({ kind }) => kind === 'approval');
    expect(unapproved.map((each) => each.sectionId)).toEqual(others);
    expect((await view(scene, 'manager')).leading?.missing).toEqual(refused.missing);
    expect((await view(scene, 'manager')).state).toBe('open');

    await done(scene, 'manager', { act: 'submit', despite: true });
    const report = await view(scene, 'staff');
    expect(report).toMatchObject({
      state: 'submitted',
      leading: null,
      submission: { by: 'Runa Fyr', role: 'manager', at: scene.now.toISOString() },
    });
    // What was kept is for verify and the archive: a page is not weighed down with it.
    expect(Object.keys(report.submission ?? {}).sort()).toEqual(['at', 'by', 'fingerprint', 'role']);
    for (const id of ids) expect(await writes(scene, 'manager', id, 'Ett ord till.')).toBe(false);
    const [row] = await scene.sql`
      select export, encode(hash, 'hex') as hash, missing from submissions where report_id = ${scene.reportId}`;
    const kept = JSON.parse(row?.export);
    expect(interchangeSchema.parse(kept.report).goals).toHaveLength(4);
    expect(kept.sections.map((section: { section: string }) => section.section)).toEqual(ids);
    expect(kept.approvals).toMatchObject([{ section: first, fingerprint, role: 'superior' }]);
    expect(row?.export).not.toContain('Signe Ljus');
    expect(row?.missing).toEqual(refused.missing);
    expect(row?.hash).toBe(report.submission?.fingerprint);
    expect(await act(scene, 'manager', { act: 'submit', despite: true })).toEqual({
      ok: false,
      reason: 'changed',
    });
    expect(await outcomes(scene)).toEqual(['same', 'same']);
  });

  test('with nothing missing asks nothing', async () => {
    const scene = await roadScene();
    for (const id of await allSections(scene)) {
      const missing = (await seen(scene, 'manager', id)).missing;
      if (missing.length > 0) expect(await writes(scene, 'manager', id, 'Inget att säga.')).toBe(true);
      await approved(scene, id);
    }
    expect((await view(scene, 'manager')).leading?.missing).toEqual([]);
    await done(scene, 'manager', { act: 'submit', despite: false });
  });

  test('is not done by others, and not from a draft that nobody has seen', async () => {
    const scene = await roadScene();
    const submit = { act: 'submit', despite: true } as const;
    for (const who of ['deputy', 'superior', 'controller', 'representative', 'staff'] as const) {
      expect(await act(scene, who, submit)).toEqual({ ok: false, reason: 'forbidden' });
    }
    await scene.sql`update reports set state = 'draft' where id = ${scene.reportId}`;
    expect(await act(scene, 'manager', submit)).toEqual({ ok: false, reason: 'changed' });
  });

  test('by two at the same time is done once', async () => {
    const scene = await roadScene();
    const another = await person(scene.sql, scene.house, 'manager', { name: 'Frej Lots' });
    const submit = { act: 'submit', despite: true } as const;
    const results = await Promise.all([act(scene, 'manager', submit), act(scene, another, submit)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const [row] = await scene.sql`select count(*) from submissions`;
    expect(row?.count).toBe(1);
  });
});

describe('a report that is returned', () => {
  test('opens what is named, with the reason, and is handed in anew', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, 'Uppföljning av ekonomi');
    const kept = await sectionId(scene, 'Sammanfattning');
    await approved(scene, id);
    await approved(scene, kept);
    const back = { act: 'return-report' as const, sectionIds: [id], reason: REASON };
    expect(await act(scene, 'superior', back)).toEqual({ ok: false, reason: 'changed' });
    await done(scene, 'manager', { act: 'submit', despite: true });
    expect(await act(scene, 'manager', back)).toEqual({ ok: false, reason: 'forbidden' });
    const elsewhere = { ...back, sectionIds: [scene.house.sectionIds[0] ?? ''] };
    expect(await act(scene, 'superior', elsewhere)).toEqual({ ok: false, reason: 'not-of-unit' });
    await done(scene, 'superior', back);
    expect(await view(scene, 'manager')).toMatchObject({
      state: 'closing',
      returned: { act: 'return-report', by: 'Signe Ljus', role: 'superior', reason: REASON },
      rights: { lead: true },
    });
    expect(await seen(scene, 'manager', id)).toMatchObject({
      state: 'reopened',
      lastAct: { act: 'return-report', reason: REASON },
      rights: { write: true },
    });
    expect(await seen(scene, 'manager', kept)).toMatchObject({ state: 'approved' });
    expect(await outcomes(scene)).toEqual(['same', 'returned']);
    expect(await writes(scene, 'manager', id, 'Nu stämmer den.')).toBe(true);
    await approved(scene, id);
    await done(scene, 'manager', { act: 'submit', despite: true });
    expect((await view(scene, 'manager')).returned).toBeNull();
    expect(await outcomes(scene)).toEqual(['same', 'same', 'same']);
    const [row] = await scene.sql`select count(*) from submissions`;
    expect(row?.count).toBe(2);
  });
});

test('a report that is not there is not found', async () => {
  const scene = await roadScene();
  const nowhere = { ...scene, reportId: '00000000-0000-4000-8000-000000000000' };
  for (const lost of [nowhere, { ...scene, reportId: 'x' }]) {
    expect(await act(lost, 'manager', { act: 'close-comments' })).toEqual({ ok: false, reason: 'not-found' });
  }
});

async function outcomes(scene: RoadScene): Promise<string[] | undefined> {
  return (await verifyReport(scene.sql, scene.reportId))?.map(({ outcome }) => outcome);
}
