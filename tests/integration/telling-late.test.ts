import { expect, onTestFinished, test } from 'vitest';
import { setMailWish } from '../../server/database/mail-turns.ts';
import { createLog } from '../../server/log.ts';
import { openPost } from '../../server/mail/post.ts';
import { tellLastDay } from '../../server/telling/last-days.ts';
import { startTeller } from '../../server/telling/teller.ts';
import { type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { at, idOf, look, ORIGIN, withMail } from '../support/telling-scene.ts';
import { commentOn, inbox, said } from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOON = Date.parse('2026-01-21T12:00:00+01:00');

async function scenery(): Promise<{ scene: RoadScene; id: string; manager: string }> {
  const scene = await roadScene();
  await withMail(scene, 'manager', 'staff');
  return { scene, id: await sectionId(scene, 'Sammanfattning'), manager: idOf(scene, 'manager') };
}

/** One comment a second from noon on. @returns their threads */
async function manyComments(scene: RoadScene, id: string, count: number): Promise<string[]> {
  const threads: string[] = [];
  for (let n = 0; n < count; n++) {
    scene.now = new Date(NOON + n * 1000);
    threads.push(await said(scene, 'staff', commentOn(id)));
  }
  return threads;
}

test('however many wait, each is in a mail', async () => {
  const { scene, id } = await scenery();
  const threads = await manyComments(scene, id, 110);
  const mails = [
    ...(await look(scene, '2026-01-21T12:05:00+01:00')),
    ...(await look(scene, '2026-01-22T07:00:00+01:00')),
  ];
  const linked = mails.flatMap(({ body }) => body.match(/(?<=#trad-)\S+/g) ?? []);
  expect(linked.sort()).toEqual(threads.sort());
});

test('what is not read is in the inbox and in a mail, however much has been read since', async () => {
  const { scene, id, manager } = await scenery();
  const { sql } = scene;
  await setMailWish(sql, manager, { choice: 'daily', quiet: true });
  scene.now = new Date(NOON - 60_000);
  const threadId = await said(scene, 'staff', commentOn(id, { body: `Hej ${at(manager)}` }));
  await look(scene, '2026-01-21T11:59:30+01:00');
  await manyComments(scene, id, 101);
  await sql`update notices set read = true where kind = 'to-answer'`;
  const shown = await inbox(scene, 'manager');
  expect(shown).toHaveLength(100);
  expect(shown.at(-1)).toMatchObject({ kind: 'mention', threadId, read: false });
  const [mail, ...more] = await look(scene, '2026-01-22T07:00:00+01:00');
  expect(more).toEqual([]);
  expect(mail?.body).toContain(`#trad-${threadId}`);
});

test('a last day that is moved is told again, and the one that was is no news', async () => {
  const { scene } = await scenery();
  const { sql, reportId } = scene;
  await tellLastDay(sql, reportId, new Date('2026-01-29T00:00:05+01:00'));
  await sql`update reports set last_comment_day = '2026-02-12' where id = ${reportId}`;
  expect(await inbox(scene, 'staff')).toEqual([]);
  expect(await look(scene, '2026-01-29T07:00:00+01:00')).toEqual([]);
  await tellLastDay(sql, reportId, new Date('2026-02-11T00:00:05+01:00'));
  expect(await inbox(scene, 'staff')).toMatchObject([{ kind: 'last-day', lastDay: '2026-02-12' }]);
  const mails = await look(scene, '2026-02-11T07:00:00+01:00');
  expect(mails.find(({ to }) => to === idOf(scene, 'staff'))?.subject).toMatch(
    /^Sista dagen för kommentarer är torsdag 12 februari/,
  );
});

test('a report whose last day cannot be told holds up nobody’s mail', async () => {
  const { scene, id } = await scenery();
  const { sql } = scene;
  await sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
    create trigger refuse before insert on notices for each row when (new.kind = 'last-day') execute function refuse();`);
  scene.now = new Date('2026-01-29T12:00:00+01:00');
  await said(scene, 'staff', commentOn(id));
  const log = createLog('silent');
  const clock = () => scene.now;
  const post = openPost({ config: null, sql, log, clock });
  const teller = startTeller({ sql, log, clock, post, origin: ORIGIN, canMail: true }, 20);
  onTestFinished(() => teller.close());
  await waitUntil(async () => (await sql`select from mails`).length === 1, 'the mail');
});
