import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import type { Visitor } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openReport, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };
const GOAL = 'Stödet börjar inom två veckor';

async function start() {
  const database = await testDatabase();
  await seedDemo(database.sql, new Date());
  const { origin } = await startApp({ database });
  return { origin, sql: database.sql };
}

const goal = ({ page }: Visitor): Locator =>
  page.locator('section[data-entry]').filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });

async function composing(origin: string, name: string, viewport: typeof PHONE): Promise<Visitor> {
  const guest = await visitAs(origin, name, { name, viewport });
  await openReport(guest);
  await goal(guest).scrollIntoViewIfNeeded();
  await goal(guest)
    .getByRole('button', { name: `Kommentera ${GOAL}` })
    .click();
  return guest;
}

const words = ({ page }: Visitor) => page.getByLabel('Din kommentar');

test('by keys: an @ opens a list, a name is chosen, outlives the reload, and who is named is told', async () => {
  const { origin, sql } = await start();
  const staff = await composing(origin, 'Karin Öberg', WIDE);
  const { page } = staff;
  const list = page.getByRole('listbox', { name: 'Vem menar du?' });
  await words(staff).pressSequentially('Vet du, @');
  await list.waitFor();
  await page.keyboard.type('ann');
  await expect.poll(() => list.getByRole('option').allTextContents()).toEqual(['Annika Lindahlenhetschef']);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => list.count()).toBe(0);
  expect(await words(staff).inputValue()).toBe('Vet du, @ann');
  for (let n = 0; n < 4; n++) await page.keyboard.press('Backspace');
  await page.keyboard.type('@');
  await list.waitFor();
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      return id == null ? null : document.getElementById(id)?.getAttribute('aria-selected');
    });
  expect(await active()).toBe('true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('lind');
  await page.keyboard.press('Enter');
  expect(await words(staff).inputValue()).toBe('Vet du, @Annika Lindahl ');
  await page.keyboard.type('hur det gick?');
  await page.reload();
  await goal(staff)
    .getByRole('button', { name: `Kommentera ${GOAL}` })
    .click();
  expect(await words(staff).inputValue()).toBe('Vet du, @Annika Lindahl hur det gick?');
  await page.getByRole('button', { name: 'Skicka kommentar' }).click();
  const said = page.getByRole('article').filter({ hasText: 'Vet du, @Annika Lindahl hur det gick?' });
  await said.waitFor();
  const [row] = await sql<{ body: string }[]>`select body from thread_posts where body like 'Vet du%'`;
  expect(row?.body).toMatch(/^Vet du, @\{account:[0-9a-f-]{36}\} hur det gick\?$/);

  await said.getByRole('button', { name: 'Ändra', exact: true }).click();
  const edited = page.getByLabel('Ändra din text');
  expect(await edited.inputValue()).toBe('Vet du, @Annika Lindahl hur det gick?');
  await edited.press('Control+End');
  await page.keyboard.type(' Sedan mars.');
  await page.getByRole('button', { name: 'Ändra texten' }).click();
  await page.getByText('hur det gick? Sedan mars.').waitFor();
  expect(await said.locator('.mention').textContent()).toBe('@Annika Lindahl');

  const manager = await visitAs(origin, 'Annika Lindahl', { name: 'manager', viewport: PHONE });
  await manager.page.goto('/inkorg');
  await manager.page.getByRole('link', { name: 'Du är nämnd i en kommentar' }).waitFor();
  expect(await findings(manager.page)).toEqual([]);
  await manager.page.getByRole('link', { name: 'Du är nämnd i en kommentar' }).click();
  await manager.page.getByRole('dialog').getByText('hur det gick? Sedan mars.').waitFor();
  await expect
    .poll(
      () => sql`
        select n.kind from notices n join accounts a on a.id = n.account_id join thread_posts p on p.thread_id = n.thread_id
        where a.name = 'Annika Lindahl' and p.body like 'Vet du%' and not n.read`,
      { timeout: 15_000 },
    )
    .toHaveLength(0);
  expect([...staff.complaints, ...manager.complaints]).toEqual([]);
});

test('on a phone a name is a tap of a thumb; without a name there is nobody to choose', async () => {
  const { origin, sql } = await start();
  const colleagues = await sql<{ id: string }[]>`
    insert into accounts (name) select 'Kollega ' || n from generate_series(1, 8) as n returning id`;
  await sql`
    insert into role_assignments (account_id, role, administration_id, unit_id)
    select colleague, 'staff', r.administration_id, r.unit_id
    from role_assignments r join accounts a on a.id = r.account_id,
      unnest(${colleagues.map(({ id }) => id)}::uuid[]) as colleague
    where a.name = 'Karin Öberg'`;
  const staff = await composing(origin, 'Karin Öberg', PHONE);
  const { page } = staff;
  const option = page.getByRole('option', { name: /Annika Lindahl/ });
  await words(staff).pressSequentially('Hej @an');
  await option.waitFor();
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await option.click();
  expect(await words(staff).inputValue()).toBe('Hej @Annika Lindahl ');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByLabel('Utan namn', { exact: true }).check();
  await words(staff).pressSequentially('och @kar');
  expect(await page.getByRole('option').count()).toBe(0);
  await page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await page.getByRole('article').filter({ hasText: 'Hej @Annika Lindahl och @kar' }).waitFor();
  expect(await sql`select from notices where kind = 'mention' and day >= current_date - 1`).toHaveLength(0);
  expect(staff.complaints).toEqual([]);
});

test('each chooses what mails they want; without an address it is said why there are none', async () => {
  const { origin, sql } = await start();
  const staff = await visitAs(origin, 'Karin Öberg', { viewport: PHONE });
  const { page } = staff;
  await page.goto('/konto');
  await page.getByText('Du har ingen e-postadress här').waitFor();
  await sql`update accounts set email = 'karin@almsjo.example' where name = 'Karin Öberg'`;
  await page.reload();
  expect(await page.getByRole('radio', { name: /^Genast/ }).isChecked()).toBe(true);
  expect(await page.getByRole('checkbox', { name: /^Inga mejl mellan 20 och 07/ }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /^En sammanfattning om dagen/ }).check();
  await page.getByRole('checkbox', { name: /^Inga mejl mellan 20 och 07/ }).uncheck();
  await page.getByRole('button', { name: 'Ändra mina mejl' }).click();
  await page.getByText('Ditt val gäller från och med nu.').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.reload();
  expect(await page.getByRole('radio', { name: /^En sammanfattning/ }).isChecked()).toBe(true);
  const [row] = await sql`select mail_choice, mail_quiet from accounts where name = 'Karin Öberg'`;
  expect(row).toEqual({ mail_choice: 'daily', mail_quiet: false });
  expect(staff.complaints).toEqual([]);
});

test('the administration decides whether mails hold words, and the log says who did', async () => {
  const { origin, sql } = await start();
  const [administrator] = await sql<{ name: string }[]>`
    select a.name from accounts a join role_assignments ra on ra.account_id = a.id
    where ra.role = 'administrator' and a.demo_order is not null limit 1`;
  const guest = await visitAs(origin, administrator?.name ?? '', { viewport: WIDE });
  const { page } = guest;
  await page.goto('/administration/mejl');
  expect(await page.getByRole('radio', { name: /^Nej, bara vad som har hänt/ }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /^Ja, mejlen får innehålla/ }).check();
  await page.getByRole('button', { name: 'Ändra' }).click();
  await page.getByText('Klart.').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Logg' }).click();
  await page.getByText('lät mejl innehålla det som står i kommentarer.').waitFor();
  expect(guest.complaints).toEqual([]);
});
