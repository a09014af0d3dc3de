import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { startSession } from '../../server/accounts/sessions.ts';
import { replaceRoom, sealRoom } from '../../server/database/rooms.ts';
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

test('a section that closes: the writer becomes a reader, and is told that all is saved', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const { page } = await visitor(app.origin, { cookie: staff.cookie });
  await page.goto(`/rapporter/${house.reportId}`);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await editor.click();
  await page.keyboard.type('Sparat.');
  await page.locator('.save-line.saved').waitFor();

  await sql`update sections set mode = 'closed' where report_id = ${house.reportId}`;
  await page.getByRole('status').getByText('Du kan inte längre skriva i ”Avsnitt 0”.').waitFor();
  await page.locator('.prose-field').getByText('Sparat.').waitFor();
  expect(await editor.count()).toBe(0);
  await page.getByRole('button', { name: 'Stäng', exact: true }).click();
  await sql`update sections set mode = 'write' where report_id = ${house.reportId}`;
  await editor.click();
  expect(await page.getByText('Ej inskickade ändringar').count()).toBe(0);
});

/** Two who write in one section: Ali without contact while Moa's section is locked. */
async function lockedWhileAway() {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const [sectionId = ''] = house.sectionIds;
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const own = await visitor(app.origin, {
    cookie: staff.cookie,
    permissions: ['clipboard-read', 'clipboard-write'],
    name: 'own',
  });
  const other = await visitor(app.origin, { cookie: manager.cookie, name: 'other' });
  const link = await sockets(own.context);
  const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Avsnitt 0' });
  await own.page.goto(`/rapporter/${house.reportId}`);
  await other.page.goto(`/rapporter/${house.reportId}`);
  await editorOf(other.page).click();
  await other.page.keyboard.type('Vi började i mars.');
  await other.page.locator('.save-line.saved').waitFor();
  await expect.poll(() => editorOf(own.page).evaluate(writtenWords)).toBe('Vi började i mars.');

  link.cut = true;
  await link.closeAll();
  await editorOf(own.page).click();
  await own.page.keyboard.press('Control+End');
  await own.page.keyboard.type(' Natten fick vänta.');
  await expect.poll(() => keptChanges(own.page)).toEqual({ [staff.accountId]: 19 });
  return { sql, sectionId, own, other, link, editorOf };
}

test('locked while one is away: the words are shown beside the report, stay over a reload, are copied and thrown away', async () => {
  const { sql, sectionId, own, other, link, editorOf } = await lockedWhileAway();
  const { page } = own;
  await sql.begin(async (tx) => {
    await tx`update sections set state = 'ready' where id = ${sectionId}`;
    await sealRoom(tx, sectionId);
  });
  await editorOf(other.page).waitFor({ state: 'detached' });
  link.cut = false;
  const list = page.getByRole('region', { name: 'Ej inskickade ändringar' });
  await list.waitFor({ timeout: 30_000 });
  expect(await editorOf(page).count()).toBe(0);
  expect(await list.getByRole('heading', { level: 3 }).innerText()).toBe('Avsnitt 0');
  expect(await list.locator('.passage').innerText()).toBe('Vi började i mars. Natten fick vänta.');
  expect(await list.locator('mark').innerText()).toBe(' Natten fick vänta.');
  expect(await page.locator('.prose-field').innerText()).toBe('Vi började i mars.');
  expect(await keptChanges(page)).toEqual({});
  await page.getByRole('button', { name: 'Visa orden' }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Ej inskickade ändringar');

  await page.reload();
  await list.locator('mark').waitFor();
  expect(await page.locator('.prose-field').innerText()).toBe('Vi började i mars.');
  await list.getByRole('button', { name: 'Kopiera' }).click();
  await list.getByText('Texten är kopierad.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(' Natten fick vänta.');

  // It would be lost by signing out, which asks.
  await page.getByRole('button', { name: 'ditt konto' }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('19 ändringar').first().waitFor();
  await question.getByRole('button', { name: 'Stanna kvar' }).click();

  // Opened again, the section takes new words, and not the old ones.
  await sql`update sections set state = 'reopened' where id = ${sectionId}`;
  await editorOf(page).waitFor();
  await page.reload();
  await editorOf(page).waitFor();
  expect(await editorOf(page).evaluate(writtenWords)).toBe('Vi började i mars.');

  await list.getByRole('button', { name: 'Kasta …' }).click();
  await list.getByRole('button', { name: 'Behåll' }).click();
  await list.locator('mark').waitFor();
  await list.getByRole('button', { name: 'Kasta …' }).click();
  await list.getByText('Det kan inte fås tillbaka.').waitFor();
  await list.getByRole('button', { name: 'Kasta', exact: true }).click();
  await list.waitFor({ state: 'detached' });
  await page.reload();
  await editorOf(page).waitFor();
  expect(await page.getByText('Natten fick vänta.').count()).toBe(0);
  expect(await keptChanges(page)).toEqual({});
});

test('another text while one is away: nothing of the old one goes into it, and the words are shown', async () => {
  const { sql, sectionId, own, other, link, editorOf } = await lockedWhileAway();
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('En helt ny text.')]);
  doc.getXmlFragment('content').insert(0, [paragraph]);
  await sql.begin((tx) => replaceRoom(tx, sectionId, Y.encodeStateAsUpdate(doc)));
  await expect.poll(() => editorOf(other.page).evaluate(writtenWords)).toBe('En helt ny text.');
  link.cut = false;
  const list = own.page.getByRole('region', { name: 'Ej inskickade ändringar' });
  await list.getByText('Avsnittet fick en annan text innan det kom fram.').waitFor({ timeout: 30_000 });
  expect(await list.locator('mark').innerText()).toBe(' Natten fick vänta.');
  await expect.poll(() => editorOf(own.page).evaluate(writtenWords)).toBe('En helt ny text.');
  await editorOf(own.page).click();
  await own.page.keyboard.press('Control+Home');
  await own.page.keyboard.type('Nu: ');
  await own.page.locator('.save-line.saved').waitFor();
  await expect.poll(() => editorOf(other.page).evaluate(writtenWords)).toBe('Nu: En helt ny text.');
});
