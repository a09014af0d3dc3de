import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import routes from '../../app/routes.ts';
import type { Sql } from '../../server/database/connect.ts';
import { insertNotices } from '../../server/database/threads-notices.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { idOf } from '../support/house.ts';
import { pasted } from '../support/made-up-roster.ts';
import { giveRole } from '../support/organisation-scene.ts';
import { rightsScene, type Someone } from '../support/rights-scene.ts';

const APP = path.join(import.meta.dirname, '../../app');

/** Acts that are nobody's: what they do is the same whoever has signed in since the page was made. */
const OF_NOBODY: Record<string, string> = {
  'routes/sign-in.tsx': 'says itself who signs in',
  'routes/sign-out.ts': 'ends whatever session the browser has',
  'routes/welcome.tsx': 'is of the one whose code it is',
  'routes/forgotten.tsx': 'is asked for without having signed in',
  'routes/theme.ts': 'is of the browser',
};

const LISTED = {
  name: 'Tuva Alm',
  email: 'tuva@exempel.se',
  mobile: '',
  unit: 'Hemnära stöd',
  group: '',
  role: 'Medarbetare',
};

/** An act of the page that would change something, and where it is posted. `readsOnly`: it shows what would be done. */
type Act = { at: string; fields: Record<string, string>; readsOnly?: boolean };

async function actsIn(sql: Sql) {
  const scene = await rightsScene(sql);
  const stand = scene.stands.find((each) => each.report === 'open' && each.section === 'draft');
  if (!stand) throw new Error('There is no such section');
  const { reportId, sectionId } = stand;
  const { administrationId, unitId } = scene;
  const manager = await scene.person('Annika', 'manager');
  await giveRole(sql, manager.accountId, 'administrator', { administrationId });
  const { accountId: staffId } = await scene.person('Ulla', 'staff');
  const told = { reportId, sectionId, threadId: null, day: '2026-01-21', at: new Date('2026-01-21T12:00Z') };
  await insertNotices(sql, [manager.accountId], { kind: 'returned', ...told });
  const id = await idOf(sql<{ id: string }[]>`update notices set mail = 'done' returning id`);
  const person = `/administration/personer/${staffId}`;
  const acts: Record<string, Act> = {
    'routes/account.tsx': { at: '/konto', fields: { intent: 'mail', choice: 'none' } },
    'routes/invitations.tsx': {
      at: '/administration/inbjudningar',
      fields: { intent: 'print', person: staffId },
    },
    'routes/person-access.tsx': { at: `${person}/inloggning`, fields: { username: 'ulla.ek' } },
    'routes/people-import.tsx': {
      at: '/administration/personer/las-in',
      fields: { intent: 'read', administration: administrationId, text: pasted([LISTED]) },
      readsOnly: true,
    },
    'routes/import.tsx': {
      at: '/las-in',
      fields: { intent: 'create', text: 'Sammanfattning', kind: 'VB', year: '2031', unit: unitId },
    },
    'routes/report-act.ts': {
      at: `/rapporter/${reportId}/gor`,
      fields: { act: 'mark-ready', sectionId, despite: 'true' },
    },
    'routes/thread-act.ts': {
      at: `/rapporter/${reportId}/kommentera`,
      fields: { act: 'comment', sectionId, anchor: '{"of":"section"}', body: 'Stämmer inte på natten.' },
    },
    'routes/inbox.tsx': { at: '/inkorg', fields: { id } },
    'routes/administration.tsx': {
      at: '/administration',
      fields: { intent: 'add-unit', name: 'Norr', initials: 'NO' },
    },
    'routes/administration.unit.tsx': {
      at: `/administration/enheter/${unitId}`,
      fields: { intent: 'add-group', name: 'Helg' },
    },
    'routes/administration.new-person.tsx': {
      at: '/administration/personer/ny',
      fields: {
        name: 'Ny Person',
        email: 'ny@exempel.se',
        mobile: '',
        role: 'staff',
        unit: unitId,
        from: '',
        to: '',
        protectionArea: '',
      },
    },
    'routes/administration.person.tsx': {
      at: person,
      fields: { intent: 'details', name: 'Ulla Ek', email: 'ulla@exempel.se', mobile: '' },
    },
    'routes/administration.approval.tsx': {
      at: '/administration/godkannande',
      fields: { target: 'VB', approver: 'manager' },
    },
    'routes/administration.mail.tsx': { at: '/administration/mejl', fields: { words: 'on' } },
  };
  return { acts, manager, other: scene.maria };
}

/** Every row, but for what the session of the one who asks writes of itself. */
async function everything(sql: Sql): Promise<unknown> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sessions' order by 1`;
  return Promise.all(
    tables.map(async ({ name }) => [
      name,
      (await sql`select t::text as row from ${sql(name)} t order by 1`).map(({ row }) => row),
    ]),
  );
}

function post({ origin }: TestApp, { at, fields }: Act, as: Someone, account: string, accept: string) {
  return fetch(origin + at, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: as.cookie, accept, origin },
    body: new URLSearchParams({ ...fields, account }),
  });
}

/** The forms of a page that post, but for the theme and signing out. */
function formsIn(page: string): string[] {
  const forms = page.match(/<form[^>]* method="post"[\s\S]*?<\/form>/g) ?? [];
  return forms.filter((form) => !/^<form[^>]* action="\/(tema|logga-ut)"/.test(form));
}

test('every route that takes a form is tried here, or is of nobody', async () => {
  const taking = routes.map(({ file }) => file).filter((file) => takesForms(file));
  const app = await startApp();
  const { acts } = await actsIn(app.database.sql);
  expect([...Object.keys(acts), ...Object.keys(OF_NOBODY)].sort()).toEqual(taking.sort());
});

function takesForms(file: string): boolean {
  return /^export .*\baction\b/m.test(readFileSync(path.join(APP, file), 'utf8'));
}

test('what a page asks for is not done by whoever has signed in since, and each form says for whom it was made', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const { acts, manager, other } = await actsIn(sql);
  for (const [file, act] of Object.entries(acts)) {
    const page = await fetch(app.origin + act.at, { headers: { cookie: manager.cookie } });
    expect([file, page.status]).toEqual([file, 200]);
    const forms = formsIn(await page.text());
    expect(forms.length, file).toBeGreaterThan(0);

    const before = await everything(sql);
    for (const [since, made] of [
      [manager, other],
      [other, manager],
    ] as const) {
      const refused = await post(app, act, since, made.accountId, 'text/html');
      expect([file, refused.status, refused.headers.get('location')]).toEqual([file, 302, '/']);
    }
    expect(await everything(sql), file).toEqual(before);

    const own = await post(app, act, manager, manager.accountId, 'text/html');
    expect(own.status, file).toBeLessThan(400);
    expect(own.headers.get('location'), file).not.toBe('/');
    if (!act.readsOnly) expect(await everything(sql), file).not.toEqual(before);
    forms.push(...formsIn(await own.text()));
    for (const form of forms) expect(form, file).toContain(`name="account" value="${manager.accountId}"`);
  }
});

test.each(['routes/report-act.ts', 'routes/thread-act.ts'])(
  'a page that is alive is told that its person has signed out: %s',
  async (file) => {
    const app = await startApp();
    const { acts, manager, other } = await actsIn(app.database.sql);
    const act = acts[file];
    if (act === undefined) throw new Error('There is no such act');
    const ask = async (account: string) =>
      (await post(app, act, manager, account, 'application/json')).json() as Promise<unknown>;
    expect(await ask(other.accountId)).toEqual({ ok: false, reason: 'signed-out' });
    expect(await ask(manager.accountId)).toMatchObject({ ok: true });
  },
);
