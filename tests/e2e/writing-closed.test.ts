import { expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { keptChanges, sockets } from './kept-words.ts';
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

  const { token } = await startSession(sql, manager.accountId, new Date());
  await context.addCookies([{ name: 'delaktig_session', value: token, url: app.origin }]);
  await banner.getByRole('button', { name: 'Anslut igen' }).click();
  await page.locator('.save-line.saved').waitFor();
  expect(await editor.evaluate(writtenWords)).toBe('Före. Efter.');
  expect(await page.getByText('Du har loggats ut.').count()).toBe(0);
});

test('a page that is older than the server loads itself anew, once, and is then told to', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const { page } = await visitor(app.origin, { cookie: manager.cookie });
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.routeWebSocket(/\/collab/, (socket) => socket.close({ code: 4426, reason: 'old' }));
  await page.goto(`/rapporter/${house.reportId}`);
  await page.getByRole('status').getByText('Delaktig har uppdaterats.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Avsnitt 0' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Läs in sidan på nytt' }).waitFor();
  await expect.poll(() => loads).toBe(2);
});

test('an old page with unsent words keeps them, loads itself anew and sends them', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const { page, context } = await visitor(app.origin, { cookie: manager.cookie });
  const link = await sockets(context);
  await page.goto(`/rapporter/${house.reportId}`);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await editor.click();
  link.cut = true;
  link.code = 4426;
  await page.keyboard.type('Sista orden.');
  const loaded = page.waitForEvent('load');
  await link.closeAll();
  link.cut = false;
  await loaded;
  await page.locator('.save-line.saved').waitFor();
  await expect.poll(() => editor.evaluate(writtenWords)).toBe('Sista orden.');
  await expect.poll(() => keptChanges(page)).toEqual({});
});

test('a section that closes: the writer becomes a reader, is told, and what was unsent waits until it opens', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const { page, context } = await visitor(app.origin, { cookie: staff.cookie });
  const link = await sockets(context);
  const setMode = (mode: string) =>
    sql`update sections set mode = ${mode} where report_id = ${house.reportId}`;
  await page.goto(`/rapporter/${house.reportId}`);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await editor.click();
  await page.keyboard.type('Sparat.');
  await page.locator('.save-line.saved').waitFor();

  await setMode('closed');
  await page.getByRole('status').getByText('Du kan inte längre skriva i ”Avsnitt 0”.').waitFor();
  await page.locator('.prose-field').getByText('Sparat.').waitFor();
  expect(await editor.count()).toBe(0);
  await page.getByRole('button', { name: 'Stäng', exact: true }).click();
  await setMode('write');
  await editor.click();

  link.cut = true;
  await link.closeAll();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Osänt.');
  await expect.poll(() => keptChanges(page)).toEqual({ [staff.accountId]: 7 });
  await page.close();
  link.cut = false;
  await setMode('closed');
  const again = await context.newPage();
  await again.goto(`/rapporter/${house.reportId}`);
  const banner = again.getByRole('status').filter({ hasText: 'Det senaste du skrev kom inte med.' });
  await banner.getByText('Det gäller ”Avsnitt 0”, som är stängt för dig.').waitFor();
  await again.locator('.save-line').getByText('7 osända').waitFor();
  await banner.getByRole('button', { name: 'Kopiera texten' }).waitFor();
  expect(await keptChanges(again)).toEqual({ [staff.accountId]: 7 });

  await setMode('write');
  await again.locator('.save-line.saved').waitFor();
  const reopened = again.getByRole('textbox', { name: 'Avsnitt 0' });
  await reopened.waitFor();
  await expect.poll(() => reopened.evaluate(writtenWords)).toBe('Sparat. Osänt.');
  await expect.poll(() => keptChanges(again)).toEqual({});
});
