import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { SAMPLE_TEXT } from '../support/sample-text.ts';

const WIDE = { viewport: { width: 1440, height: 900 } };

/** Tabs on until the focus stands on something with this name. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`No way by Tab to ${name}; the focus ended on ${await focused(page)}`);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : at;
    return at?.getAttribute('aria-label') ?? label?.textContent?.trim() ?? '';
  });

const atTheTop = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const shown = [
      ...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5, main h6'),
    ].filter((one) => one.id !== '' && one.getBoundingClientRect().top >= 0);
    return shown[0]?.textContent ?? '';
  });

test('from sign-in to a draft that was read in, without a mouse', async () => {
  const { origin } = await startDemo();
  const { page, complaints } = await visitor(origin, WIDE);
  await page.goto('/logga-in');
  await tabTo(page, /^Yasmin Osman/);
  await page.keyboard.press('Enter');
  await page.waitForURL('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await tabTo(page, /^Läs in en rapport$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('/las-in');
  await tabTo(page, /^Rapportens text/);
  await page.keyboard.insertText(SAMPLE_TEXT);
  await tabTo(page, /^Läs texten$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Skapa utkastet' }).waitFor();
  await tabTo(page, /^År/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2018');
  await tabTo(page, /^Skapa utkast$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Verksamhetsberättelse 2018' }).waitFor();
  expect(complaints).toEqual([]);
});

test('the skip link leads past the masthead and the contents', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Karin Öberg', WIDE);
  await openReport(guest);
  const { page } = guest;
  await page.reload();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Till texten');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('text');
});

test('j and k go from section to section, F6 goes round, and all of it can be read with ?', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Karin Öberg', WIDE);
  await openReport(guest);
  const { page } = guest;
  await page.getByRole('button', { name: /Hitta avsnitt/ }).waitFor();
  const press = async (key: string) => {
    await page.keyboard.press(key);
    return expect.poll(() => focused(page));
  };
  const current = () => page.locator('.tree [aria-current]').getAttribute('href');
  await page.keyboard.press('j');
  await expect.poll(() => page.locator('.tree [aria-current]').count()).toBe(1);
  const first = await current();
  await page.keyboard.press('j');
  await expect.poll(current).not.toBe(first);
  await page.keyboard.press('k');
  await expect.poll(current).toBe(first);
  expect(await atTheTop(page)).not.toBe('');

  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.closest('aside')?.ariaLabel)).toBe('Kommentarer');
  await page.keyboard.press('F6');
  expect(
    await page.evaluate(() => document.activeElement?.closest('header, nav, main')?.className),
  ).toContain('mast');
  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.closest('nav')?.id)).toBe('innehall');
  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('text');

  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Tangenter' });
  await dialog.waitFor();
  await tabTo(page, /en bokstav/, 6);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await (await press('?')).not.toBe('Tangenter');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(guest.complaints).toEqual([]);
});

test('j passes every section of the contents, and k all of them back', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Karin Öberg', WIDE);
  await openReport(guest);
  const { page } = guest;
  await page.getByRole('button', { name: /Hitta avsnitt/ }).waitFor();
  const links = page.locator('.tree-column .tree a');
  const anchors = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  const current = () => page.locator('.tree-column [aria-current]').getAttribute('href');
  for (const anchor of anchors) {
    await page.keyboard.press('j');
    await expect.poll(current).toBe(anchor);
  }
  for (const anchor of anchors.slice(0, -1).reverse()) {
    await page.keyboard.press('k');
    await expect.poll(current).toBe(anchor);
  }
});

test('Ctrl K finds a section by a word and goes there', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Karin Öberg', WIDE);
  await openReport(guest);
  const { page } = guest;
  await page.getByRole('button', { name: /Hitta avsnitt/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Hitta avsnitt' }).waitFor();
  await page.keyboard.type('håller vår');
  await expect.poll(() => page.getByRole('menuitem').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toContain('Vi håller vår budget');
  expect(guest.complaints).toEqual([]);
});
