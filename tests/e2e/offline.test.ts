import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import type { House } from '../support/house.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { keptChanges, sockets } from './kept-words.ts';
import { writtenWords } from './written-words.ts';

/** A report in which two may write, served; `annika` has a browser with one page, `ali` one that only looks on. */
async function setUp(sections = 1) {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql, { sections });
  const annika = await letIn(sql, house, 'Annika Lind', 'manager');
  const ali = await letIn(sql, house, 'Ali Rezai', 'staff');
  const own = await visitor(app.origin, { cookie: annika.cookie, name: 'own' });
  const other = await visitor(app.origin, { cookie: ali.cookie, name: 'other' });
  return { app, sql, house, annika, ali, own, other };
}

const field = (page: Page, section: number) =>
  page.getByRole('textbox', { name: `Avsnitt ${section}`, exact: true });

async function open(page: Page, house: House): Promise<void> {
  await page.goto(`/rapporter/${house.reportId}`);
  await field(page, 0).waitFor();
}

async function type(page: Page, section: number, words: string): Promise<void> {
  // A section far below is no textbox before it is near.
  await page.getByRole('heading', { name: `Avsnitt ${section}`, exact: true }).scrollIntoViewIfNeeded();
  await field(page, section).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

const words = (page: Page, section: number) => field(page, section).evaluate(writtenWords);
const isSaved = (page: Page) => page.locator('.save-line.saved').waitFor();

function session(url: string, cookie: string) {
  const [name = '', value = ''] = cookie.split('=');
  return { name, value, url };
}

/** Writes without contact until the browser keeps it, and closes the tab. */
async function writeAndLeave(context: BrowserContext, page: Page, section: number, what: string) {
  await context.setOffline(true);
  await type(page, section, what);
  await expect.poll(async () => Object.values(await keptChanges(page))).toEqual([what.length]);
  await page.close();
  await context.setOffline(false);
}

test('written offline, the tab closed: the words come with the next visit, once, and nothing is kept', async () => {
  const { house, own, other } = await setUp(12);
  await open(own.page, house);
  await type(own.page, 11, 'Före.');
  await isSaved(own.page);
  await writeAndLeave(own.context, own.page, 11, ' Utan nät.');
  await open(other.page, house);
  await type(other.page, 11, ' Under tiden.');
  await isSaved(other.page);

  const again = await own.context.newPage();
  await open(again, house);
  // The last section is far below what is seen.
  await isSaved(again);
  await expect.poll(() => words(other.page, 11)).toContain('Utan nät.');
  const text = await words(other.page, 11);
  expect(text.split('Utan nät.')).toHaveLength(2);
  expect(text).toContain('Under tiden.');
  await expect.poll(() => keptChanges(again)).toEqual({});
  expect(await field(again, 11).count()).toBe(0);
  await again.getByRole('heading', { name: 'Avsnitt 11' }).scrollIntoViewIfNeeded();
  await expect.poll(() => words(again, 11)).toBe(text);
});

test('two tabs that find the same words double nothing', async () => {
  const { house, own, other } = await setUp();
  await open(own.page, house);
  await writeAndLeave(own.context, own.page, 0, 'En gång.');
  const tabs = [await own.context.newPage(), await own.context.newPage()] as const;
  await Promise.all(tabs.map((tab) => open(tab, house)));
  await Promise.all(tabs.map((tab) => expect.poll(() => words(tab, 0)).toBe('En gång.')));
  await expect.poll(() => keptChanges(tabs[0])).toEqual({});
  await open(other.page, house);
  await expect.poll(() => words(other.page, 0)).toBe('En gång.');
});

test('the tab asks before it closes only while something is unsent and not yet kept', async () => {
  const { house, own } = await setUp();
  const { page, context } = own;
  await open(page, house);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await context.setOffline(true);
  await field(page, 0).click();
  await page.keyboard.type('a');
  await page.evaluate(() => location.assign('about:blank'));
  await page.waitForURL('about:blank');
  expect(asked).toEqual(['beforeunload']);
  await context.setOffline(false);
  await open(page, house);
  await isSaved(page);
  expect(await words(page, 0)).toBe('a');

  await context.setOffline(true);
  await type(page, 0, 'b');
  await expect.poll(() => keptChanges(page)).not.toEqual({});
  await page.evaluate(() => location.assign('about:blank'));
  await page.waitForURL('about:blank');
  expect(asked).toEqual(['beforeunload']);
});

test('another account in the same browser neither sends nor sees the words; they wait for their author', async () => {
  const { app, sql, house, annika, ali, own, other } = await setUp();
  await open(own.page, house);
  await writeAndLeave(own.context, own.page, 0, 'Annikas ord');
  await own.context.addCookies([session(app.origin, ali.cookie)]);
  const stranger = await own.context.newPage();
  await open(stranger, house);
  await type(stranger, 0, 'Alis ord');
  await isSaved(stranger);
  expect(await words(stranger, 0)).toBe('Alis ord');
  expect(await stranger.getByText('Annikas ord').count()).toBe(0);
  expect(await keptChanges(stranger)).toEqual({ [annika.accountId]: 11 });
  await stranger.close();

  const { token } = await startSession(sql, annika.accountId, new Date());
  await own.context.addCookies([session(app.origin, `delaktig_session=${token}`)]);
  const back = await own.context.newPage();
  await open(back, house);
  await isSaved(back);
  await open(other.page, house);
  await expect.poll(() => words(other.page, 0)).toContain('Annikas ord');
});

test('a page that stays open while somebody else signs in sends nothing in their name', async () => {
  const { app, house, ali, own, other } = await setUp();
  const link = await sockets(own.context);
  await open(own.page, house);
  link.cut = true;
  await link.closeAll();
  await type(own.page, 0, 'Annikas ord');
  await own.context.addCookies([session(app.origin, ali.cookie)]);
  await (await own.context.newPage()).goto('/');
  const banner = own.page.getByRole('status').filter({ hasText: 'Du har loggats ut.' });
  await banner.getByText('11 ändringar').waitFor();
  link.cut = false;
  await banner.getByRole('button', { name: 'Anslut igen' }).click();
  await open(other.page, house);
  await type(other.page, 0, 'Bara Ali.');
  await isSaved(other.page);
  await banner.waitFor();
  expect(await words(other.page, 0)).toBe('Bara Ali.');
});

test('a browser that keeps nothing: it is said where it matters, and the page works on', async () => {
  const { house, own, other } = await setUp();
  await own.context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Not in this mode', 'SecurityError');
    };
  });
  await open(own.page, house);
  await own.context.setOffline(true);
  await type(own.page, 0, 'Bara här.');
  await own.page
    .getByRole('status')
    .getByText('Det finns bara i den här fliken, så stäng den inte.')
    .waitFor();
  await own.context.setOffline(false);
  await isSaved(own.page);
  await open(other.page, house);
  expect(await words(other.page, 0)).toBe('Bara här.');
  expect(own.complaints.filter((complaint) => complaint.startsWith('thrown'))).toEqual([]);
});

test('a server that cannot save is told apart from one that is not reached, and goes on by itself', async () => {
  const { house, own, other } = await setUp();
  const link = await sockets(own.context);
  await open(own.page, house);
  link.cut = true;
  link.code = 4503;
  await type(own.page, 0, 'Ord.');
  await link.closeAll();
  const banner = own.page.getByRole('status').filter({ hasText: 'Servern kan inte spara just nu.' });
  await banner.getByText('Inget är borta.').waitFor();
  await own.page.locator('.save-line').getByText('Sparar inte').waitFor();
  expect(await own.page.getByText('Vi når inte servern.').count()).toBe(0);
  link.cut = false;
  await isSaved(own.page);
  await banner.waitFor({ state: 'detached' });
  await open(other.page, house);
  expect(await words(other.page, 0)).toBe('Ord.');
});

test('who writes is shown again when contact is back', async () => {
  const { house, own, other } = await setUp();
  const link = await sockets(own.context);
  await open(own.page, house);
  await open(other.page, house);
  await type(own.page, 0, 'a');
  await type(other.page, 0, 'b');
  await own.page.getByText('Ali skriver').first().waitFor();
  await other.page.getByText('Annika skriver').first().waitFor();
  link.cut = true;
  await link.closeAll();
  await own.page.getByText('Offline').first().waitFor();
  expect(await own.page.getByText('Ali skriver').count()).toBe(0);
  await other.page.getByText('Annika skriver').first().waitFor({ state: 'detached' });
  link.cut = false;
  await own.page.getByText('Ali skriver').first().waitFor();
  // Long before Ali's page says again that he is there.
  await own.page.locator('.ProseMirror .caret').waitFor({ timeout: 5000 });
  await other.page.getByText('Annika skriver').first().waitFor();
});
