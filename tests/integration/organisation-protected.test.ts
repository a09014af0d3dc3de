import { encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import { expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { createLog } from '../../server/log.ts';
import { startApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { type PageClient, pageClient } from '../support/page-client.ts';
import { waitUntil } from '../support/wait-until.ts';

const NAME = 'Maria Kokkonen';
const TOLD = /kokkonen|maria\.k/i;

/** The demo with a server whose log is read, and a section that has been given to the person. */
async function scene() {
  const database = await testDatabase();
  const { sql } = database;
  await seedDemo(sql, new Date());
  let said = '';
  const log = createLog('trace', {
    write(line) {
      said += line;
    },
  });
  const app = await startApp({ database, log });
  const ids = new Map((await sql`select id, name from accounts`).map(({ id, name }) => [name, id as string]));
  const idOf = (name: string) => ids.get(name) ?? '';
  await sql`update accounts set email = 'maria.k@almsjo.example', username = 'kokkonen' where id = ${idOf(NAME)}`;
  // What people have written in reports is theirs to mend: it names nobody here.
  await sql`update activities set responsible = null`;
  const cookieOf = async (name: string) =>
    `delaktig_session=${(await startSession(sql, idOf(name), new Date())).token}`;
  const post = async (path: string, cookie: string, fields: Record<string, string>) => {
    const headers = { cookie, origin: app.origin };
    return fetch(app.origin + path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  };
  const [given] = await sql`select section_id from section_deputies where account_id = ${idOf(NAME)}`;
  const sectionId: string = given?.section_id;
  return { sql, app, idOf, cookieOf, post, sectionId, said: () => said };
}

/** Every page that links lead to from some, with what it says. */
async function everyPage(origin: string, cookie: string, from: readonly string[]) {
  const pages = new Map<string, string>();
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const response = await fetch(origin + path, { headers: { cookie } });
    const text = await response.text();
    pages.set(path, text);
    if (!response.headers.get('content-type')?.includes('html')) continue;
    for (const [, href = ''] of text.matchAll(/<a [^>]*href="([^"#]+)/g)) {
      const address = href.replaceAll('&amp;', '&');
      if (address.startsWith('/') || address.startsWith('?')) {
        const { pathname, search } = new URL(address, origin + path);
        waiting.push(pathname + search);
      }
    }
  }
  return pages;
}

const EVERYBODY = [
  'Karin Öberg',
  'Annika Lindahl',
  'Eva Norén',
  'Jonas Åkerlund',
  'Birgitta Sandell',
  'Tomas Wikström',
  'Petra Lundgren',
];

async function pagesThatTell({ app, cookieOf }: Awaited<ReturnType<typeof scene>>): Promise<string[]> {
  const telling: string[] = [];
  for (const name of [...EVERYBODY, null]) {
    const cookie = name === null ? '' : await cookieOf(name);
    const pages = await everyPage(app.origin, cookie, ['/', '/logga-in', '/konto']);
    for (const [path, text] of pages) if (TOLD.test(text)) telling.push(`${name}: ${path}`);
  }
  return telling;
}

test('someone with a protected identity is shown by role, to everybody, everywhere', async () => {
  const visit = await scene();
  const { sql, app, idOf, cookieOf, post, said } = visit;
  const admin = await cookieOf('Tomas Wikström');
  const path = `/administration/personer/${idOf(NAME)}`;
  // An act that is told with the name as long as there is one.
  expect((await post(path, admin, { intent: 'close' })).status).toBe(200);
  expect((await post(path, admin, { intent: 'reopen' })).status).toBe(200);
  const before = await pagesThatTell(visit);
  // Who looks for nothing finds nothing: the name is on pages of each kind before.
  for (const page of ['/administration/personer', path, '/administration/logg', '/administration/logg.csv']) {
    expect(before).toContain(`Tomas Wikström: ${page}`);
  }
  expect(before).toContain('null: /logga-in');
  expect(before.some((page) => page.startsWith('Annika Lindahl: /rapporter/'))).toBe(true);

  expect((await post(path, admin, { intent: 'protect' })).status).toBe(200);

  expect(await pagesThatTell(visit)).toEqual([]);
  const own = await everyPage(app.origin, await cookieOf(NAME), ['/', '/konto']);
  expect(own.get('/')).toContain('Biträdande enhetschef');
  expect(
    [...own].filter(([page, text]) => page !== '/konto' && TOLD.test(text)).map(([page]) => page),
  ).toEqual([]);
  for (const table of ['accounts', 'audit_log', 'sessions', 'road_acts', 'mails']) {
    const rows = await sql`select to_jsonb(t) - 'email' as row from ${sql(table)} t`;
    expect(JSON.stringify(rows)).not.toMatch(TOLD);
  }
  expect(said()).not.toMatch(TOLD);
  const list = await (
    await fetch(`${app.origin}/administration/personer`, { headers: { cookie: admin } })
  ).text();
  expect(list).toContain('Biträdande enhetschef 1');
}, 90_000);

const caret = (clientId: number, clock: number) =>
  encodeAwareness(encodeAwarenessEntries([{ clientId, clock, state: { user: {}, cursor: { anchor: 1 } } }]));

const shown = (client: PageClient, sectionId: string) =>
  client.writersIn(sectionId)?.map(({ name, initials }) => `${name} ${initials}`);

test('whoever becomes protected while they write comes back under their role, and goes back to their name', async () => {
  const { sql, app, idOf, cookieOf, post, sectionId } = await scene();
  const url = app.origin.replace('http', 'ws');
  const admin = await cookieOf('Tomas Wikström');
  const manager = await pageClient(url, await cookieOf('Annika Lindahl'));
  const cookie = await cookieOf(NAME);
  const [section] = await sql`select report_id from sections where id = ${sectionId}`;
  manager.watch(section?.report_id);
  await manager.open(1, sectionId);

  const writer = await pageClient(url, cookie);
  await writer.open(1, sectionId);
  writer.send({ kind: 'data', channel: 1, data: caret(7, 1) });
  await waitUntil(() => shown(manager, sectionId)?.includes(`${NAME} MK`), 'the writer by name');

  const heard = manager.raw.received.length;
  const path = `/administration/personer/${idOf(NAME)}`;
  const began = performance.now();
  expect((await post(path, admin, { intent: 'protect' })).status).toBe(200);
  await waitUntil(() => writer.raw.code !== null, 'the socket closed');
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(writer.raw.code).toBe(4510);
  await waitUntil(() => shown(manager, sectionId)?.length === 0, 'nobody writes');

  const again = await pageClient(url, cookie);
  await again.open(1, sectionId);
  again.send({ kind: 'data', channel: 1, data: caret(7, 2) });
  await waitUntil(
    () => shown(manager, sectionId)?.includes('Biträdande enhetschef BE'),
    'the writer by role',
  );
  const frames = [...manager.raw.received.slice(heard), ...again.raw.received];
  expect(frames.map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n')).not.toMatch(TOLD);

  expect((await post(path, admin, { intent: 'unprotect', name: NAME })).status).toBe(200);
  await waitUntil(() => again.raw.code === 4510, 'the socket closed again');
});
