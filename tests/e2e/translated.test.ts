import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { writtenWords } from './written-words.ts';

/**
 * What the translation of a browser does to a page: the letters of each text get new nodes in <font> elements, with
 * other words in them, and the nodes that were there before stand nowhere.
 */
async function translate(page: Page): Promise<number> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('script, style, noscript, textarea, [translate="no"]') ||
      node.nodeValue?.trim() === ''
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    const texts: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    for (const text of texts) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.append(`[${text.data}]`);
      outer.append(inner);
      text.replaceWith(outer);
    }
    return texts.length;
  });
}

test('who reads and comments gets plain words, and nothing of the editor', async () => {
  const { origin } = await startDemo();
  for (const name of ['Karin Öberg', 'Birgitta Sandell', 'Eva Norén']) {
    const guest = await visitAs(origin, name);
    const { page } = guest;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await openReport(guest);
    const field = page.locator('.prose-field').first();
    await field.scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByText('Här slutar rapporten.').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('[contenteditable], .ProseMirror, .tiptap').count()).toBe(0);
    expect(await page.locator('.prose-field .prose p').count()).toBeGreaterThan(10);
    expect(asked.filter((url) => /prose-editor|tiptap|prosemirror/i.test(url))).toEqual([]);
    expect(guest.complaints).toEqual([]);
  }
});

const field = (page: Page): Locator => page.locator('.prose-field').first();

test('a page that the browser translates goes on, and changes nothing of the text', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql, { mode: 'comment' });
  const manager = await letIn(sql, house, 'Annika Lind', 'manager');
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const viewport = { width: 1440, height: 900 };
  const writer = await visitor(app.origin, { cookie: manager.cookie, name: 'writer', viewport });
  const reader = await visitor(app.origin, { cookie: staff.cookie, name: 'reader', viewport });
  for (const { page } of [writer, reader]) await page.goto(`/rapporter/${house.reportId}`);
  const editor = writer.page.getByRole('textbox').first();
  await editor.click();
  await writer.page.keyboard.type('Vi hade ett lugnt år.');
  await writer.page.keyboard.press('Enter');
  await writer.page.keyboard.type('Hösten var svår.');
  await field(reader.page).getByText('Hösten var svår.').waitFor();

  expect(await translate(reader.page)).toBeGreaterThan(20);
  await field(reader.page).getByText('[Hösten var svår.]').waitFor();

  // What is written meanwhile comes, and what nobody touched stays as it was translated.
  await writer.page.keyboard.type(' Två slutade.');
  await field(reader.page).getByText('Hösten var svår. Två slutade.').waitFor();
  expect(await field(reader.page).innerText()).toContain('[Vi hade ett lugnt år.]');

  // Comments are opened, written, answered and closed on the translated page.
  await reader.page
    .getByRole('button', { name: /Kommentera/ })
    .first()
    .click();
  await reader.page.locator('.comment-form textarea').fill('Så var det inte på natten.');
  await translate(reader.page);
  await reader.page.locator('.comment-form [type="submit"]').click();
  const card = reader.page.getByRole('article').filter({ hasText: 'Så var det inte på natten.' }).first();
  await card.waitFor();
  await translate(reader.page);
  await card.locator('.toggle button').click();
  await card.locator('.toggle button').click();
  const other = writer.page.getByRole('article').filter({ hasText: 'Så var det inte på natten.' }).first();
  await other.getByRole('button', { name: /^Visa/ }).click();
  await other.getByRole('button', { name: 'Svara', exact: true }).click();
  await other.getByLabel('Ditt svar').fill('Tack, vi ser över det.');
  await other.getByRole('button', { name: 'Svara', exact: true }).click();
  await reader.page.getByText('Tack, vi ser över det.').first().waitFor();
  await writer.page.keyboard.press('Escape');
  await editor.click();
  await writer.page.keyboard.press('Control+End');
  await writer.page.keyboard.type(' Det var allt.');
  await field(reader.page).getByText('Hösten var svår. Två slutade. Det var allt.').waitFor();

  await writer.page.locator('.save-line.saved').waitFor();
  const words = 'Vi hade ett lugnt år.\nHösten var svår. Två slutade. Det var allt.';
  expect(await editor.evaluate(writtenWords)).toBe(words);
  const later = await visitor(app.origin, { cookie: staff.cookie, javaScriptEnabled: false });
  await later.page.goto(`/rapporter/${house.reportId}`);
  expect(await field(later.page).locator('p').allTextContents()).toEqual(words.split('\n'));
  expect([...reader.complaints, ...writer.complaints]).toEqual([]);
});
