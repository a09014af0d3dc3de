import { sv } from '@delaktig/texts';
import type { Locator } from 'playwright-core';
import type { Sql } from 'postgres';
import { expect, test } from 'vitest';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import type { Visitor } from '../support/browser.ts';
import { visitor } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';
import { GOAL, goal, margin, PHONE, reader, sheet, WIDE } from '../support/goal-visit.ts';

async function comment(guest: Visitor, words: string, options: { nameless?: boolean } = {}): Promise<void> {
  await goal(guest)
    .getByRole('button', { name: `Kommentera ${GOAL}` })
    .click();
  await guest.page.getByLabel('Din kommentar').fill(words);
  if (options.nameless) await guest.page.getByLabel('Utan namn', { exact: true }).check();
  await guest.page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await guest.page.getByRole('article').filter({ hasText: words }).first().waitFor();
}

/** The demo with enough people in the unit to hide among. */
async function startWithColleagues(): Promise<{ origin: string; sql: Sql }> {
  const database = await testDatabase();
  const { sql } = database;
  await seedDemo(sql, new Date());
  const accounts = await sql<{ id: string }[]>`
    insert into accounts (name) select 'Kollega ' || n from generate_series(1, 8) as n returning id`;
  await sql`
    insert into role_assignments (account_id, role, administration_id, unit_id)
    select colleague, 'staff', r.administration_id, r.unit_id
    from role_assignments r join accounts a on a.id = r.account_id,
      unnest(${accounts.map(({ id }) => id)}::uuid[]) as colleague
    where a.name = 'Karin Öberg'`;
  const { origin } = await startApp({ database });
  return { origin, sql };
}

const card = (within: Locator, words: string): Locator =>
  within.getByRole('article').filter({ hasText: words });

test('staff on a phone comments and answers quickly; the manager answers, and both see it live', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const manager = await reader(origin, 'Annika Lindahl', WIDE);

  await comment(staff, 'På natten dröjde det fem veckor.');
  expect(await findings(staff.page)).toEqual([]);
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await card(margin(manager), 'På natten dröjde det fem veckor.').waitFor();
  await margin(manager).getByText('Karin Öberg', { exact: true }).waitFor();

  const [figure] = await goal(staff)
    .getByRole('rowheader')
    .getByRole('button', { name: /^Kommentera / })
    .all();
  if (figure === undefined) throw new Error('The goal has figures');
  await figure.click();
  await staff.page.getByLabel('Din kommentar').fill('Vilka fick enkäten?');
  await staff.page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await card(sheet(staff), 'Vilka fick enkäten?').waitFor();
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await card(margin(manager), 'Vilka fick enkäten?').waitFor();

  const quick = goal(staff).getByRole('button', { name: 'Stämmer inte hos oss' });
  await quick.click();
  await expect.poll(() => quick.getAttribute('aria-pressed')).toBe('true');

  // What somebody types is not lost by what others do.
  const first = card(margin(manager), 'På natten dröjde det fem veckor.');
  await first.getByRole('button', { name: /^Visa/ }).click();
  await first.getByRole('button', { name: 'Besvara: vad blev det?' }).click();
  await first.getByLabel('Inte ändrat, därför …').check();
  await first.getByLabel('Varför ändras det inte?').fill('Natten har egna mål.');
  await comment(staff, 'Och en sak till.');
  await card(margin(manager), 'Och en sak till.').waitFor();
  expect(await first.getByLabel('Varför ändras det inte?').inputValue()).toBe('Natten har egna mål.');
  expect(await findings(manager.page)).toEqual([]);
  await first.getByRole('button', { name: 'Besvara', exact: true }).click();
  await first.getByText('Inte ändrat, därför:').waitFor();

  await sheet(staff).getByText('1 oläst').or(sheet(staff).getByText('Oläst')).first().waitFor();
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await staff.page.getByRole('link', { name: /^Inkorg: / }).click();
  await staff.page.getByRole('heading', { name: 'Inkorg', level: 1 }).waitFor();
  expect(await findings(staff.page)).toEqual([]);
  await staff.page.getByRole('link', { name: 'Din kommentar är besvarad' }).first().click();
  const opened = card(sheet(staff), 'På natten dröjde det fem veckor.');
  await opened.getByText('Natten har egna mål.').waitFor();
  expect([...staff.complaints, ...manager.complaints]).toEqual([]);
});

test('without a name nobody sees who it was', async () => {
  const { origin } = await startWithColleagues();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  await comment(staff, 'Vi hinner inte dokumentera.', { nameless: true });
  const seen = card(margin(manager), 'Vi hinner inte dokumentera.');
  await seen.getByText('Utan namn', { exact: true }).waitFor();
  expect(await seen.getByText('Karin').count()).toBe(0);
});

test('words written without a name never go out with one, whatever happens to the page and the unit', async () => {
  const { origin, sql } = await startWithColleagues();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const { page } = staff;
  const words = 'Vi hinner inte dokumentera.';
  const begin = () =>
    goal(staff)
      .getByRole('button', { name: `Kommentera ${GOAL}` })
      .click();
  const nameless = page.getByLabel('Utan namn', { exact: true });
  await begin();
  await page.getByLabel('Din kommentar').fill(words);
  await nameless.check();
  await page.keyboard.press('Escape');
  await begin();
  expect(await page.getByLabel('Din kommentar').inputValue()).toBe(words);
  expect(await nameless.isChecked()).toBe(true);
  await page.reload();
  await begin();
  expect(await page.getByLabel('Din kommentar').inputValue()).toBe(words);
  expect(await nameless.isChecked()).toBe(true);

  await sql`
    update role_assignments set valid_to = current_date - 2
    where role = 'staff' and account_id not in (select id from accounts where name = 'Karin Öberg')`;
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const heard = page.waitForResponse((answer) => answer.url().endsWith('/kommentarer'));
  await comment(manager, 'Hur har ni det med tiden?');
  await (await heard).finished();
  expect(await nameless.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await page.getByText(sv.threads.refused['too-few']).waitFor();
  expect(await sql`select body from thread_posts where body = ${words}`).toEqual([]);

  await page.getByLabel('Med mitt namn').check();
  expect(await nameless.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await card(sheet(staff), words).getByText('Karin Öberg').first().waitFor();
});

test('what is written while a comment is being sent is not lost', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const { page } = staff;
  const field = page.getByLabel('Din kommentar');
  const begin = () =>
    goal(staff)
      .getByRole('button', { name: `Kommentera ${GOAL}` })
      .click();
  let send = () => {};
  const held = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route('**/kommentera', async (route) => {
    await held;
    await route.continue();
  });
  await begin();
  await field.fill('Första meningen.');
  await page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await field.press('End');
  await page.keyboard.type(' Hörs inte.');
  expect(await field.inputValue()).toBe('Första meningen.');
  await page.keyboard.press('Escape');
  await begin();
  await field.press('End');
  await page.keyboard.type(' Andra meningen.');
  send();
  await card(margin(staff), 'Första meningen.').waitFor();
  expect(await field.inputValue()).toBe('Första meningen. Andra meningen.');
  await page.reload();
  await begin();
  expect(await field.inputValue()).toBe('Första meningen. Andra meningen.');
  expect(staff.complaints).toEqual([]);
});

test('a draft outlives the reload, and goes with its account when it signs out', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const { page } = staff;
  const compose = () =>
    goal(staff)
      .getByRole('button', { name: `Kommentera ${GOAL}` })
      .click();
  await compose();
  await page.getByLabel('Din kommentar').fill('Ring 070-123 45 67 om');
  await page.getByText('Det ser ut som ett telefonnummer.').waitFor();
  await page.reload();
  await compose();
  expect(await page.getByLabel('Din kommentar').inputValue()).toBe('Ring 070-123 45 67 om');
  await page.getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await page.getByRole('button', { name: /ditt konto/i }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  await page.waitForURL('**/logga-in');
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('utkast'))),
  ).toEqual([]);
});

test('by keys alone: a comment, the next unread and round the page', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  await goal(staff).getByRole('heading', { name: GOAL }).focus();
  await staff.page.keyboard.press('j');
  await staff.page.keyboard.press('k');
  await staff.page.keyboard.press('c');
  await staff.page.keyboard.type('Helt med tangenter.');
  await staff.page.keyboard.press('Tab');
  await staff.page.getByRole('button', { name: 'Skicka kommentar' }).focus();
  await staff.page.keyboard.press('Enter');
  await card(margin(staff), 'Helt med tangenter.').waitFor();
  await card(margin(manager), 'Helt med tangenter.').waitFor();
  await manager.page.keyboard.press('n');
  const label = () => manager.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(label).toBe('Kommentar från Karin Öberg');
  await expect.poll(() => margin(manager).getByText('Oläst', { exact: true }).count()).toBe(0);
  await manager.page.keyboard.press('F6');
  expect(await manager.page.evaluate(() => document.activeElement?.closest('.mast') !== null)).toBe(true);
});

test('a section with comments that nobody has answered is marked ready with a reason', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await comment(staff, 'Det här är inte besvarat.');
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const own = goal(manager);
  await own.locator('summary').filter({ hasText: 'Klarmarkera …' }).click();
  await own.getByText('1 kommentar är obesvarad.').waitFor();
  await own.getByLabel('Varför klarmarkera ändå?').fill('Vi tar det på mötet i februari.');
  await own.getByRole('button', { name: /^Klarmarkera ändå/ }).click();
  await own.getByText('Klarmarkerat av Annika Lindahl').waitFor();
  expect(manager.complaints).toEqual([]);
});

test('without scripts a comment is a plain form', async () => {
  const { origin } = await startDemo();
  const signedIn = await visitAs(origin, 'Karin Öberg');
  await openReport(signedIn);
  const address = signedIn.page.url();
  const storageState = await signedIn.context.storageState();
  const plain = await visitAsBefore(origin, storageState);
  await plain.page.goto(address);
  const own = goal(plain);
  await own.locator('summary').filter({ hasText: 'Kommentera' }).click();
  await own.getByLabel('Din kommentar').fill('Skrivet utan skript.');
  await own.getByRole('button', { name: 'Skicka kommentar' }).click();
  await goal(plain).getByRole('article').getByText('Skrivet utan skript.').waitFor();
});

/** The same session in a browser that runs no scripts. */
async function visitAsBefore(
  origin: string,
  storageState: Awaited<ReturnType<Visitor['context']['storageState']>>,
): Promise<Visitor> {
  return visitor(origin, { storageState, javaScriptEnabled: false });
}
