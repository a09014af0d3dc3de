import { describe, expect, test } from 'vitest';
import { makeCode } from '../../server/accounts/codes.ts';
import { createLog } from '../../server/log.ts';
import { newcomer, twoAdministrations } from '../support/administration.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { smtpServer, textOf } from '../support/smtp-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const ORIGIN = 'https://delaktig.example';
const PRODUCTION = { DELAKTIG_MODE: 'production', DELAKTIG_ORIGIN: ORIGIN };

type Asked = { cookie?: string; form?: [string, string][]; origin?: string };

/** As a browser asks, without JavaScript. */
async function ask(app: TestApp, path: string, { cookie = '', form, origin }: Asked = {}) {
  const at = `http://127.0.0.1:${app.port}`;
  const own =
    app.origin.startsWith('http://localhost:') && app.origin.endsWith(`:${app.port}`) ? at : app.origin;
  const answer = await fetch(`${at}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    body: form === undefined ? undefined : new URLSearchParams(form),
    headers: { cookie, ...(form === undefined ? {} : { origin: origin ?? own }) },
    redirect: 'manual',
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** The page without what differs between any two answers. */
const told = (html: string) =>
  html.replace(/nonce="[^"]*"|content="[A-Za-z0-9+/=]{24}"/g, '').replace(/\d{13}/g, '');

describe('in production', () => {
  test('a forgotten password comes by the mail server that is configured, with the address that people use', async () => {
    const mail = await smtpServer();
    const env = {
      ...PRODUCTION,
      DELAKTIG_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      DELAKTIG_MAIL_FROM: 'Delaktig <delaktig@kommun.example>',
    };
    const app = await startApp({ env });
    const house = await buildHouse(app.database.sql);
    await newcomer(app.database.sql, [house], { email: 'runa@fyr.example' });
    const unknown = await ask(app, '/glomt-losenord', { form: [['identifier', 'ingen@fyr.example']] });
    const known = await ask(app, '/glomt-losenord', { form: [['identifier', 'runa@fyr.example']] });
    expect(known.status).toBe(200);
    expect(told(known.body)).toBe(told(unknown.body));
    await waitUntil(() => mail.mails.length === 1, 'the mail');
    expect(textOf(mail.mails[0]?.data ?? '')).toMatch(/^https:\/\/delaktig\.example\/valkommen\/[\w-]{43}$/m);
  });

  test('without a mail server pages say so, nothing is put in line, and slips remain', async () => {
    const app = await startApp({ env: { ...PRODUCTION, DELAKTIG_ORIGIN: 'http://localhost:3999' } });
    const { sql } = app.database;
    const { own, administrator } = await twoAdministrations(sql);
    const id = await newcomer(sql, [own], { email: 'runa@fyr.example' });
    const { cookie } = administrator;
    expect((await ask(app, '/glomt-losenord')).body).toContain('skickar ingen e-post');
    await ask(app, '/glomt-losenord', { form: [['identifier', 'runa@fyr.example']] });
    const listed = await ask(app, '/administration/inbjudningar', { cookie });
    expect(listed.body).toContain('skickar ingen e-post');
    expect(listed.body).not.toContain('Skicka inbjudan med e-post</button>');
    const form: [string, string][] = [
      ['intent', 'mail'],
      ['person', id],
    ];
    expect((await ask(app, '/administration/inbjudningar', { cookie, form })).body).toContain(
      'Ingen inbjudan skickades',
    );
    expect(await sql`select 1 from mails`).toHaveLength(0);
    const printed = await ask(app, '/administration/inbjudningar', {
      cookie,
      form: [
        ['intent', 'print'],
        ['person', id],
      ],
    });
    expect(printed.body).toMatch(/<code>[2346789BCDFGHJKMPQRTVWXY]{4}-/);
    expect(printed.headers.get('cache-control')).toBe('no-store');
  });
});

describe('for those who may not', () => {
  test('pages and acts of administrators are closed, and nothing happens', async () => {
    const app = await startApp({ env: { DELAKTIG_DATA_DIR: privateFolder() } });
    const { sql } = app.database;
    const { own, stranger, administrator } = await twoAdministrations(sql);
    const id = await newcomer(sql, [own], { email: 'runa@fyr.example' });
    const manager = await letIn(sql, own, 'Moa Chef', 'manager');
    const person = `/administration/personer/${id}/inloggning`;
    const acts: [string, [string, string][]][] = [
      [
        '/administration/inbjudningar',
        [
          ['intent', 'mail'],
          ['person', id],
        ],
      ],
      [
        '/administration/inbjudningar',
        [
          ['intent', 'print'],
          ['person', id],
        ],
      ],
      [person, [['intent', 'mail']]],
      [person, [['intent', 'print']]],
      [person, [['intent', 'end-all']]],
      [person, [['username', 'lind-4821']]],
    ];
    for (const { cookie } of [stranger, manager, { cookie: '' }]) {
      expect([302, 403, 404]).toContain((await ask(app, person, { cookie })).status);
      for (const [path, form] of acts) {
        const { body, status } = await ask(app, path, { cookie, form });
        expect(status, path).toBeLessThan(500);
        expect(body, `${path} ${status}`).not.toMatch(/<code>|runa@fyr|lind-4821 nu/);
      }
    }
    expect((await ask(app, '/administration/inbjudningar', { cookie: manager.cookie })).status).toBe(403);
    const foreign = await ask(app, '/administration/inbjudningar', { cookie: stranger.cookie });
    expect(foreign.body).not.toContain('Runa Fyr');
    expect(await sql`select 1 from access_codes`).toHaveLength(0);
    expect(await sql`select 1 from mails`).toHaveLength(0);
    expect(await sql`select 1 from audit_log`).toHaveLength(0);
    expect(await sql`select 1 from accounts where username is not null`).toHaveLength(0);
    // The same acts, asked for by whoever may.
    for (const [path, form] of acts) {
      expect((await ask(app, path, { cookie: administrator.cookie, form })).status, path).toBe(200);
    }
    expect(await sql`select 1 from audit_log`).toHaveLength(acts.length - 1);
  });

  test('a code cannot be used from another site’s page', async () => {
    const app = await startApp();
    const { sql } = app.database;
    const accountId = await newcomer(sql, [await buildHouse(sql)]);
    const { secret } = await sql.begin((tx) =>
      makeCode(tx, { accountId, purpose: 'invite', way: 'sheet', now: new Date() }),
    );
    const form: [string, string][] = [
      ['code', secret],
      ['password', 'fyrvaktarens katt'],
    ];
    expect((await ask(app, '/valkommen', { form, origin: 'https://ond.example' })).status).toBe(403);
    const used = await ask(app, '/valkommen', { form });
    expect(used.status).toBe(302);
    expect(used.headers.get('set-cookie')).toMatch(
      /^delaktig_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/,
    );
  });
});

test('the key of a link is in no line of the log, whatever fails', async () => {
  const database = await testDatabase();
  const { sql } = database;
  let said = '';
  const app = await startApp({ database, log: createLog('trace', { write: (line) => (said += line) }) });
  const house = await buildHouse(sql);
  const { cookie } = await letIn(sql, house, 'Runa Fyr', 'staff');
  const accountId = await newcomer(sql, [house]);
  const { secret } = await sql.begin((tx) =>
    makeCode(tx, { accountId, purpose: 'invite', way: 'mail', now: new Date() }),
  );
  expect((await ask(app, `/valkommen/${secret}`)).status).toBe(200);
  await sql`alter table access_codes rename to hidden_codes`;
  expect((await ask(app, `/valkommen/${secret}`)).status).toBe(500);
  await sql`alter table sessions rename to hidden_sessions`;
  expect((await ask(app, `/valkommen/${secret}`, { cookie })).status).toBe(500);
  expect(said).toContain('/valkommen/…');
  expect(said).not.toContain(secret);
});
