import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';

test('a page reads its report and comments anew; what it may not read any more it is told, by no status', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const { accountId, cookie } = await letIn(sql, house, 'Runa Fyr', 'manager');
  const ask = (address: string, headers = {}) => fetch(`${app.origin}/rapporter/${address}`, { headers });

  const read = await ask(`${house.reportId}/nu`, { cookie });
  expect([read.status, read.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await read.json()).toMatchObject({ accountId, report: { id: house.reportId } });
  expect(await (await ask(`${house.reportId}/kommentarer`, { cookie })).json()).toMatchObject({ accountId });

  const gone = await ask(`${crypto.randomUUID()}/nu`, { cookie });
  expect([gone.status, await gone.json()]).toEqual([200, { accountId, report: null }]);
  await sql`delete from role_assignments where account_id = ${accountId}`;
  const shut = await ask(`${house.reportId}/nu`, { cookie });
  expect([shut.status, await shut.json()]).toEqual([200, { accountId, report: null }]);
  expect((await ask(`${house.reportId}/kommentarer`, { cookie })).status).toBe(404);

  for (const address of ['nu', 'kommentarer']) {
    const nobody = await ask(`${house.reportId}/${address}`);
    expect([nobody.status, await nobody.text()]).toEqual([401, '']);
  }
});

test('without its database it is an outage for them, never a refusal', async () => {
  const database = await openTestDatabase();
  const app = await startApp({ database });
  const house = await buildHouse(database.sql);
  const { cookie } = await letIn(database.sql, house, 'Runa Fyr', 'manager');
  await database.close();
  for (const address of ['nu', 'kommentarer']) {
    const answer = await fetch(`${app.origin}/rapporter/${house.reportId}/${address}`, {
      headers: { cookie },
    });
    expect(answer.status).toBe(503);
  }
});
