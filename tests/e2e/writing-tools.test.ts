import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import { twoVisitors, visitor } from '../support/browser.ts';
import { buildHouse, idOf, letIn } from '../support/house.ts';
import { writtenWords } from './written-words.ts';

async function oneWriter() {
  const app = await startApp();
  const house = await buildHouse(app.database.sql);
  const manager = await letIn(app.database.sql, house, 'Annika Lind', 'manager');
  const writer = await visitor(app.origin, { cookie: manager.cookie });
  await writer.page.goto(`/rapporter/${house.reportId}`);
  await editor(writer.page).click();
  return { app, house, ...writer };
}

const editor = (page: Page) => page.getByRole('textbox', { name: 'Avsnitt 0' });
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Formatera Avsnitt 0' }).getByRole('button', { name });
async function toTools(page: Page): Promise<void> {
  await page.keyboard.press('Alt+F10');
  const first = tool(page, 'Fet');
  await expect.poll(() => first.evaluate((button) => button === document.activeElement)).toBe(true);
}
const html = (page: Page) => editor(page).evaluate((element) => element.innerHTML);

test('with the keyboard alone: mark, make a list, link, leave, and come back', async () => {
  const { page, complaints } = await oneWriter();
  await page.keyboard.type('Fet');
  await page.keyboard.press('Shift+Home');
  await toTools(page);
  await page.keyboard.press('Enter');
  expect(await html(page)).toContain('<strong>Fet</strong>');
  expect(await tool(page, 'Fet').getAttribute('aria-pressed')).toBe('true');

  await toTools(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  expect(await html(page)).toContain('<ul><li><p><strong>Fet</strong></p></li></ul>');

  await page.keyboard.press('Control+Shift+K');
  await page.keyboard.type('inget');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Skriv en webbadress').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('exempel.se/sida');
  await page.keyboard.press('Enter');
  expect(await html(page)).toContain('href="https://exempel.se/sida" rel="noopener noreferrer nofollow"');

  await page.keyboard.press('Control+Z');
  expect(await html(page)).not.toContain('href');

  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Efter texten');
  await page.keyboard.press('Shift+Tab');
  expect(await editor(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((element) => element.contains(document.activeElement))).toBe(false);
  expect(complaints).toEqual([]);
});

test('Tab goes on from the text, also in a list', async () => {
  const { page } = await oneWriter();
  await page.keyboard.type('- ett');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((element) => element.contains(document.activeElement))).toBe(false);
});

test('what is pasted from Word keeps its words, list, table and bold, and nothing else', async () => {
  const { page, complaints } = await oneWriter();
  await editor(page).evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      `<style>p { color: red }</style><p class="MsoNormal" style="mso-x: y; color: red">Vanlig <span style="font-weight:700">viktig</span><o:p></o:p></p>
       <h1 style="font-size: 30px">Rubrik</h1><img src="https://exempel.se/x.png" alt="">
       <table style="width: 100%"><tr><td style="width: 40px"><p>Cell</p></td><td>Två</td></tr></table>
       <a href="javascript:alert(1)">farlig</a> <a href="https://exempel.se">god</a>`,
    );
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  const pasted = await html(page);
  expect(pasted).toContain('<p>Vanlig <strong>viktig</strong></p>');
  expect(pasted).toMatch(/<h\d data-level="1">Rubrik<\/h\d>/);
  expect(pasted).toMatch(/<td[^>]*><p>Cell<\/p><\/td><td[^>]*><p>Två<\/p><\/td>/);
  expect(pasted).toContain('<a href="https://exempel.se" rel="noopener noreferrer nofollow">god</a>');
  expect(pasted).not.toMatch(/style=|javascript:|img src|class="Mso/);
  expect(complaints).toEqual([]);
});

test("undo takes back one's own words and leaves those of others", async () => {
  const app = await startApp();
  const house = await buildHouse(app.database.sql);
  const manager = await letIn(app.database.sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(app.database.sql, house, 'Ali Rezai', 'staff');
  const [first, second] = await twoVisitors(app.origin, [manager.cookie, staff.cookie]);
  for (const { page } of [first, second]) await page.goto(`/rapporter/${house.reportId}`);
  await editor(first.page).click();
  await first.page.keyboard.type('Mina ord.');
  await editor(second.page).getByText('Mina ord.').waitFor();
  await editor(second.page).click();
  await second.page.keyboard.press('Control+End');
  await second.page.keyboard.type(' Dina ord.');
  await editor(first.page).getByText('Dina ord.').waitFor();
  await tool(first.page, 'Ångra').click();
  await expect.poll(() => editor(second.page).evaluate(writtenWords)).toBe(' Dina ord.');
});

test('nothing moves when the editors take the place of the text that was sent', async () => {
  const app = await startApp();
  const { sql } = app.database;
  await seedDemo(sql, new Date());
  const account = await idOf(sql`select id from accounts where name = 'Annika Lindahl'`);
  const report = await idOf(sql`
    select r.id from reports r join role_assignments a on a.unit_id = r.unit_id
    where a.account_id = ${account} and a.role = 'manager' and r.state = 'open'`);
  const { token } = await startSession(sql, account, new Date());
  const cookie = `delaktig_session=${token}`;
  const sent = await visitor(app.origin, { cookie, javaScriptEnabled: false, name: 'sent' });
  const live = await visitor(app.origin, { cookie, name: 'live' });
  for (const { page } of [sent, live]) await page.goto(`/rapporter/${report}`);
  const field = (page: Page, index: number) => page.locator('.prose-field').nth(index);
  const height = async (page: Page, index: number) => (await field(page, index).boundingBox())?.height ?? 0;
  let editors = 0;
  for (let index = 0; index < 12; index++) {
    const there = field(live.page, index);
    await there.scrollIntoViewIfNeeded();
    // The sections that the manager may still write in; the others stay as they were sent.
    if (index < 2) await there.getByRole('textbox').waitFor();
    editors += await there.getByRole('textbox').count();
    // Fonts may come a moment after the text, in both.
    await expect
      .poll(async () => (await height(live.page, index)) - (await height(sent.page, index)), {
        message: `field ${index}`,
        timeout: 10_000,
      })
      .toBeCloseTo(0, 0);
  }
  expect(editors).toBeGreaterThan(4);
  expect(live.complaints).toEqual([]);
});
