import { expect, test } from 'vitest';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { SAMPLE_TEXT } from '../support/sample-text.ts';

const MB = 1024 * 1024;

test.each([
  ['prose-editor', 'Annika Lindahl', 'Du kan läsa men inte skriva.'],
  ['start-engine', 'Karin Öberg', 'Du kan läsa, men ser inte vad andra skriver.'],
])('without %s the report can be read, and %s is told what to do', async (chunk, name, told) => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, name);
  const { page } = guest;
  await page.route(new RegExp(`/assets/${chunk}-`), (route) => route.abort());
  await openReport(guest);
  const banner = page.getByRole('status').filter({ hasText: 'En del av sidan kom inte fram.' });
  await banner.getByText(told).waitFor();
  await page.getByText('Här slutar rapporten.').waitFor();
  await page.unroute(new RegExp(`/assets/${chunk}-`));
  await banner.getByRole('button', { name: 'Läs in sidan på nytt' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await banner.waitFor({ state: 'detached' });
});

test('a file beyond all bounds is refused before it is sent', async () => {
  const { origin } = await startDemo();
  const { page, complaints } = await visitAs(origin, 'Yasmin Osman');
  await page.goto('/las-in');
  const file = { name: 'stor.txt', mimeType: 'text/plain', buffer: Buffer.alloc(13 * MB, 'rad\n') };
  await page.getByLabel('Eller välj en textfil').setInputFiles(file);
  await page.getByRole('button', { name: 'Läs texten' }).click();
  await page.getByRole('alert').filter({ hasText: 'större än 5 MB' }).waitFor();
  expect(complaints).toEqual([]);
});

test('what is wrong in the choices gets the focus, and so does a report that exists', async () => {
  const { origin } = await startDemo();
  const { page } = await visitAs(origin, 'Annika Lindahl');
  await page.goto('/las-in');
  await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
  await page.getByRole('button', { name: 'Läs texten' }).click();
  const create = page.locator('#skapa');
  const year = create.getByRole('textbox', { name: 'År' });
  await create.getByLabel('Sort').selectOption('VB');
  await create.getByLabel('Enhet').selectOption({ label: 'Enheten för hemnära stöd' });
  await year.fill('20');
  await create.getByRole('button', { name: 'Skapa utkast' }).click();
  await create.getByText('Skriv året med fyra siffror').waitFor();
  await expect.poll(() => year.evaluate((field) => field === document.activeElement)).toBe(true);

  await page.goto('/');
  const open = page.getByRole('link', { name: /^Fortsätt skriva Verksamhetsberättelse/ });
  const thisYear = /\d{4}/.exec((await open.textContent()) ?? '')?.[0] ?? '';
  await page.goto('/las-in');
  await page.getByLabel('Rapportens text').fill(SAMPLE_TEXT);
  await page.getByRole('button', { name: 'Läs texten' }).click();
  await create.getByLabel('Sort').selectOption('VB');
  await create.getByLabel('Enhet').selectOption({ label: 'Enheten för hemnära stöd' });
  await year.fill(thisYear);
  await create.getByRole('button', { name: 'Skapa utkast' }).click();
  const alert = create.getByRole('alert').filter({ hasText: 'Enheten har redan den rapporten.' });
  await alert.waitFor();
  await expect.poll(() => alert.evaluate((told) => told === document.activeElement)).toBe(true);
});

test('on a phone the masthead keeps its height without contact, and the banner is seen whole', async () => {
  const { origin } = await startDemo();
  const guest = await visitAs(origin, 'Annika Lindahl', { viewport: { width: 320, height: 640 } });
  const { page, context } = guest;
  await openReport(guest);
  const masthead = page.getByRole('banner');
  const before = await masthead.boundingBox();
  await page.getByRole('textbox').first().click();
  await context.setOffline(true);
  await page.keyboard.type('Ord');
  await page.getByText('Vi når inte servern.').waitFor();
  const after = await masthead.boundingBox();
  const told = await page.locator('.save-banner').boundingBox();
  expect(after).toEqual(before);
  expect(told?.y).toBeGreaterThanOrEqual((after?.y ?? 0) + (after?.height ?? 0));
});

test('a field that was emptied again says so to those who read', async () => {
  const { origin } = await startDemo();
  const writer = await visitAs(origin, 'Annika Lindahl');
  const reader = await visitAs(origin, 'Karin Öberg');
  await Promise.all([openReport(writer), openReport(reader)]);
  const field = reader.page
    .locator('.prose-field')
    .filter({ has: reader.page.locator('.unwritten') })
    .first();
  const name = await field.getAttribute('data-field');
  const place = await field.evaluate((at) => at.closest('[data-entry]')?.getAttribute('data-entry'));
  const same = `[data-entry="${place}"] [data-field="${name}"]`;
  await reader.page.locator(same).scrollIntoViewIfNeeded();
  await writer.page.locator(same).scrollIntoViewIfNeeded();
  await writer.page.locator(same).getByRole('textbox').click();
  await writer.page.keyboard.type('Ord');
  await reader.page.locator(same).getByText('Ord', { exact: true }).waitFor();
  for (const _letter of 'Ord') await writer.page.keyboard.press('Backspace');
  await reader.page.locator(same).getByText('Inte skrivet än.').waitFor();
});
