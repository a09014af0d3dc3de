import { expect, test } from 'vitest';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { openReport, visitAs } from '../support/demo-visit.ts';
import { idOf } from '../support/house.ts';

const GOAL = 'Stödet börjar inom två veckor';

test('what was said is printed with what it became, and with what somebody did not leave it at', async () => {
  const database = await testDatabase();
  const { sql } = database;
  await seedDemo(sql, new Date());
  const account = (name: string) => idOf(sql`select id from accounts where name = ${name}`);
  const [staff, manager] = [await account('Karin Öberg'), await account('Annika Lindahl')];
  const threadId = await idOf(sql`
    insert into threads (report_id, section_id, anchor, for_next_plan, nameless, said, state, reopened, outcome,
      outcome_body, outcome_by, outcome_role, outcome_day, outcome_at, outcome_ordinal)
    select s.report_id, s.id, '{"of":"section"}', false, false, 4, 'closed', true, 'changed',
      'Nu står det sex veckor för natten.', ${manager}, 'manager', '2026-01-21', now(), 3
    from sections s join goals g on g.id = s.goal_id where g.title = ${GOAL} returning id`);
  const posts = [
    [staff, 'staff', 'På natten dröjde det längre.', null],
    [manager, 'manager', `Siffran är för hela dygnet, @{account:${staff}}.`, 'not-changed'],
    [staff, 'staff', 'Natten har en egen mätning.', null],
  ] as const;
  for (const [ordinal, [author, role, body, outcome]] of posts.entries())
    await sql`
      insert into thread_posts (thread_id, nameless, ordinal, author_id, role, day, at, body, outcome)
      values (${threadId}, false, ${ordinal}, ${author}, ${role}, '2026-01-21', now(), ${body}, ${outcome})`;
  const { origin } = await startApp({ database });
  const reader = await visitAs(origin, 'Karin Öberg');
  const { page } = reader;
  await openReport(reader);
  const own = page
    .locator('section[data-entry]')
    .filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) })
    .locator('.said-became');
  await own.getByText('Ni sa – det blev').waitFor();
  await page.emulateMedia({ media: 'print' });
  const lines = (await own.innerText()).split('\n').filter((line) => line.trim() !== '');
  expect(lines.slice(1, 5).map((line) => line.replace(/\s+/g, ' ').trim())).toEqual([
    'På natten dröjde det längre. Karin Öberg',
    'Först: Inte ändrat, därför: Siffran är för hela dygnet, @Karin Öberg. Annika Lindahl',
    'Öppnades igen: Natten har en egen mätning. Karin Öberg',
    'Ändrat',
  ]);
  expect(lines).toContain('Nu står det sex veckor för natten.');
  expect(reader.complaints).toEqual([]);
});
