import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { writtenWords } from './written-words.ts';

test('signed out elsewhere: it is said, the words stay and can be copied, and go on after a new sign-in', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const { page, context } = await visitor(app.origin, {
    cookie: manager.cookie,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.goto(`/rapporter/${house.reportId}`);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await editor.click();
  await page.keyboard.type('Före.');
  await page.locator('.save-line.saved').waitFor();

  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'ditt konto' }).click();
  await other.getByRole('menuitem', { name: 'Logga ut' }).click();
  const banner = page.getByRole('status').filter({ hasText: 'Du har loggats ut.' });
  await banner.waitFor();
  expect(await banner.innerText()).toContain('Allt du skrivit är sparat.');
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Efter.');
  await banner.getByText('7 ändringar').waitFor();
  await banner.getByRole('button', { name: 'Kopiera texten' }).click();
  await banner.getByText('Texten är kopierad.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Före. Efter.');

  const again = await letIn(sql, house, 'Annika Lind igen', 'manager');
  const [name = '', value = ''] = again.cookie.split('=');
  await context.addCookies([{ name, value, url: app.origin }]);
  await banner.getByRole('button', { name: 'Anslut igen' }).click();
  await page.locator('.save-line.saved').waitFor();
  expect(await editor.evaluate(writtenWords)).toBe('Före. Efter.');
  expect(await page.getByText('Du har loggats ut.').count()).toBe(0);
});

test('a page that is older than the server is asked to reload before it may do harm', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const { page } = await visitor(app.origin, { cookie: manager.cookie });
  await page.routeWebSocket(/\/collab/, (socket) => socket.close({ code: 4426, reason: 'old' }));
  await page.goto(`/rapporter/${house.reportId}`);
  await page.getByRole('status').getByText('Delaktig har uppdaterats.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Avsnitt 0' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Läs in sidan på nytt' }).waitFor();
});
