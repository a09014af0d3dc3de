import type { ThreadAnchor } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import {
  act,
  done,
  history,
  type RoadScene,
  roadScene,
  sectionId,
  seen,
  view,
} from '../support/road-scene.ts';
import { colleagues, commentOn, inbox, said, say, threadOf, viewed } from '../support/threads-scene.ts';

const GOAL = 'Avgång inom fem minuter';
const BOARD = 'Båtar går i tid';
const ECONOMY = 'Uppföljning av ekonomi';
const SUMMARY = 'Sammanfattning';
const WORDS = { quote: 'i tid', prefix: 'var ', suffix: '.' };

async function factsOf({ sql, reportId }: RoadScene) {
  const [row] = await sql<{ indicator: string; activity: string }[]>`
    select (select i.id from indicators i join goals g on g.id = i.goal_id where g.report_id = ${reportId}) as indicator,
      (select a.id from activities a join goals g on g.id = a.goal_id where g.report_id = ${reportId}) as activity`;
  if (row === undefined) throw new Error('The report has no facts');
  return row;
}

test('a comment is about something that its section has', async () => {
  const scene = await roadScene();
  const { indicator, activity } = await factsOf(scene);
  const [goal, board, economy, summary] = await Promise.all(
    [GOAL, BOARD, ECONOMY, SUMMARY].map((title) => sectionId(scene, title)),
  );
  const places: [string | undefined, ThreadAnchor, boolean][] = [
    [goal, { of: 'indicator', id: indicator }, true],
    [board, { of: 'indicator', id: indicator }, false],
    [board, { of: 'activity', id: activity }, true],
    [goal, { of: 'activity', id: activity }, false],
    [goal, { of: 'indicator', id: activity }, false],
    [economy, { of: 'row', table: 0, row: 0 }, true],
    [economy, { of: 'row', table: 0, row: 1 }, false],
    [economy, { of: 'row', table: 1, row: 0 }, false],
    [summary, { of: 'row', table: 0, row: 0 }, false],
    [board, { of: 'inherited', field: 'description', ...WORDS }, true],
    [board, { of: 'inherited', field: 'resources', ...WORDS }, false],
    [goal, { of: 'inherited', field: 'description', ...WORDS }, false],
    [goal, { of: 'words', field: 'analysis', ...WORDS }, true],
    [goal, { of: 'words', field: `indicator:${indicator}`, ...WORDS }, true],
    [board, { of: 'words', field: `indicator:${indicator}`, ...WORDS }, false],
    [summary, { of: 'words', field: 'content', ...WORDS }, true],
    [summary, { of: 'words', field: 'analysis', ...WORDS }, false],
    [summary, { of: 'words', field: '__proto__', ...WORDS }, false],
  ];
  for (const [id = '', anchor, there] of places) {
    const result = await say(scene, 'staff', commentOn(id, { anchor }));
    expect([anchor, result.ok]).toEqual([anchor, there]);
    if (result.ok) {
      expect(await threadOf(scene, 'staff', result.threadId ?? '')).toMatchObject({ anchor });
    } else {
      expect(result).toEqual({ ok: false, reason: 'not-found' });
    }
  }
});

describe('a section with comments that nobody has answered', () => {
  test('is not marked as ready, unless it is said why', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', commentOn(id));
    await said(scene, 'representative', commentOn(id));
    const hidden = await said(scene, 'controller', commentOn(id));
    await said(scene, 'manager', { act: 'hide-thread', threadId: hidden, reason: 'Ett namn.' });
    const mark = { act: 'mark-ready', sectionId: id, despite: false } as const;
    const missing = [{ kind: 'unanswered', sectionId: id, title: SUMMARY, count: 2 }];
    const refused = { ok: false, reason: 'missing', missing };
    expect((await seen(scene, 'manager', id)).missing).toEqual(missing);
    expect((await view(scene, 'manager')).leading?.missing).toContainEqual(missing[0]);
    expect(await act(scene, 'manager', mark)).toEqual(refused);
    expect(await act(scene, 'manager', { ...mark, despite: true })).toEqual(refused);
    expect(await act(scene, 'manager', { ...mark, reason: 'Tas på mötet.' })).toEqual(refused);
    await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'changed', body: 'Nio.' });
    await done(scene, 'manager', { ...mark, despite: true, reason: 'Den andra tas på mötet.' });
    expect(await history(scene, 'staff', id)).toMatchObject([
      { act: 'mark-ready', reason: 'Den andra tas på mötet.' },
    ]);
  });

  test('is ready when all have an outcome; what is for the next plan waits for that', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await scene.sql`update reports set state = 'closing' where id = ${scene.reportId}`;
    const threadId = await said(scene, 'staff', commentOn(id));
    expect(await threadOf(scene, 'manager', threadId)).toMatchObject({ forNextPlan: true, state: 'open' });
    await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  });
});

test('those who lead a section are told when it comes back, but for the one who sent it', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  const deputyIds = [scene.people.deputy.accountId];
  await done(scene, 'manager', { act: 'give-section', sectionIds: [id], deputyIds });
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  await done(scene, 'superior', { act: 'reopen', sectionId: id, reason: 'Säg mer.' });
  const told = [{ kind: 'returned', sectionId: id, section: SUMMARY, threadId: null, day: '2026-01-21' }];
  expect(await inbox(scene, 'manager')).toMatchObject(told);
  expect((await inbox(scene, 'deputy')).map(({ kind }) => kind).sort()).toEqual(['given', 'returned']);
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: false });
  await done(scene, 'manager', { act: 'reopen', sectionId: id, reason: 'Jag glömde något.' });
  expect(await inbox(scene, 'manager')).toHaveLength(1);
  expect(await inbox(scene, 'superior')).toEqual([]);
});

describe('quick answers', () => {
  test('are of staff, one each, and are counted from the day after', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    const staff = await colleagues(scene, 9);
    const answer = { act: 'quick-answer', sectionId: id, answer: 'true', line: '' } as const;
    expect(await say(scene, 'manager', answer)).toEqual({ ok: false, reason: 'forbidden' });
    for (const one of staff.slice(0, 5)) await said(scene, one, answer);
    await said(scene, 'staff', { ...answer, answer: 'not-here', line: 'Xaqiiqdii maya.' });
    // An answer without a line is an answer changed: what was added to it stays.
    await said(scene, 'staff', { act: 'quick-answer', sectionId: id, answer: 'true' });
    await said(scene, 'staff', { act: 'quick-answer', sectionId: id, answer: 'not-here' });
    const few = { from: 0, to: 2 };
    const nobody = [
      { answer: 'true', ...few },
      { answer: 'not-here', ...few },
      { answer: 'not-understood', ...few },
    ];
    expect((await viewed(scene, 'staff')).quick[id]).toEqual({
      mine: 'not-here',
      line: 'Xaqiiqdii maya.',
      counts: nobody,
      lines: null,
      may: true,
    });
    scene.now = new Date('2026-01-22T08:00:00+01:00');
    const counted = [{ answer: 'true', from: 5, to: 5 }, ...nobody.slice(1)];
    expect((await viewed(scene, 'manager')).quick[id]).toMatchObject({
      mine: null,
      counts: counted,
      may: false,
    });
    // Whoever changes their mind or leaves is not seen to do so in the counts of the day.
    await said(scene, staff[0] ?? 'staff', { ...answer, answer: 'not-understood' });
    await said(scene, staff[1] ?? 'staff', { ...answer, answer: null });
    await scene.sql`delete from role_assignments where account_id = ${staff[2]?.accountId ?? ''}`;
    expect((await viewed(scene, 'manager')).quick[id]?.counts).toEqual(counted);
    expect((await viewed(scene, staff[1] ?? 'staff')).quick[id]?.mine).toBeNull();
    scene.now = new Date('2026-01-23T08:00:00+01:00');
    expect((await viewed(scene, 'manager')).quick[id]?.counts).toContainEqual({
      answer: 'true',
      from: 3,
      to: 3,
    });
  });

  test('are not counted in a unit of fewer than eight', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    await colleagues(scene, 6);
    expect((await viewed(scene, 'staff')).quick[id]).toMatchObject({ counts: null, may: true });
  });
});
