import type { Actor } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { colleagues, said, viewed, type Who } from '../support/threads-scene.ts';

/** Twelve staff who may answer, and the section. */
async function largeScene(): Promise<{ scene: RoadScene; id: string; staff: Actor[] }> {
  const scene = await roadScene();
  return {
    scene,
    id: await sectionId(scene, 'Sammanfattning'),
    staff: [scene.people.staff, ...(await colleagues(scene, 11))],
  };
}

const answer = (id: string, line: string) =>
  ({ act: 'quick-answer', sectionId: id, answer: 'true', line }) as const;

async function lines(scene: RoadScene, who: Who, id: string) {
  return (await viewed(scene, who)).quick[id]?.lines;
}

function nextDay(scene: RoadScene): void {
  scene.now = new Date(scene.now.getTime() + 24 * 60 * 60_000);
}

test('lines are read by those who lead the section, from the day after, three at a time', async () => {
  const { scene, id, staff } = await largeScene();
  const words = ['Ja, så var det.', 'ببساطة نعم', 'Natten saknas.', 'Ännu en.'];
  for (const [at, line] of [...words, ''].entries()) {
    const who = staff[at];
    if (who !== undefined) await said(scene, who, answer(id, line));
  }
  expect(await lines(scene, 'manager', id)).toEqual([]);
  nextDay(scene);
  const shown = await lines(scene, 'manager', id);
  expect(shown).toHaveLength(3);
  expect(shown).toEqual([...(shown ?? [])].sort());
  for (const who of ['superior', 'controller', 'representative', 'staff', 'deputy'] as const)
    expect(await lines(scene, who, id)).toBeNull();
  await scene.sql`
    insert into section_deputies (section_id, account_id) values (${id}, ${scene.people.deputy.accountId})`;
  expect(await lines(scene, 'deputy', id)).toEqual(shown);
  expect((await viewed(scene, 'manager')).quick[id]?.counts?.[0]).toMatchObject({ from: 5, to: 5 });
});

test('what is changed or taken back in the day is so from the day after', async () => {
  const { scene, id, staff } = await largeScene();
  for (const [at, who] of staff.slice(0, 6).entries())
    await said(scene, who, answer(id, at < 3 ? `rad ${at}` : ''));
  nextDay(scene);
  const before = ['rad 0', 'rad 1', 'rad 2'];
  expect(await lines(scene, 'manager', id)).toEqual(before);
  const [first, second, third] = staff;
  if (first === undefined || second === undefined || third === undefined) throw new Error('Nobody is there');
  await said(scene, first, answer(id, 'en annan rad'));
  await said(scene, first, answer(id, 'en tredje rad'));
  expect(await lines(scene, 'manager', id)).toEqual(before);
  expect((await viewed(scene, first)).quick[id]?.line).toBe('en tredje rad');
  nextDay(scene);
  expect(await lines(scene, 'manager', id)).toEqual(['en tredje rad', 'rad 1', 'rad 2']);
  await said(scene, second, { ...answer(id, ''), answer: null });
  await said(scene, third, { ...answer(id, 'rad 2'), answer: 'not-here' });
  expect(await lines(scene, 'manager', id)).toEqual(['en tredje rad', 'rad 1', 'rad 2']);
  nextDay(scene);
  expect(await lines(scene, 'manager', id)).toEqual([]);
});

test('in a unit of fewer than eight none is read, nor among few answers', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, 'Sammanfattning');
  const staff = [scene.people.staff, ...(await colleagues(scene, 6))];
  for (const who of staff) await said(scene, who, answer(id, 'Så är det.'));
  nextDay(scene);
  expect((await viewed(scene, 'manager')).quick[id]).toMatchObject({ counts: null, lines: [] });
  const large = await largeScene();
  for (const who of large.staff.slice(0, 3)) await said(large.scene, who, answer(large.id, 'Så är det.'));
  nextDay(large.scene);
  expect(await lines(large.scene, 'manager', large.id)).toEqual([]);
});

test('nothing in what a leader is sent tells whose a line is', async () => {
  const { scene, id, staff } = await largeScene();
  for (const [at, who] of staff.slice(0, 5).entries()) await said(scene, who, answer(id, `rad ${at}`));
  nextDay(scene);
  const sent = JSON.stringify((await viewed(scene, 'manager')).quick);
  for (const { accountId } of staff) expect(sent).not.toContain(accountId);
  expect(sent).not.toContain('Kollega');
});
