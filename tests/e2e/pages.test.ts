import { describe, expect, test } from 'vitest';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { SAMPLE_TEXT } from '../support/sample-text.ts';

const PHONE = { width: 390, height: 844 };

describe('signing in', () => {
  test('a stranger who wanted a page comes to it after choosing a person', async () => {
    const { origin } = await startDemo();
    const { page, complaints } = await visitor(origin);
    await page.goto('/las-in');
    await page.waitForURL('/logga-in?till=%2Flas-in');
    await page.getByRole('button', { name: 'Annika Lindahl' }).click();
    await page.waitForURL('/las-in');
    expect(complaints).toEqual([]);
  });

  test('nobody is sent off the site', async () => {
    const { origin } = await startDemo();
    const { page } = await visitor(origin);
    await page.goto('/logga-in?till=//ond.example');
    await page.getByRole('button', { name: 'Annika Lindahl' }).click();
    await page.waitForURL(`${origin}/`);
  });

  test('a wrong password is told in one calm sentence and the address is kept', async () => {
    const { origin } = await startDemo();
    const { page } = await visitor(origin);
    await page.goto('/logga-in');
    await page.getByText('Logga in med lösenord').click();
    await page.getByLabel('E-post, mobilnummer eller användarnamn').fill('anna@almsjo.example');
    await page.getByLabel('Lösenord').fill('fel lösenord');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Det gick inte att logga in.' }).waitFor();
    expect(await page.getByLabel('E-post, mobilnummer eller användarnamn').inputValue()).toBe(
      'anna@almsjo.example',
    );
  });

  test('signing out ends the session', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Annika Lindahl');
    await page.getByRole('button', { name: /ditt konto/ }).click();
    await page.getByRole('menuitem', { name: 'Logga ut' }).click();
    await page.waitForURL('/logga-in');
    await page.goto('/las-in');
    await page.waitForURL(/logga-in/);
  });
});

describe('the start page', () => {
  test('does not send the administrator to the administrator', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Tomas Wikström');
    await page.getByRole('heading', { name: /^Du är administratör/ }).waitFor();
    expect(await page.getByText('Den som sköter konton').count()).toBe(0);
  });

  test('says the state of things first, for a manager and for staff', async () => {
    const { origin } = await startDemo();
    const manager = await visitAs(origin, 'Annika Lindahl');
    const says = manager.page.getByRole('heading', { level: 1 });
    expect(await says.textContent()).toMatch(
      /^Verksamhetsberättelsen är öppen för kommentarer i .+ till\. Du kan skriva i/,
    );
    const staff = await visitAs(origin, 'Karin Öberg');
    expect(await staff.page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /Du kan (läsa|skriva i)/,
    );
    expect(await staff.page.getByRole('link', { name: 'Läs in en rapport' }).count()).toBe(0);
    expect([...manager.complaints, ...staff.complaints]).toEqual([]);
  });
});

describe('what cannot be shown', () => {
  test('an address that is no page, and a report that is not there, are told with the way back', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Annika Lindahl');
    for (const path of [
      '/finns-inte',
      '/rapporter/finns-inte',
      '/rapporter/8a1f3a9e-0000-4000-8000-000000000000',
    ]) {
      const response = await page.goto(path);
      expect(response?.status()).toBe(404);
      await page.getByRole('heading', { name: 'Vi hittar inte sidan' }).waitFor();
      expect(await page.title()).toBe('Vi hittar inte sidan – Delaktig');
    }
    await page.getByRole('main').getByRole('link', { name: 'Till start' }).click();
    await page.waitForURL('/');
  });

  test("another unit's report is not open, and says so", async () => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, 'Annika Lindahl');
    await openReport(guest);
    const path = new URL(guest.page.url()).pathname;
    const { page } = await visitAs(origin, 'Petra Lundgren');
    const response = await page.goto(path);
    expect(response?.status()).toBe(403);
    await page.getByRole('heading', { name: 'Den här sidan är inte öppen för dig' }).waitFor();
  });

  test('without contact one stays where one is, and is told so', async () => {
    const { origin } = await startDemo();
    const { page, context } = await visitAs(origin, 'Annika Lindahl');
    await context.setOffline(true);
    const link = page.getByRole('link', { name: /^Fortsätt skriva/ });
    await link.click();
    await page.getByRole('status').filter({ hasText: 'Vi når inte servern.' }).waitFor();
    await page.getByRole('button', { name: 'Byt till mörkt' }).click();
    expect(new URL(page.url()).pathname).toBe('/');
    await context.setOffline(false);
    await page.getByRole('status').filter({ hasText: 'Vi når inte servern.' }).waitFor({ state: 'detached' });
    await link.click();
    await page.waitForURL(/\/rapporter\//);
  });
});

describe('the report', () => {
  test('reads as a document without JavaScript, with one outline and every inherited text marked', async () => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, 'Karin Öberg', { javaScriptEnabled: false });
    await openReport(guest);
    const { page } = guest;
    const levels = await page
      .getByRole('main')
      .locator('h1, h2, h3, h4, h5, h6, [role="heading"]')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('aria-level') ?? one.tagName.slice(1))));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => {
      expect(level).toBeGreaterThan(1);
      expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1);
    });
    expect(await page.getByText('Ärvd text, lika för alla enheter.').count()).toBeGreaterThan(0);
    expect(await page.getByRole('table').count()).toBeGreaterThan(3);
    expect(await page.getByText('Du kan läsa.').count()).toBeGreaterThan(0);
  });

  test('the tree follows the reading, and a link in it leads to its section', async () => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, 'Annika Lindahl', { viewport: { width: 1440, height: 900 } });
    await openReport(guest);
    const tree = guest.page.getByRole('navigation', { name: 'Innehåll' });
    const link = tree.getByRole('link', { name: /Vi håller vår budget/ });
    await link.click();
    await expect.poll(() => link.getAttribute('aria-current')).toBe('location');
    expect(await tree.locator('[aria-current]').count()).toBe(1);
    expect(await guest.page.getByRole('heading', { name: 'Vi håller vår budget' }).isVisible()).toBe(true);
    expect(guest.complaints).toEqual([]);
  });

  test.each([320, 390, 768, 1100, 1440])('nothing stands outside the page at %i px', async (width) => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, 'Karin Öberg', { viewport: { width, height: 844 } });
    await openReport(guest);
    const overflow = await guest.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('on a phone the contents are a sheet, and closing it gives the focus back', async () => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, 'Karin Öberg', { viewport: PHONE });
    await openReport(guest);
    const { page } = guest;
    const opener = page
      .getByRole('navigation', { name: 'Gå i rapporten' })
      .getByRole('link', { name: 'Innehåll' });
    await opener.click();
    const sheet = page.getByRole('dialog', { name: 'Innehåll' });
    await sheet.getByRole('link', { name: /Vi håller vår budget/ }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).not.toBe('');
    await expect
      .poll(() =>
        page.getByRole('heading', { name: 'Vi håller vår budget' }).evaluate((one) => {
          const { top } = one.getBoundingClientRect();
          return top > 0 && top < window.innerHeight;
        }),
      )
      .toBe(true);
    expect(guest.complaints).toEqual([]);
  });
});

describe('reading a report in', () => {
  test('shows what was understood, creates a draft, and finds it again the next time', async () => {
    const { origin } = await startDemo();
    const { page, complaints } = await visitAs(origin, 'Yasmin Osman');
    await page.goto('/las-in');
    await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
    await page.getByRole('button', { name: 'Läs texten' }).click();
    const said = page.getByRole('heading', { level: 1 });
    await said.filter({ hasText: 'fem enhetsmål' }).waitFor();
    expect(await page.getByLabel('År', { exact: true }).inputValue()).toBe('2025');
    await page.getByLabel('År', { exact: true }).fill('2019');
    await page.getByRole('button', { name: 'Skapa utkast' }).click();
    await page.waitForURL(/\/rapporter\//);
    await page.getByRole('heading', { level: 1, name: 'Verksamhetsberättelse 2019' }).waitFor();

    await page.goto('/las-in');
    await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
    await page.getByRole('button', { name: 'Läs texten' }).click();
    await page.getByLabel('År', { exact: true }).fill('2019');
    await page.getByRole('button', { name: 'Skapa utkast' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Öppna den' }).waitFor();
    expect(complaints.filter((line) => !line.includes('400'))).toEqual([]);
  });

  test('works without JavaScript, and keeps the text when something is missing', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Yasmin Osman', { javaScriptEnabled: false });
    await page.goto('/las-in');
    await page.getByRole('button', { name: 'Läs texten' }).click();
    await page.getByRole('alert').filter({ hasText: 'Där fanns ingen text.' }).waitFor();
    await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
    await page.getByRole('button', { name: 'Läs texten' }).click();
    await page.getByLabel('År', { exact: true }).fill('nitton');
    await page.getByRole('button', { name: 'Skapa utkast' }).click();
    await page.getByText('Skriv året med fyra siffror').waitFor();
    await page.getByText('Ändra texten').click();
    expect((await page.getByLabel('Rapportens text').inputValue()).split('\n').length).toBeGreaterThan(200);
  });
});

describe('light and dark', () => {
  test('the choice is kept in a cookie and comes with the page, with and without JavaScript', async () => {
    const { origin } = await startDemo();
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await visitor(origin, { colorScheme: 'light', javaScriptEnabled });
      await page.goto('/logga-in');
      const paper = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      const light = await paper();
      await Promise.all([
        page.waitForResponse((response) => new URL(response.url()).pathname === '/tema'),
        page.getByRole('button', { name: 'Byt till mörkt' }).click(),
      ]);
      await page.getByRole('button', { name: 'Byt till ljust' }).waitFor();
      expect(await paper()).not.toBe(light);
      await page.reload();
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    }
  });
});
