import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import { findings } from '../support/findings.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { keptChanges, sockets } from './kept-words.ts';
import { writtenWords } from './written-words.ts';

const PHONE = { width: 390, height: 844 };

/** Someone with words that the server has not got, in a report of one section; their sockets stay cut. */
async function withUnsent(options: Parameters<typeof visitor>[1] = {}) {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const guest = await visitor(app.origin, { cookie: manager.cookie, ...options });
  const link = await sockets(guest.context);
  const { page } = guest;
  await page.goto(`/rapporter/${house.reportId}`);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await editor.click();
  link.cut = true;
  await link.closeAll();
  await page.keyboard.type('Osänt');
  await expect.poll(() => keptChanges(page)).toEqual({ [manager.accountId]: 5 });
  return { app, house, manager, staff, link, editor, ...guest };
}

async function chooseSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'ditt konto' }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
}

const question = (page: Page) => page.getByRole('alertdialog', { name: '5 ändringar är inte skickade' });

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

test('with everything saved one is signed out without a question, and nothing is left behind', async () => {
  const app = await startApp();
  const house = await buildHouse(app.database.sql);
  const manager = await letIn(app.database.sql, house, 'Annika Lind', 'manager');
  const { page } = await visitor(app.origin, { cookie: manager.cookie });
  await page.goto(`/rapporter/${house.reportId}`);
  await page.getByRole('textbox', { name: 'Avsnitt 0' }).click();
  await page.keyboard.type('Sparas.');
  // At once: the last letters may be on their way.
  await chooseSignOut(page);
  await page.waitForURL('/logga-in');
  const left = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    account: localStorage.getItem('delaktig:account'),
  }));
  expect(left).toEqual({ databases: [], account: null });
  await page.goto(`/rapporter/${house.reportId}`);
  await page.waitForURL(/logga-in/);
});

test('with something unsent one is asked; to stay is the first choice, and the words go on', async () => {
  const { page, link, editor } = await withUnsent();
  await chooseSignOut(page);
  const dialog = question(page);
  await dialog.waitFor();
  expect(await dialog.getByRole('listitem').innerText()).toMatch(
    /^Avsnitt 0, 5 ändringar\s+Verksamhetsberättelse 2026, Provenheten$/,
  );
  await expect.poll(() => focused(page)).toBe('Stanna kvar');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toContain('Annika Lind');
  link.cut = false;
  await page.locator('.save-line.saved').waitFor();
  expect(await editor.evaluate(writtenWords)).toBe('Osänt');
});

test('what is sent while one thinks leaves the question', async () => {
  const { page, link } = await withUnsent();
  await chooseSignOut(page);
  await question(page).waitFor();
  link.cut = false;
  const dialog = page.getByRole('alertdialog', { name: 'Nu är allt skickat' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Logga ut' }).click();
  await page.waitForURL('/logga-in');
});

test('thrown away knowingly, by keyboard: nothing is left in the browser, and nothing was sent', async () => {
  const { app, page, house, staff, link, complaints } = await withUnsent();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await chooseSignOut(page);
  await question(page).waitFor();
  await expect.poll(() => focused(page)).toBe('Stanna kvar');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(page)).toBe('Kopiera texten');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('Kasta ändringarna och logga ut');
  await page.keyboard.press('Enter');
  await page.waitForURL('/logga-in');
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(asked).toEqual([]);
  link.cut = false;
  const other = await visitor(app.origin, { cookie: staff.cookie, name: 'other' });
  await other.page.goto(`/rapporter/${house.reportId}`);
  const theirs = other.page.getByRole('textbox', { name: 'Avsnitt 0' });
  await theirs.waitFor();
  expect(await theirs.evaluate(writtenWords)).toBe('');
  expect(complaints.filter((complaint) => complaint.startsWith('thrown'))).toEqual([]);
});

test.each([
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
] as const)(
  'asked for from the start page, $viewport.width px: the words of a report that is not open, with a way to it',
  async (look) => {
    const { page, house, link } = await withUnsent(look);
    await page.goto('/');
    await page.getByRole('contentinfo').getByRole('button', { name: 'Logga ut' }).click();
    await question(page).waitFor();
    expect(await findings(page)).toEqual([]);
    const box = await question(page).boundingBox();
    expect(box?.width).toBeLessThanOrEqual(look.viewport.width);
    for (const button of await question(page).getByRole('button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(look.viewport === PHONE ? 44 : 32);
    }
    await page.keyboard.press('Escape');
    await question(page).waitFor({ state: 'detached' });
    await page.getByRole('contentinfo').getByRole('button', { name: 'Logga ut' }).click();
    link.cut = false;
    await question(page).getByRole('link', { name: 'Verksamhetsberättelse 2026, Provenheten' }).click();
    await page.waitForURL(`/rapporter/${house.reportId}`);
    await page.locator('.save-line.saved').waitFor();
    await expect.poll(() => keptChanges(page)).toEqual({});
  },
);

test('out of contact one stays signed in, and is told', async () => {
  const { page, context, manager } = await withUnsent();
  await chooseSignOut(page);
  await question(page).waitFor();
  await context.setOffline(true);
  await question(page).getByRole('button', { name: 'Kasta ändringarna och logga ut' }).click();
  await page.getByRole('status').getByText('Du är fortfarande inloggad.').waitFor();
  expect(await keptChanges(page)).toEqual({ [manager.accountId]: 5 });
});

test('without JavaScript signing out works as ever', async () => {
  const app = await startApp();
  const house = await buildHouse(app.database.sql);
  const manager = await letIn(app.database.sql, house, 'Annika Lind', 'manager');
  const { page } = await visitor(app.origin, { cookie: manager.cookie, javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Logga ut' }).click();
  await page.waitForURL('/logga-in');
  await page.goto('/');
  await page.waitForURL(/logga-in/);
});
