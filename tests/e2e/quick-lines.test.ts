import { sv } from '@delaktig/texts';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import type { Visitor } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openReport, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';

const GOAL = 'Stödet börjar inom två veckor';
const LINES = ['Natten saknas.', 'Stämmer på Strandgatan.', 'Xaqiiqdii maya, habeenkii waa ka badan tahay.'];

const goal = ({ page }: Visitor): Locator =>
  page.locator('section[data-entry]').filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });

/** The demo in which ten more staff have answered, before today, and three of them with a line. */
async function startAnswered(): Promise<string> {
  const database = await testDatabase();
  const { sql } = database;
  await seedDemo(sql, new Date());
  const accounts = await sql<{ id: string }[]>`
    insert into accounts (name) select 'Kollega ' || n from generate_series(1, 10) as n returning id`;
  const ids = accounts.map(({ id }) => id);
  await sql`
    insert into role_assignments (account_id, role, administration_id, unit_id)
    select colleague, 'staff', r.administration_id, r.unit_id
    from role_assignments r join accounts a on a.id = r.account_id, unnest(${ids}::uuid[]) as colleague
    where a.name = 'Karin Öberg'`;
  await sql`
    insert into quick_answers (section_id, account_id, answer, line, day)
    select s.id, colleague, case when at <= 5 then 'not-here' else 'true' end,
      coalesce((${LINES}::text[])[at], ''), '2026-01-10'
    from unnest(${ids}::uuid[]) with ordinality as answered (colleague, at),
      sections s join goals g on g.id = s.goal_id where g.title = ${GOAL} and at <= 8`;
  const { origin } = await startApp({ database });
  return origin;
}

async function reader(origin: string, name: string, width: number): Promise<Visitor> {
  const guest = await visitAs(origin, name, { name, viewport: { width, height: 844 } });
  await openReport(guest);
  return guest;
}

test('lines beside quick answers are told who reads them, and read by those who lead', async () => {
  const origin = await startAnswered();
  const staff = await reader(origin, 'Karin Öberg', 390);
  const own = goal(staff);
  await own.getByRole('button', { name: 'Stämmer inte hos oss' }).click();
  const line = own.getByRole('textbox');
  await line.fill('Ring 19850101-1234 om det.');
  await own.getByText('Det ser ut som ett personnummer.').waitFor();
  await own.getByText('Den som leder avsnittet kan läsa raden', { exact: false }).waitFor();
  await line.fill('Bara på dagen.');
  expect(await findings(staff.page)).toEqual([]);
  await own.getByRole('button', { name: 'Skicka raden' }).click();
  await own.locator('q').getByText('Bara på dagen.').waitFor();
  expect(await own.getByRole('list', { name: /^Rader som/ }).count()).toBe(0);

  const manager = await reader(origin, 'Annika Lindahl', 1440);
  const lines = goal(manager).getByRole('list', { name: 'Rader som någon lämnat (utan namn)' });
  expect(await lines.getByRole('listitem').allTextContents()).toEqual(LINES);
  expect(await findings(manager.page)).toEqual([]);

  // Another answer, pressed before the page has heard of the line that was sent.
  let read = () => {};
  const held = new Promise<void>((resolve) => {
    read = resolve;
  });
  await staff.page.route('**/kommentarer', async (route) => {
    await held;
    await route.continue();
  });
  await line.fill('Också på natten.');
  const isSent = staff.page.waitForResponse((answer) => answer.url().endsWith('/kommentera'));
  await own.getByRole('button', { name: 'Skicka raden' }).click();
  await isSent;
  await own.getByRole('button', { name: 'Stämmer', exact: true }).click();
  await staff.page.getByRole('status').getByText(sv.threads.quick.done).waitFor();
  read();
  await own.locator('q').getByText('Också på natten.').waitFor();
  expect(await own.getByRole('button', { name: 'Stämmer', exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  );

  await own.getByRole('button', { name: 'Ta bort raden' }).click();
  await own.locator('q').waitFor({ state: 'detached' });
  expect([...staff.complaints, ...manager.complaints]).toEqual([]);
});
