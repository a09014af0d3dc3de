import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Actor, ThreadAct } from '@delaktig/domain';
import { expect, onTestFinished, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { takePulse } from '../../server/database/pulse.ts';
import { patience } from '../../server/http/patience.ts';
import { createLog } from '../../server/log.ts';
import { openPost } from '../../server/mail/post.ts';
import { createNamelessLimiter, NAMELESS_A_DAY } from '../../server/threads/nameless-limiter.ts';
import { threadUseCases } from '../../server/threads/use-cases.ts';
import { privateFolder } from '../support/data-folder.ts';
import { person, type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { textOf } from '../support/smtp-server.ts';
import { at, look, withMail } from '../support/telling-scene.ts';
import {
  colleagues,
  commentOn,
  inbox,
  postOf,
  said,
  say,
  threadOf,
  viewed,
} from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const NAMELESS = { nameless: true } as const;

async function largeScene(): Promise<{ scene: RoadScene; id: string; others: Actor[] }> {
  const scene = await roadScene();
  return { scene, id: await sectionId(scene, 'Sammanfattning'), others: await colleagues(scene) };
}

test('a thread without a name has a day and nothing else', async () => {
  const { scene, id } = await largeScene();
  const threadId = await said(scene, 'staff', commentOn(id, NAMELESS));
  for (const who of ['manager', 'staff'] as const) {
    expect(await threadOf(scene, who, threadId)).toMatchObject({
      mine: false,
      unread: true,
      mayReopen: false,
    });
    expect(await postOf(scene, who, threadId)).toMatchObject({
      by: null,
      day: '2026-01-21',
      at: null,
      mayEdit: false,
      reactions: [],
    });
  }
});

test('its place among others tells no more than its day does', async () => {
  const { scene, id } = await largeScene();
  const nameless: string[] = [];
  const named: string[] = [];
  for (let hour = 0; hour < 6; hour++) {
    scene.now = new Date(`2026-01-21T${10 + hour}:30:00+01:00`);
    const threadId = await said(scene, 'staff', commentOn(id, { nameless: hour % 2 === 0 }));
    (hour % 2 === 0 ? nameless : named).push(threadId);
  }
  const order = (await viewed(scene, 'manager')).threads.map((thread) => thread.id);
  expect(order).toEqual([...nameless.sort(), ...named]);
});

test('nobody changes it afterwards, the one who wrote it no more than others', async () => {
  const { scene, id } = await largeScene();
  const threadId = await said(scene, 'staff', commentOn(id, NAMELESS));
  const { id: postId } = await postOf(scene, 'staff', threadId);
  for (const who of ['staff', 'manager'] as const) {
    for (const act of [
      { act: 'edit-post', postId, body: 'Inget.' },
      { act: 'delete-post', postId },
    ] as const)
      expect(await say(scene, who, act)).toEqual({ ok: false, reason: 'forbidden' });
  }
  await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Tack.' });
  const reopen = { act: 'reopen-thread', threadId, body: 'Nej.' } as const;
  expect(await say(scene, 'staff', reopen)).toEqual({ ok: false, reason: 'forbidden' });
  expect(await inbox(scene, 'staff')).toEqual([]);
});

test('it is for staff of a unit in which at least eight are staff today', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, 'Sammanfattning');
  const [first] = await colleagues(scene, 6);
  expect(await say(scene, 'staff', commentOn(id, NAMELESS))).toEqual({ ok: false, reason: 'too-few' });
  expect((await viewed(scene, 'staff')).mayBeNameless).toBe(false);
  const eighth = await person(scene.sql, scene.house, 'staff', { name: 'Åttonde Mannen' });
  expect((await viewed(scene, 'staff')).mayBeNameless).toBe(true);
  await said(scene, 'staff', commentOn(id, NAMELESS));
  expect((await viewed(scene, 'manager')).mayBeNameless).toBe(false);
  expect(await say(scene, 'manager', commentOn(id, NAMELESS))).toEqual({ ok: false, reason: 'forbidden' });
  await scene.sql`update role_assignments set valid_to = '2026-01-20' where account_id = ${eighth.accountId}`;
  expect(await say(scene, first ?? 'staff', commentOn(id, NAMELESS))).toEqual({
    ok: false,
    reason: 'too-few',
  });
});

test('all who lead are told, also the one who wrote it, with the day and no clock', async () => {
  const { scene, id } = await largeScene();
  const { sql, house } = scene;
  const both = await person(sql, house, 'staff', { name: 'Frej Lots' });
  await sql`
    insert into role_assignments (account_id, role, administration_id, unit_id)
    values (${both.accountId}, 'manager', ${house.administrationId}, ${house.unitId})`;
  const threadId = await said(scene, both, commentOn(id, NAMELESS));
  const told = await sql<{ id: string; made: Date }[]>`
    select account_id as id, made_at as made from notices where thread_id = ${threadId}`;
  expect(told.map((notice) => notice.id).sort()).toEqual(
    [both.accountId, scene.people.manager.accountId].sort(),
  );
  for (const { made } of told) expect(made.toISOString()).toBe('2026-01-20T23:00:00.000Z');
});

test('five a day from one, however many are sent at once', async () => {
  const { scene, id, others } = await largeScene();
  const limiter = createNamelessLimiter();
  const send = (who: Actor | 'staff', act: ThreadAct) => say(scene, who, act, { limiter });
  const refused = { ...commentOn(id, NAMELESS), anchor: { of: 'row', table: 7, row: 7 } } as const;
  expect(await send('staff', refused)).toEqual({ ok: false, reason: 'not-found' });
  const results = await Promise.all(Array.from({ length: 8 }, () => send('staff', commentOn(id, NAMELESS))));
  expect(results.filter(({ ok }) => ok)).toHaveLength(NAMELESS_A_DAY);
  expect(results.filter((result) => !result.ok && result.reason === 'too-often')).toHaveLength(3);
  expect((await send('staff', commentOn(id))).ok).toBe(true);
  expect((await send(others[0] ?? 'staff', commentOn(id, NAMELESS))).ok).toBe(true);
});

test.each([
  ['author', 'author_id = ACCOUNT'],
  ['clock', 'at = now()'],
  ['trace of change', 'edited = true'],
  ['silence', 'body = null'],
])('the database itself takes no %s of it', async (_what, set) => {
  const { scene, id } = await largeScene();
  const threadId = await said(scene, 'staff', commentOn(id, NAMELESS));
  const change = set.replace('ACCOUNT', `'${scene.people.staff.accountId}'`);
  const query = `update thread_posts set ${change} where thread_id = '${threadId}'`;
  await expect(scene.sql.unsafe(query)).rejects.toThrow(/check constraint/);
});

/** The rows in which a text stands, in any column of any table. */
async function search(sql: Sql, text: string): Promise<{ table: string; row: string }[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const found: { table: string; row: string }[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t`;
    found.push(...rows.filter(({ row }) => row.includes(text)).map(({ row }) => ({ table: name, row })));
  }
  return found;
}

test('nothing in the database, the log or the mail leads from it to the account', async () => {
  const { scene, id } = await largeScene();
  scene.now = new Date('2026-01-21T12:34:56.789+01:00');
  const { sql, people, reportId } = scene;
  const { accountId } = people.staff;
  const before = await search(sql, accountId);
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const pulse = takePulse(sql, log);
  const asked = {
    sql,
    clock: () => scene.now,
    actor: people.staff,
    patience: patience({ log, pulse }),
    compose: () => Promise.reject(new Error('Nothing is written into the text')),
  };
  const mine = threadUseCases(asked);
  const body = 'Det var nog bara jag som såg det.';
  const result = await mine.act(reportId, commentOn(id, { ...NAMELESS, body }));
  if (!result.ok) throw new Error(result.reason);
  const threadId = result.threadId ?? '';
  // A refusal, and a bug that is logged: neither may tell who.
  await mine.act(reportId, commentOn(id, { ...NAMELESS, anchor: { of: 'indicator', id: accountId } }));
  const bug = threadUseCases({ ...asked, clock: () => new Date(Number.NaN) });
  await expect(bug.act(reportId, commentOn(id, NAMELESS))).rejects.toMatchObject({ status: 500 });
  await mine.view(reportId);
  await mine.notices();

  // Not a row of the person's has been made or changed, nor does any name them beside the thread.
  expect(await search(sql, accountId)).toEqual(before);
  const { id: postId } = await postOf(scene, 'manager', threadId);
  const rows = [
    ...(await search(sql, threadId)),
    ...(await search(sql, postId)),
    ...(await search(sql, body)),
  ];
  expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(['threads', 'thread_posts', 'notices']));
  for (const { row } of rows) {
    expect(row).not.toContain(accountId);
    expect(row).not.toContain('Nils Åra');
    for (const clock of row.match(/\d\d:\d\d:\d\d[.\d]*/g) ?? []) expect(clock).toMatch(/:00:00$/);
  }
  expect(lines.join('')).toContain('could not be answered');
  for (const secret of [accountId, 'Nils Åra', threadId, body]) expect(lines.join('')).not.toContain(secret);
  expect(await sql`select from mails`).toHaveLength(0);
});

test('the mails about it come in the morning, and neither they nor what is noted of them know more', async () => {
  const { scene, id } = await largeScene();
  scene.now = new Date('2026-01-21T12:34:56.789+01:00');
  const { sql, people, house } = scene;
  const { accountId } = people.staff;
  await withMail(scene, 'manager', 'staff');
  await sql`update administrations set mail_words = true where id = ${house.administrationId}`;
  await sql`update accounts set mail_quiet = false`;
  const own = await search(sql, accountId);
  const body = `Det var nog bara jag och ${at(people.controller.accountId)} som såg det.`;
  const threadId = await said(scene, 'staff', commentOn(id, { ...NAMELESS, body }));
  expect(await look(scene, '2026-01-21T12:34:57.891+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-22T06:59:59.999+01:00')).toEqual([]);
  expect(await look(scene, '2026-01-22T07:00:00+01:00')).toHaveLength(1);

  const folder = await privateFolder();
  const config = { kind: 'files', folder, from: 'Delaktig <delaktig@kommun.example>' } as const;
  const post = openPost({ config, sql, log: createLog('silent'), clock: () => scene.now });
  onTestFinished(() => post.close());
  await waitUntil(async () => (await sql`select from mails where sent_at is null`).length === 0, 'the mail');
  const mails = readdirSync(folder).map((file) => textOf(readFileSync(path.join(folder, file), 'utf8')));
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(threadId);
  for (const secret of [accountId, 'Nils', 'bara jag', people.controller.accountId, 'Ivar', '@någon'])
    expect(mails[0]).not.toContain(secret);
  // Nothing has been noted of the one who wrote, and of the one who was told no moment of that day.
  expect(await search(sql, accountId)).toEqual(own);
  const noted = (await search(sql, people.manager.accountId)).filter(({ table }) =>
    ['notices', 'mail_turns'].includes(table),
  );
  expect(noted).toHaveLength(2);
  for (const { row } of noted) expect(row).not.toMatch(/12:3|11:3/);
});
