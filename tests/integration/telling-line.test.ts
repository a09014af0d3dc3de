import { expect, test } from 'vitest';
import { setMailWish } from '../../server/database/mail-turns.ts';
import { insertMail, nextMailAt, takeMail } from '../../server/database/mails.ts';
import { lockThread } from '../../server/database/threads.ts';
import { type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { at, idOf, look, withMail } from '../support/telling-scene.ts';
import { commentOn, postOf, said } from '../support/threads-scene.ts';

const WORDS = 'Brukaren Berit ramlade.';
const AFTER_NOON = '2026-01-21T12:00:05+01:00';

/** Mails may hold words. */
async function scenery(): Promise<{ scene: RoadScene; id: string; manager: string }> {
  const scene = await roadScene();
  await withMail(scene, 'manager');
  await scene.sql`update administrations set mail_words = true`;
  return { scene, id: await sectionId(scene, 'Sammanfattning'), manager: idOf(scene, 'manager') };
}

const inLine = async ({ sql }: RoadScene): Promise<string[]> =>
  (await sql<{ body: string }[]>`select body from mails order by id`).map(({ body }) => body);

type Since = (scene: RoadScene, threadId: string) => Promise<unknown>;
const ofPost =
  (act: 'delete-post' | 'edit-post'): Since =>
  async (scene, threadId) => {
    const { id: postId } = await postOf(scene, 'staff', threadId);
    return said(scene, 'staff', act === 'delete-post' ? { act, postId } : { act, postId, body: 'Hon föll.' });
  };

test.each<[string, Since]>([
  [
    'hidden',
    (scene, threadId) => said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Brukare.' }),
  ],
  ['deleted', ofPost('delete-post')],
  ['said otherwise', ofPost('edit-post')],
  [
    'by somebody who is shown by role',
    ({ sql, people }) =>
      sql`update accounts set name = '', protected = true where id = ${people.staff.accountId}`,
  ],
  [
    'about somebody who is shown by role',
    ({ sql, people }) =>
      sql`update accounts set name = '', protected = true where id = ${people.controller.accountId}`,
  ],
  ['no more to be in mails', ({ sql }) => sql`update administrations set mail_words = false`],
])('a mail that waits holds no words that since are %s', async (_what, since) => {
  const { scene, id } = await scenery();
  const other = await said(scene, 'manager', commentOn(id, { body: 'Min egen.' }));
  const body = `${WORDS} Säg det, ${at(idOf(scene, 'controller'))}.`;
  const threadId = await said(scene, 'staff', commentOn(id, { body }));
  await look(scene, AFTER_NOON);
  expect((await inLine(scene))[0]).toContain('Nils Åra:\n> Brukaren Berit ramlade. Säg det, @Ivar Lod.\n');
  await said(scene, 'manager', { act: 'delete-post', postId: (await postOf(scene, 'manager', other)).id });
  expect((await inLine(scene))[0]).toContain('Berit');
  await since(scene, threadId);
  const mails = await inLine(scene);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(`#trad-${threadId}`);
  expect(mails[0]).not.toMatch(/Berit|Nils|Ivar/);
  const [row] = await scene.sql`select bare, words_of from mails`;
  expect(row).toEqual({ bare: null, words_of: null });
});

test('of a thread that somebody is about to change a mail has no words', async () => {
  const { scene, id } = await scenery();
  const threadId = await said(scene, 'staff', commentOn(id, { body: WORDS }));
  await scene.sql.begin(async (tx) => {
    await lockThread(tx, scene.reportId, threadId);
    const [mail] = await look(scene, AFTER_NOON);
    expect(mail?.body).toContain(`#trad-${threadId}`);
    expect(mail?.body).not.toContain('Berit');
  });
});

test('every line of what somebody wrote is quoted, however lines end', async () => {
  const { scene, id } = await scenery();
  const body = 'Hej.\rLogga in här: https://annat.example\r\nTack.\nHej då.';
  await said(scene, 'staff', commentOn(id, { body }));
  const [mail] = await look(scene, AFTER_NOON);
  expect(mail?.body).toMatch(/:\n> Hej\.\n> Logga in här: https:\/\/annat\.example\n> Tack\.\n> Hej då\.\n/);
  expect(mail?.body).not.toContain('\r');
});

test('a mail that has waited for the mail server goes at no quiet hour, and a code at any', async () => {
  const { scene, id, manager } = await scenery();
  const { sql } = scene;
  scene.now = new Date('2026-01-21T19:00:00+01:00');
  await said(scene, 'staff', commentOn(id));
  await look(scene, '2026-01-21T19:00:05+01:00');
  const take = (time: string) => takeMail(sql, new Date(time), new Date(time));
  for (const time of [
    '2026-01-21T20:00:00+01:00',
    '2026-01-22T02:30:00+01:00',
    '2026-01-22T06:59:59+01:00',
  ]) {
    expect(await take(time)).toBeNull();
    expect(await nextMailAt(sql, new Date(time))).toBeNull();
  }
  const code = { recipient: 'runa@fyr.example', subject: 'Kod', body: 'Kod', codeId: null };
  await insertMail(sql, { ...code, now: new Date('2026-01-22T02:30:00+01:00') });
  expect(await take('2026-01-22T02:30:00+01:00')).toMatchObject({ subject: 'Kod' });
  await sql`delete from mails where subject = 'Kod'`;
  expect(await take('2026-01-22T07:00:00+01:00')).toMatchObject({ recipient: `${manager}@fyr.example` });
  await setMailWish(sql, manager, { choice: 'at-once', quiet: false });
  await sql`delete from mails`;
  scene.now = new Date('2026-01-22T22:00:00+01:00');
  await said(scene, 'staff', commentOn(id));
  await look(scene, '2026-01-22T22:00:05+01:00');
  expect(await take('2026-01-22T23:00:00+01:00')).toMatchObject({ recipient: `${manager}@fyr.example` });
});

test('a server that was away over seven sends nobody the morning’s mail at night', async () => {
  const { scene, id, manager } = await scenery();
  await setMailWish(scene.sql, manager, { choice: 'daily', quiet: true });
  await said(scene, 'staff', commentOn(id));
  await look(scene, AFTER_NOON);
  expect(await look(scene, '2026-01-23T02:30:00+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-23T07:00:00+01:00')).toHaveLength(1);
});
