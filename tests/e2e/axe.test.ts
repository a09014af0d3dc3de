import { describe, expect, test } from 'vitest';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';
import { SAMPLE_TEXT } from '../support/sample-text.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { colorScheme: 'light', viewport: WIDE, name: 'Annika Lindahl' },
  { colorScheme: 'dark', viewport: WIDE, name: 'Annika Lindahl' },
  { colorScheme: 'light', viewport: PHONE, name: 'Karin Öberg' },
] as const;

describe.each(LOOKS)('axe finds nothing, $colorScheme at $viewport.width px', ({ name, ...look }) => {
  test('on sign-in, start, import and a page that is not there', async () => {
    const { origin } = await startDemo();
    const stranger = await visitor(origin, look);
    await stranger.page.goto('/logga-in');
    expect(await findings(stranger.page)).toEqual([]);

    const { page } = await visitAs(origin, 'Annika Lindahl', look);
    expect(await findings(page)).toEqual([]);
    await page.goto('/las-in');
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
    await page.getByRole('button', { name: 'Läs texten' }).click();
    await page.getByRole('heading', { name: 'Skapa utkastet' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto('/finns-inte');
    expect(await findings(page)).toEqual([]);
  });

  test(`on the report, for ${name}`, async () => {
    const { origin } = await startDemo();
    const guest = await visitAs(origin, name, look);
    await openReport(guest);
    if (name === 'Annika Lindahl') await guest.page.getByRole('textbox').first().waitFor();
    expect(await findings(guest.page)).toEqual([]);
  });
});

test('axe finds nothing in what opens over the report', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Karin Öberg', { viewport: PHONE });
  const { page } = guest;
  await openReport(guest);
  await page
    .getByRole('navigation', { name: 'Gå i rapporten' })
    .getByRole('link', { name: 'Innehåll' })
    .click();
  await page.getByRole('dialog', { name: 'Innehåll' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Hitta avsnitt' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Tangenter' }).waitFor();
  expect(await findings(page)).toEqual([]);
});
