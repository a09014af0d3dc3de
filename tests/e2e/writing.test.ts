import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startApp, startProcess } from '../support/app.ts';
import { twoVisitors, visitor } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { writtenWords } from './written-words.ts';

/** A report with one open section, and two who may write in it, each with the page open. */
async function twoWriters(sections = 1) {
  const app = await startApp();
  const house = await buildHouse(app.database.sql, { sections });
  const manager = await letIn(app.database.sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(app.database.sql, house, 'Ali Rezai', 'staff');
  const [first, second] = await twoVisitors(app.origin, [manager.cookie, staff.cookie]);
  for (const { page } of [first, second]) await page.goto(`/rapporter/${house.reportId}`);
  return { app, house, first, second };
}

const editor = (page: Page): Locator => page.getByRole('textbox').first();

async function shows(page: Page, words: string): Promise<void> {
  await editor(page).getByText(words).first().waitFor();
}

async function isSaved(page: Page): Promise<void> {
  await page.locator('.save-line.saved').waitFor();
}

test("two write in the same text: each sees the other's words, caret and name, and both end up alike", async () => {
  const { first, second } = await twoWriters();
  await editor(first.page).click();
  await first.page.keyboard.type('Vi har haft ett lugnt år.');
  await shows(second.page, 'Vi har haft ett lugnt år.');
  const caret = second.page.locator('.ProseMirror .caret');
  await caret.waitFor();
  expect(await caret.locator('b').textContent()).toBe('Annika');
  expect(await caret.locator('b').isVisible()).toBe(true);

  await editor(second.page).click();
  await second.page.keyboard.press('Control+End');
  await Promise.all([
    first.page.keyboard.type(' Det gläder oss.', { delay: 15 }),
    second.page.keyboard.type(' Men hösten var svår.', { delay: 15 }),
  ]);
  await Promise.all([isSaved(first.page), isSaved(second.page)]);
  await expect
    .poll(() => editor(second.page).evaluate(writtenWords))
    .toBe(await editor(first.page).evaluate(writtenWords));
  const words = await editor(first.page).evaluate(writtenWords);
  expect([...words].sort().join('')).toBe(
    [...'Vi har haft ett lugnt år. Det gläder oss. Men hösten var svår.'].sort().join(''),
  );
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('what one types stands in the other within 300 ms at the median', async () => {
  const { first, second } = await twoWriters();
  await editor(first.page).click();
  await first.page.keyboard.type('x');
  await shows(second.page, 'x');
  await editor(first.page).evaluate((element) => {
    const sent: number[] = [];
    Object.assign(window, { sent });
    element.addEventListener('beforeinput', () => sent.push(Date.now()));
  });
  await editor(second.page).evaluate((element) => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    let length = element.textContent?.length ?? 0;
    new MutationObserver(() => {
      const now = element.querySelector('p')?.firstChild?.textContent?.length ?? 0;
      for (; length < now; length++) seen.push(Date.now());
    }).observe(element, { subtree: true, characterData: true, childList: true });
    length = element.querySelector('p')?.firstChild?.textContent?.length ?? 0;
  });
  const letters = 'abcdefghijklmnopqrstuvwxyzåäöabcdefghijk';
  await first.page.keyboard.type(letters, { delay: 60 });
  await shows(second.page, `x${letters}`);
  const sent: number[] = await first.page.evaluate(() => Reflect.get(window, 'sent'));
  const seen: number[] = await second.page.evaluate(() => Reflect.get(window, 'seen'));
  expect(seen).toHaveLength(sent.length);
  const delays = sent.map((at, index) => (seen[index] ?? Number.NaN) - at).sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  console.info(
    `From one browser to the other: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${delays.at(-1)} ms`,
  );
  expect(at(0.5)).toBeLessThan(300);
});

test('offline: it is said what is safe, nothing written is lost, and both end up alike', async () => {
  const { first, second } = await twoWriters();
  await editor(first.page).click();
  await first.page.keyboard.type('Före.');
  await shows(second.page, 'Före.');
  await isSaved(first.page);

  await first.context.setOffline(true);
  await first.page.getByText('Offline').first().waitFor();
  await editor(first.page).click();
  await first.page.keyboard.press('Control+End');
  await first.page.keyboard.type(' Utan nät.');
  await first.page.locator('.save-line').getByText('10 ändringar finns bara i den här webbläsaren').waitFor();
  await first.page.getByRole('status').getByText('Vi når inte servern.').waitFor();
  await editor(second.page).click();
  await second.page.keyboard.press('Control+Home');
  await second.page.keyboard.type('Under tiden. ');
  await isSaved(second.page);
  expect(await editor(second.page).evaluate(writtenWords)).toBe('Under tiden. Före.');

  await first.context.setOffline(false);
  await shows(first.page, 'Under tiden.');
  await shows(second.page, 'Utan nät.');
  await isSaved(first.page);
  expect(await first.page.getByText('Vi når inte servern.').count()).toBe(0);
  expect(await editor(first.page).evaluate(writtenWords)).toBe('Under tiden. Före. Utan nät.');
  expect(await editor(second.page).evaluate(writtenWords)).toBe('Under tiden. Före. Utan nät.');
});

test('kill -9 while one types: everything that the other had shown is there after a restart', async () => {
  const database = await testDatabase();
  const environment = { DATABASE_URL: database.url, DELAKTIG_MODE: 'demo' };
  const house = await buildHouse(database.sql);
  const manager = await letIn(database.sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(database.sql, house, 'Ali Rezai', 'staff');
  const server = await startProcess(environment);
  const [first, second] = await twoVisitors(server.origin, [manager.cookie, staff.cookie]);
  for (const { page } of [first, second]) await page.goto(`/rapporter/${house.reportId}`);
  await editor(first.page).click();
  const typing = first.page.keyboard.type(`${'ord som måste finnas kvar '.repeat(12)}`, { delay: 4 });
  await expect
    .poll(async () => (await editor(second.page).evaluate(writtenWords)).length, {
      interval: 5,
      timeout: 20_000,
    })
    .toBeGreaterThan(120);
  await server.end('SIGKILL');
  const shown = await editor(second.page).evaluate(writtenWords);
  await typing;
  for (const { context } of [first, second]) await context.close();

  const again = await startProcess(environment);
  const later = await visitor(again.origin, { cookie: staff.cookie, name: 'later' });
  await later.page.goto(`/rapporter/${house.reportId}`);
  const kept = await editor(later.page).evaluate(writtenWords);
  console.info(`Shown at the kill: ${shown.length} characters; there after the restart: ${kept.length}`);
  expect(kept.startsWith(shown)).toBe(true);
});

test('who may not write sees the text change, has no editor, and is shown to nobody', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql, { mode: 'comment' });
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const [writer, reader] = await twoVisitors(app.origin, [manager.cookie, staff.cookie]);
  for (const { page } of [writer, reader]) await page.goto(`/rapporter/${house.reportId}`);
  await editor(writer.page).click();
  await writer.page.keyboard.type('Nytt för den som läser.');
  await reader.page.locator('.prose-field').getByText('Nytt för den som läser.').waitFor();
  await reader.page.getByText('Annika skriver').first().waitFor();
  expect(await reader.page.locator('[contenteditable]').count()).toBe(0);
  expect(await writer.page.locator('.ProseMirror .caret').count()).toBe(0);
  expect(await writer.page.getByText('Ali skriver').count()).toBe(0);
});
