import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const done = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
/** Opened and filled in without a mouse. */
async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name, exact: true }).first().focus();
  await page.keyboard.press('Enter');
}
async function unfold(page: Page, text: string): Promise<void> {
  await page.locator('summary', { hasText: text }).first().focus();
  await page.keyboard.press('Enter');
}
async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).locator('visible=true').first();
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

test('a Monday morning by keyboard: a unit, a group, people, roles, a new name, and what the log says', async () => {
  const { origin } = await startDemo();
  const { page, complaints } = await visitAs(origin, 'Tomas Wikström');
  await press(page, 'button', /^Tomas Wikström/);
  await page.getByRole('menuitem', { name: 'Administration' }).waitFor();
  await page.getByRole('menuitem', { name: 'Administration' }).focus();
  await page.keyboard.press('Enter');
  await heading(page, 'Tre enheter och 17 personer.');

  await write(page, 'Namn', 'Korttidsboendet Lärkan');
  await page.keyboard.press('Tab');
  await page.keyboard.type('KL');
  await page.keyboard.press('Enter');
  await heading(page, 'Korttidsboendet Lärkan');

  await write(page, 'Ny arbetsgrupp', 'Dagvakten');
  await page.keyboard.press('Enter');
  await done(page, 'Gruppen är tillagd.');
  // The field is empty for the next, and the focus is where the page tells what was done.
  expect(await page.getByLabel('Ny arbetsgrupp').inputValue()).toBe('');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');

  await unfold(page, 'Byt namn');
  await write(page, 'Namn', 'Lärkans korttidsboende');
  await page.getByLabel('Byt från och med').fill('2099-01-01');
  await press(page, 'button', 'Byt namn');
  await page.getByText('Heter Lärkans korttidsboende från 1 januari 2099.').first().waitFor();
  await heading(page, 'Korttidsboendet Lärkan');
  await press(page, 'button', /^Ångra.*Heter Lärkans korttidsboende/);
  await done(page, 'Namnbytet är tillbakataget.');

  await press(page, 'link', 'Personer');
  await heading(page, 'Personer');
  await press(page, 'link', 'Lägg till en person');
  await heading(page, 'Lägg till en person');
  await write(page, 'För- och efternamn', 'Vera Dal');
  await page.getByRole('combobox', { name: 'Enhet', exact: true }).selectOption('Korttidsboendet Lärkan');
  await page.getByRole('checkbox', { name: 'Dagvakten' }).focus();
  await page.keyboard.press('Space');
  await press(page, 'button', 'Lägg till personen');
  await page.getByRole('alert').getByText('Skriv e-post eller mobil').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
  await page.keyboard.type('vera@almsjo.example');
  await page.keyboard.press('Enter');
  await heading(page, 'Vera Dal');
  await page.getByText('Dagvakten').first().waitFor();

  await unfold(page, 'Nytt uppdrag');
  await page.getByRole('combobox', { name: 'Roll', exact: true }).selectOption('Enhetschef');
  await page.getByRole('checkbox', { name: 'Korttidsboendet Lärkan' }).focus();
  await page.keyboard.press('Space');
  await press(page, 'button', 'Lägg till uppdraget');
  await done(page, 'Uppdraget är tillagt.');

  await press(page, 'link', 'Logg');
  await heading(page, 'Det här har administratörer gjort');
  const rows = await page.getByRole('row').allInnerTexts();
  expect(rows.slice(1).map((row) => row.split('\t').at(-1)?.trim())).toEqual([
    'Gav Vera Dal uppdraget enhetschef i Korttidsboendet Lärkan.',
    'Lade till Vera Dal som medarbetare i Korttidsboendet Lärkan (Dagvakten).',
    'Tog tillbaka namnbytet för Korttidsboendet Lärkan den 1 januari 2099.',
    'Gav enheten Korttidsboendet Lärkan ett namn som gäller från 1 januari 2099.',
    'Lade till arbetsgruppen Dagvakten i Korttidsboendet Lärkan.',
    'Lade till enheten Korttidsboendet Lärkan.',
  ]);
  const download = page.waitForEvent('download');
  await press(page, 'link', 'Hämta som CSV');
  expect((await download).suggestedFilename()).toBe('administrationslogg.csv');
  // A form that was refused is told by its status as well.
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
});

test('without a script people are protected, closed and found all the same', async () => {
  const { origin } = await startDemo();
  const { page } = await visitAs(origin, 'Tomas Wikström', { javaScriptEnabled: false });
  await page.goto('/administration/personer?namn=tove');
  await page.getByRole('link', { name: 'Tove Blom' }).click();
  await page.getByText('Ge skyddad identitet').click();
  await page.getByRole('button', { name: 'Ta bort namnet' }).click();
  await heading(page, 'Medarbetare 1');
  await page.getByText('Personen har skyddad identitet').waitFor();
  await page.getByText('Stäng kontot').first().click();
  await page.getByRole('button', { name: 'Stäng kontot' }).click();
  await page.getByRole('status').getByText('Kontot är stängt.').waitFor();
  await page.goto('/administration/personer');
  expect(await page.getByText('Medarbetare 1').count()).toBe(0);
  await page.getByRole('link', { name: 'Stängda konton (1)' }).click();
  await page.getByRole('link', { name: 'Medarbetare 1' }).waitFor();
});

test('whoever administers nothing is shown no page of it', async () => {
  const { origin } = await startDemo();
  const { page } = await visitAs(origin, 'Annika Lindahl');
  expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
  for (const path of ['', '/personer', '/personer/ny', '/logg', '/logg.csv', '/godkannande']) {
    expect((await page.request.get(`/administration${path}`)).status()).toBe(403);
  }
});

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 768, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

describe.each(LOOKS)('axe finds nothing, $colorScheme at $viewport.width px', (look) => {
  test('on the pages for administrators, opened and mended', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Tomas Wikström', look);
    const openAll = () =>
      page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
    const looks = async () => {
      await openAll();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([await findings(page), overflow]).toEqual([[], 0]);
    };
    await page.goto('/administration');
    await looks();
    await page.getByRole('link', { name: 'Enheten för hemnära stöd' }).click();
    await heading(page, 'Enheten för hemnära stöd');
    await looks();
    await page.goto('/administration/personer');
    await looks();
    await page.getByRole('link', { name: 'Hanna Ekström' }).click();
    await heading(page, 'Hanna Ekström');
    await looks();
    await page.getByRole('button', { name: 'Ta bort namnet' }).click();
    await heading(page, 'Medarbetare 1');
    await looks();
    await page.goto('/administration/personer/ny');
    await page.getByRole('button', { name: 'Lägg till personen' }).click();
    await page.getByRole('alert').waitFor();
    await looks();
    await page.goto('/administration/godkannande');
    await page
      .getByRole('radio', { name: /^Enhetschefen/ })
      .first()
      .check();
    await page.getByRole('button', { name: /^Ändra.*Verksamhetsplan/ }).click();
    await done(page, 'Ändringen gäller från och med nu.');
    await looks();
    await page.goto('/administration/logg');
    await looks();
  });
});

test('an old tab does nothing as whoever has signed in since, and shows their start page', async () => {
  const { origin } = await startDemo();
  const { page } = await visitAs(origin, 'Tomas Wikström');
  await page.goto('/administration');
  const other = await page.context().newPage();
  await other.goto(origin);
  await other.getByRole('button', { name: 'Logga ut' }).click();
  await other.getByRole('button', { name: 'Annika Lindahl' }).click();
  await other.waitForURL('/');

  await write(page, 'Namn', 'Korttidsboendet Lärkan');
  await page.keyboard.press('Tab');
  await page.keyboard.type('KL');
  await page.keyboard.press('Enter');
  await page.getByText('Du är inloggad som Annika Lindahl.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});
