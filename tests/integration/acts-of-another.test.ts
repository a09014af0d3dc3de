import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { rightsScene } from '../support/rights-scene.ts';

test.each([
  ['gor', { act: 'mark-ready', despite: 'true' }],
  [
    'kommentera',
    { act: 'comment', anchor: '{"of":"section"}', body: 'Stämmer inte på natten.', nameless: 'false' },
  ],
])('what a page asks for is not done by whoever has signed in beside it: %s', async (address, act) => {
  const app = await startApp();
  const { sql } = app.database;
  const scene = await rightsScene(sql);
  const manager = await scene.person('Annika', 'manager');
  const stand = scene.stands.find((each) => each.report === 'open' && each.section === 'draft');
  if (!stand) throw new Error('There is no such section');
  const ask = async (accountId: string, accept: string) => {
    const answer = await fetch(`${app.origin}/rapporter/${stand.reportId}/${address}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: manager.cookie, accept, origin: app.origin },
      body: new URLSearchParams({ ...act, sectionId: stand.sectionId, account: accountId }),
    });
    return accept === 'application/json' ? answer.json() : [answer.status, answer.headers.get('location')];
  };
  const isDone = async () => {
    const rows = await sql`
      select 1 from sections where id = ${stand.sectionId} and state = 'ready'
      union all select 1 from threads where section_id = ${stand.sectionId}`;
    return rows.length > 0;
  };
  expect(await ask(scene.maria.accountId, 'application/json')).toEqual({ ok: false, reason: 'signed-out' });
  expect(await ask(scene.maria.accountId, 'text/html')).toEqual([302, '/']);
  expect(await isDone()).toBe(false);
  expect(await ask(manager.accountId, 'application/json')).toMatchObject({ ok: true });
  expect(await isDone()).toBe(true);
});
