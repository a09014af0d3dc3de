import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from '../support/app.ts';
import type { Visitor } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';
import { cellsOf, HEADINGS, madeUpPeople } from '../support/made-up-roster.ts';
import { workbookOf } from '../support/made-up-workbook.ts';

const ADMINISTRATOR = 'Tomas Wikström';
const PATH = '/administration/personer/las-in';
const HOME = 'Enheten för hemnära stöd';
const EKBACKEN = 'Gruppbostäderna på Ekbacken';
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const rows = (...cells: string[][]) => [HEADINGS, ...cells].map((row) => row.join('\t')).join('\n');
const WITH_ERRORS = rows(
  ['Viola Stenmark', 'viola@listan.example', '070-174 06 05', HOME, 'Nattgruppen', ''],
  ['Ture Hallberg', '', '', HOME, 'Natgruppen', ''],
  ['Nils Vesterlund', 'nils punkt listan', '', EKBACKEN, '', 'Kung'],
  ['Sam Lind', '', '', EKBACKEN, 'Aspen', ''],
);

async function administrator(options: Parameters<typeof visitAs>[2] = {}): Promise<Visitor> {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, ADMINISTRATOR, options);
  await guest.page.goto(PATH);
  return guest;
}

async function read(page: Page, text: string): Promise<void> {
  await page.getByLabel('Personerna, med rubriker').fill(text);
  await page.getByRole('button', { name: 'Visa vad som blir nytt' }).click();
}

const said = (page: Page, text: RegExp | string) =>
  page.getByRole('heading', { level: 1, name: text }).waitFor();

describe('bringing in people', () => {
  test('pasted: errors by row, mended in the page, the rest taken in, and again without doubles', async () => {
    const { page, complaints } = await administrator();
    await read(page, WITH_ERRORS);
    await said(page, '2 rader är rätt, 2 är fel.');
    expect(await page.getByRole('main').evaluate((main) => main === document.activeElement)).toBe(true);
    const wrong = page.getByRole('region', { name: '2 rader är fel' });
    await wrong
      .getByText('”Natgruppen” finns inte i Enheten för hemnära stöd. Menar du Nattgruppen?')
      .waitFor();
    expect(await wrong.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Rad 3', 'Rad 4']);
    await page.getByText('Gruppbostäderna på Ekbacken: Aspen').waitFor();
    await page.getByText('Får ett användarnamn').waitFor();

    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await said(page, 'Klart. 2 personer är inlästa.');
    await page.getByRole('group', { name: 'Rad 3' }).getByLabel('Grupp').fill('Nattgruppen');
    await page.getByRole('group', { name: 'Rad 4' }).getByLabel('E-post').fill('nils@listan.example');
    await page.getByRole('group', { name: 'Rad 4' }).getByLabel('Roll').fill('');
    await page.getByRole('button', { name: 'Läs igen med rättningarna' }).click();
    await said(page, 'Alla 4 rader är rätt.');
    await page.getByText('2 personer är nya och 2 personer är som förut.').waitFor();
    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await said(page, 'Klart. 2 personer är inlästa.');

    await page.getByRole('link', { name: 'Läs in en lista till' }).click();
    await read(
      page,
      WITH_ERRORS.replace('Natgruppen', 'Nattgruppen').replace('nils punkt listan', '').replace('Kung', ''),
    );
    await said(page, 'Alla 4 rader är rätt.');
    await page.getByText('4 personer är som förut.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('whoever is not in the list is chosen, never from the start, and closed', async () => {
    const { page, complaints } = await administrator();
    await read(
      page,
      rows(['Hanna Ekström', '', '', EKBACKEN, 'Eken och Linden', ''], ['Ny Person', '', '', HOME, '', '']),
    );
    const leavers = page.getByRole('region', { name: /personer finns inte i listan/ });
    await leavers.getByLabel(/Karin Öberg/).waitFor();
    expect(await leavers.getByRole('checkbox', { checked: true }).count()).toBe(0);
    expect(await leavers.getByLabel(/Annika Lindahl|Yasmin Osman/).count()).toBe(0);
    await leavers.getByLabel(/Karin Öberg/).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Läs in', exact: true }).press('Enter');
    await said(page, /^Klart\./);
    await page.getByText('Ett uppdrag avslutades och ett konto stängdes.').waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([WIDE, PHONE])(
    'new people beside a protected one need a word, at $width px',
    async (viewport) => {
      const database = await testDatabase();
      await seedDemo(database.sql, new Date());
      await database.sql`update accounts set name = '', protected = true where name = 'Karin Öberg'`;
      const { origin } = await startApp({ database });
      const { page, complaints } = await visitAs(origin, ADMINISTRATOR, { viewport });
      await page.goto(PATH);
      await read(page, rows(['Karin Öberg', '', '', HOME, '', ''], ['Ny Person', '', '', HOME, '', '']));
      await page
        .getByText(`I ${HOME} arbetar en person med skyddade personuppgifter som inte känns igen på namnet.`)
        .waitFor();
      await page.getByText(`2 personer är nya i ${HOME}. Gå igenom dem först.`).waitFor();
      await page.getByLabel('Alla utom dem som har skyddade personuppgifter').waitFor();
      expect(await findings(page)).toEqual([]);
      const tick = page.getByLabel('Ingen av dem har skyddade personuppgifter');
      const takeIn = page.getByRole('button', { name: 'Läs in', exact: true });
      await takeIn.click();
      expect(await tick.evaluate((one) => one === document.activeElement)).toBe(true);
      await tick.evaluate((one: HTMLInputElement) => one.removeAttribute('required'));
      await takeIn.click();
      const alert = page.getByRole('alert').filter({ hasText: 'Inget är inläst.' });
      await alert.waitFor();
      expect(await alert.evaluate((one) => one === document.activeElement)).toBe(true);
      await tick.check();
      await takeIn.click();
      await said(page, 'Klart. 2 personer är inlästa.');
      expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
    },
  );

  test('from a workbook without JavaScript', async () => {
    const { page } = await administrator({ javaScriptEnabled: false });
    const people = madeUpPeople(4, 40, { [HOME]: ['Nattgruppen'], [EKBACKEN]: [] });
    await page.getByLabel('Eller välj en fil').setInputFiles({
      name: 'personal.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: workbookOf([[...HEADINGS, 'Lön'], ...people.map((person) => [...cellsOf(person), 1])]),
    });
    await page.getByRole('button', { name: 'Visa vad som blir nytt' }).click();
    await said(page, 'Alla 40 rader är rätt.');
    await page.getByText('Kolumnen Lön läser vi inte.').waitFor();
    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await said(page, 'Klart. 40 personer är inlästa.');
  });

  test('what cannot be read is told at its field, and what was pasted stays', async () => {
    const { page } = await administrator();
    await read(page, 'Sam Lind\tEnheten');
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: 'Vi hittar ingen rubrikrad.' }).waitFor();
    expect(await alert.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await page.getByLabel('Personerna, med rubriker').inputValue()).toBe('Sam Lind\tEnheten');
    await page.getByLabel('Eller välj en fil').setInputFiles({
      name: 'gammal.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    });
    await page.getByRole('button', { name: 'Visa vad som blir nytt' }).click();
    await alert.filter({ hasText: 'äldre Excel-fil' }).waitFor();
  });

  test('the template is read as it is, but for its made-up unit', async () => {
    const { page } = await administrator();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Hämta en mall' }).click();
    const file = await (await download).path();
    await page.getByLabel('Eller välj en fil').setInputFiles(file);
    await page.getByRole('button', { name: 'Visa vad som blir nytt' }).click();
    await said(page, 'Alla 2 rader är fel.');
    expect(await page.getByText('Det finns ingen enhet som heter ”Enheten för exempel”.').count()).toBe(2);
  });

  test('is closed to everybody else', async () => {
    const { origin } = await startDemo();
    const { page } = await visitAs(origin, 'Annika Lindahl');
    expect((await page.goto(PATH))?.status()).toBe(403);
  });
});

const LOOKS = [
  { colorScheme: 'light', viewport: WIDE },
  { colorScheme: 'dark', viewport: { width: 768, height: 1024 } },
  { colorScheme: 'light', viewport: PHONE },
  { colorScheme: 'dark', viewport: PHONE },
] as const;

test.each(LOOKS)(
  'axe finds nothing and nothing stands outside, $colorScheme at $viewport.width px',
  async (look) => {
    const { page } = await administrator(look);
    const looked = async () => {
      expect(await findings(page)).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    };
    await looked();
    await read(page, WITH_ERRORS);
    await said(page, '2 rader är rätt, 2 är fel.');
    await looked();
    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await said(page, /^Klart\./);
    await looked();
  },
);
