import { expect, onTestFinished, test } from 'vitest';
import { setMailWish } from '../../server/database/mail-turns.ts';
import { createLog } from '../../server/log.ts';
import { openPost } from '../../server/mail/post.ts';
import { tellLastDay } from '../../server/telling/last-days.ts';
import { startTeller, tellAll } from '../../server/telling/teller.ts';
import { done, person, type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { smtpServer, textOf } from '../support/smtp-server.ts';
import { at, idOf, look, ORIGIN, withMail } from '../support/telling-scene.ts';
import { colleagues, commentOn, inbox, said } from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const SUMMARY = 'Sammanfattning';

async function scenery(): Promise<{ scene: RoadScene; id: string; manager: string }> {
  const scene = await roadScene();
  await withMail(scene, 'manager');
  return { scene, id: await sectionId(scene, SUMMARY), manager: idOf(scene, 'manager') };
}

test('the first three are told at once, and the rest in one mail in the morning', async () => {
  const { scene, id, manager } = await scenery();
  const threads: string[] = [];
  for (let n = 0; n < 5; n++) threads.push(await said(scene, 'staff', commentOn(id)));
  const first = await look(scene, '2026-01-21T12:00:05+01:00');
  expect(first).toHaveLength(3);
  expect(first[0]).toEqual({
    to: manager,
    subject: 'En kommentar väntar på svar · Verksamhetsberättelse 2025',
    body: `Hej Runa!

Verksamhetsberättelse 2025, Provenheten

En kommentar väntar på svar
Avsnitt: Sammanfattning
${ORIGIN}/rapporter/${scene.reportId}#trad-${/#trad-(\S+)/.exec(first[0]?.body ?? '')?.[1]}

Du får det här mejlet från Delaktig. Vill du ha färre mejl, eller inga alls, väljer du det på Mitt konto:
${ORIGIN}/konto#mejl
`,
  });
  expect(await look(scene, '2026-01-21T19:59:00+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-22T06:59:59+01:00')).toEqual([]);
  const summary = await look(scene, '2026-01-22T07:00:00+01:00');
  expect(summary).toMatchObject([{ to: manager, subject: 'Två saker är nya för dig i Delaktig' }]);
  const linked = [...first, ...summary].flatMap(({ body }) => body.match(/(?<=#trad-)\S+/g) ?? []);
  expect(linked.sort()).toEqual(threads.sort());
  expect(await look(scene, '2026-01-22T07:00:01+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-23T07:00:00+01:00')).toEqual([]);
});

test('what comes in quiet hours waits until seven, unless one wants it at night', async () => {
  const { scene, id } = await scenery();
  scene.now = new Date('2026-01-21T21:30:00+01:00');
  await said(scene, 'staff', commentOn(id));
  expect(await look(scene, '2026-01-21T21:30:01+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-22T07:00:00+01:00')).toHaveLength(1);
  await setMailWish(scene.sql, idOf(scene, 'manager'), { choice: 'at-once', quiet: false });
  scene.now = new Date('2026-01-22T22:00:00+01:00');
  await said(scene, 'staff', commentOn(id));
  expect(await look(scene, '2026-01-22T22:00:01+01:00')).toHaveLength(1);
});

test('who wants no mail gets none; a new choice holds for what comes, and for what waits', async () => {
  const { scene, id, manager } = await scenery();
  await setMailWish(scene.sql, manager, { choice: 'none', quiet: true });
  await said(scene, 'staff', commentOn(id));
  expect(await look(scene, '2026-01-21T12:01:00+01:00')).toEqual([]);
  await setMailWish(scene.sql, manager, { choice: 'daily', quiet: true });
  await said(scene, 'staff', commentOn(id));
  expect(await look(scene, '2026-01-21T12:02:00+01:00')).toEqual([]);
  await setMailWish(scene.sql, manager, { choice: 'at-once', quiet: true });
  expect(await look(scene, '2026-01-21T12:03:00+01:00')).toHaveLength(1);
  expect(await look(scene, '2026-01-22T07:00:00+01:00')).toEqual([]);
  expect(await inbox(scene, 'manager')).toHaveLength(2);
});

test('what has been read in the product is in no mail', async () => {
  const { scene, id, manager } = await scenery();
  await setMailWish(scene.sql, manager, { choice: 'daily', quiet: true });
  const [first, second] = [
    await said(scene, 'staff', commentOn(id)),
    await said(scene, 'staff', commentOn(id)),
  ];
  await look(scene, '2026-01-21T12:00:05+01:00');
  await said(scene, 'manager', { act: 'read-threads', threadIds: [first] });
  const [mail, ...more] = await look(scene, '2026-01-22T07:00:00+01:00');
  expect(more).toEqual([]);
  expect(mail?.body).toContain(second);
  expect(mail?.body).not.toContain(first);
});

test('nobody is mailed who cannot sign in, has left, or has no role here any more', async () => {
  const { scene, id, manager } = await scenery();
  const { sql } = scene;
  const others = await colleagues(scene, 3);
  await withMail(scene, ...others);
  const [closed, unlettered, roleless] = others.map(({ accountId }) => accountId);
  const names = others.map(({ accountId }) => at(accountId)).join(' ');
  await said(scene, 'manager', commentOn(id, { body: `Ni då? ${names}` }));
  await sql`update accounts set closed_at = now() where id = ${closed ?? ''}`;
  await sql`update accounts set password_hash = null where id = ${unlettered ?? ''}`;
  await sql`update role_assignments set valid_to = '2026-01-20' where account_id = ${roleless ?? ''}`;
  await said(scene, 'staff', commentOn(id));
  expect(await look(scene, '2026-01-21T12:01:00+01:00')).toMatchObject([{ to: manager }]);
  expect(await look(scene, '2026-01-22T07:00:00+01:00')).toEqual([]);
});

test('two servers that look at once send one mail each thing', async () => {
  const { scene, id } = await scenery();
  const { sql } = scene;
  const others = await colleagues(scene, 6);
  await withMail(scene, ...others);
  const body = others.map(({ accountId }) => at(accountId)).join(' ');
  await said(scene, 'manager', commentOn(id, { body }));
  await said(scene, 'staff', commentOn(id));
  const needs = { sql, log: createLog('silent'), clock: () => scene.now, origin: ORIGIN };
  const counts = await Promise.all(Array.from({ length: 4 }, () => tellAll(needs)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
  const rows = await sql<{ to: string; count: number }[]>`
    select recipient as to, count(*)::int as count from mails group by recipient`;
  expect(rows.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('words are in mails where the administration lets them, and never of a hidden comment', async () => {
  const { scene, id, manager } = await scenery();
  const { sql, house } = scene;
  const hidden = await person(sql, house, 'staff', { name: '' });
  const body = `Var det så, ${at(idOf(scene, 'staff'))} och ${at(hidden.accountId)}?`;
  await said(scene, hidden, commentOn(id, { body }));
  const [without] = await look(scene, '2026-01-21T12:00:05+01:00');
  expect(without?.body).not.toMatch(/Var det så|Nils|Medarbetare/);
  await sql`update administrations set mail_words = true where id = ${house.administrationId}`;
  await said(scene, hidden, commentOn(id, { body }));
  const [words] = await look(scene, '2026-01-21T12:00:06+01:00');
  expect(words?.body).toContain('Medarbetare:\n> Var det så, @Nils Åra och @Medarbetare?\n');
  const threadId = await said(scene, 'staff', commentOn(id, { body: 'Brukaren Berit ramlade.' }));
  await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Nämner en brukare.' });
  const told = await look(scene, '2026-01-21T12:00:07+01:00');
  expect(told.filter(({ to }) => to === manager).length).toBeLessThanOrEqual(1);
  for (const mail of told) expect(mail.body).not.toContain('Berit');
});

test('what is said without a name is told in the morning after, and its words never', async () => {
  const { scene, id, manager } = await scenery();
  const { sql, house } = scene;
  await colleagues(scene);
  await sql`update administrations set mail_words = true where id = ${house.administrationId}`;
  await setMailWish(sql, manager, { choice: 'at-once', quiet: false });
  const words = 'Det var nog bara jag som såg det.';
  await said(scene, 'staff', commentOn(id, { nameless: true, body: words }));
  for (const time of ['21T12:00:01', '21T18:00:00', '21T23:59:59', '22T00:00:01', '22T06:59:59'])
    expect(await look(scene, `2026-01-${time}+01:00`)).toEqual([]);
  // No moment of the day on which it was said has been written down.
  const moments = await sql`select look_at as at from mail_turns where look_at is not null`;
  expect(moments).toEqual([{ at: new Date('2026-01-22T07:00:00+01:00') }]);
  const [mail, ...more] = await look(scene, '2026-01-22T07:00:00+01:00');
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('En kommentar väntar på svar · Verksamhetsberättelse 2025');
  expect(mail?.body).not.toContain(words);
});

test('the last day is told the day before, once each, to those who may comment', async () => {
  const { scene } = await scenery();
  const { sql, reportId } = scene;
  await tellLastDay(sql, reportId, new Date('2026-01-28T12:00:00+01:00'));
  expect(await sql`select from notices`).toHaveLength(0);
  scene.now = new Date('2026-01-29T00:00:05+01:00');
  await Promise.all(Array.from({ length: 4 }, () => tellLastDay(sql, reportId, scene.now)));
  await tellLastDay(sql, reportId, scene.now);
  const told = await sql<{ id: string }[]>`select account_id as id from notices where kind = 'last-day'`;
  const who = ['manager', 'deputy', 'superior', 'controller', 'representative', 'staff'] as const;
  expect(told.map((row) => row.id).sort()).toEqual(who.map((role) => idOf(scene, role)).sort());
  expect(await inbox(scene, 'staff')).toMatchObject([
    { kind: 'last-day', sectionId: null, lastDay: '2026-01-30' },
  ]);
  expect(await look(scene, '2026-01-29T00:01:00+01:00')).toEqual([]);
  const [mail] = await look(scene, '2026-01-29T07:00:00+01:00');
  expect(mail?.subject).toMatch(/^Sista dagen för kommentarer är fredag 30 januari/);
  expect(mail?.body).toContain(`${ORIGIN}/rapporter/${reportId}\n`);
});

test('a section that waits is told those who have the next word, and is no news when they have had it', async () => {
  const { scene, id } = await scenery();
  const deputyIds = [idOf(scene, 'deputy')];
  await done(scene, 'manager', { act: 'give-section', sectionIds: [id], deputyIds });
  expect(await inbox(scene, 'deputy')).toMatchObject([{ kind: 'given', sectionId: id }]);
  await done(scene, 'manager', { act: 'give-section', sectionIds: [id], deputyIds });
  await done(scene, 'deputy', { act: 'mark-ready', sectionId: id, despite: true });
  expect(await inbox(scene, 'manager')).toMatchObject([{ kind: 'waiting', sectionId: id }]);
  expect(await inbox(scene, 'superior')).toEqual([]);
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: true });
  expect(await inbox(scene, 'manager')).toEqual([]);
  expect(await inbox(scene, 'superior')).toMatchObject([{ kind: 'waiting', sectionId: id }]);
  await done(scene, 'superior', { act: 'reopen', sectionId: id, reason: 'Säg mer.' });
  expect(await inbox(scene, 'superior')).toEqual([]);
  expect((await inbox(scene, 'deputy')).map(({ kind }) => kind).sort()).toEqual(['given', 'returned']);
});

test('mails arrive through the line, and the teller looks by itself', async () => {
  const { scene, id, manager } = await scenery();
  const server = await smtpServer();
  const { sql } = scene;
  const log = createLog('silent');
  const config = {
    kind: 'smtp',
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'Delaktig <delaktig@kommun.example>',
  } as const;
  const clock = () => scene.now;
  const post = openPost({ config, sql, log, clock });
  const teller = startTeller({ sql, log, clock, post, origin: ORIGIN, canMail: true }, 20);
  onTestFinished(async () => {
    await teller.close();
    await post.close();
  });
  const threadId = await said(scene, 'staff', commentOn(id));
  await waitUntil(() => server.mails.length === 1, 'the mail');
  expect(server.mails[0]?.to).toEqual([`${manager}@fyr.example`]);
  expect(textOf(server.mails[0]?.data ?? '')).toContain(`#trad-${threadId}`);
});
