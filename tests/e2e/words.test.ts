import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Visitor } from '../support/browser.ts';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';
import { caretIn, fieldOf, markedIn, markWords, translatePage } from '../support/marked-words.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WIDE = { viewport: { width: 1440, height: 900 } };
/** Marks are there within two seconds; a machine with much to do takes longer. */
const SOON = { timeout: 10_000 };
const GOAL = 'Stödet börjar inom två veckor';
const WORDS = 'ungefär lika lång på natten';

const analysis = ({ page }: Visitor): Locator => fieldOf(page, GOAL, 'analysis');
const margin = ({ page }: Visitor): Locator => page.getByRole('complementary', { name: 'Kommentarer' });
const sheet = ({ page }: Visitor): Locator => page.getByRole('dialog');
const bar = ({ page }: Visitor): Locator => page.getByRole('region', { name: 'Det du har markerat' });
const card = (within: Locator, words: string): Locator =>
  within.getByRole('article').filter({ hasText: words });

async function reader(origin: string, name: string, options: typeof WIDE): Promise<Visitor> {
  const guest = await visitAs(origin, name, { name, ...options });
  await openReport(guest);
  await analysis(guest).scrollIntoViewIfNeeded();
  return guest;
}

/** The manager, whose text has become an editor. */
async function manager(origin: string): Promise<Visitor> {
  const guest = await reader(origin, 'Annika Lindahl', WIDE);
  await analysis(guest).getByRole('textbox').waitFor();
  return guest;
}

/** Marks words and comments on them. */
async function commentOn(guest: Visitor, within: Locator, words: string, body: string): Promise<void> {
  await markWords(within, words);
  await bar(guest).getByRole('button', { name: 'Kommentera' }).click();
  await guest.page.getByLabel('Din kommentar').fill(body);
  await guest.page.getByRole('button', { name: 'Skicka kommentar' }).click();
  await guest.page.getByRole('article').filter({ hasText: body }).first().waitFor();
}

test('words that staff marks on a phone are marked for the manager, with the card beside them', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const boss = await manager(origin);

  await markWords(analysis(staff), WORDS);
  await bar(staff).waitFor();
  expect(await findings(staff.page)).toEqual([]);
  await bar(staff).getByRole('button', { name: 'Kommentera' }).tap();
  await sheet(staff).getByText(WORDS).waitFor();
  expect(await findings(staff.page, '.sheet')).toEqual([]);
  await sheet(staff).getByLabel('Din kommentar').fill('Fem veckor hos oss.');
  await sheet(staff).getByRole('button', { name: 'Skicka kommentar' }).click();
  await card(sheet(staff), 'Fem veckor hos oss.').waitFor();
  await expect.poll(() => markedIn(analysis(staff)), SOON).toEqual([WORDS]);

  await expect.poll(() => markedIn(analysis(boss)), SOON).toEqual([WORDS]);
  const beside = card(margin(boss), 'Fem veckor hos oss.');
  await expect.poll(() => distance(beside, analysis(boss).locator('mark')), SOON).toBeLessThan(30);
  expect(await findings(boss.page)).toEqual([]);
  expect([...staff.complaints, ...boss.complaints]).toEqual([]);
});

test('the mark follows what is written before and inside it; where the words go, their comment says so', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const boss = await manager(origin);
  await commentOn(staff, analysis(staff), WORDS, 'Fem veckor hos oss.');
  await expect.poll(() => markedIn(analysis(boss)), SOON).toEqual([WORDS]);
  const beside = card(margin(boss), 'Fem veckor hos oss.');

  const { keyboard } = boss.page;
  await caretIn(analysis(boss), 'Väntan har varit', 0);
  await keyboard.type('Nu. ');
  await caretIn(analysis(boss), WORDS, 'ungefär'.length);
  await keyboard.type(' helt');
  const now = 'ungefär helt lika lång på natten';
  for (const guest of [staff, boss]) await expect.poll(() => markedIn(analysis(guest)), SOON).toEqual([now]);

  await caretIn(analysis(boss), 'Nu. Väntan', 'Nu. '.length);
  await keyboard.press('Enter');
  await caretIn(analysis(boss), 'ungefär helt', 'ungefär'.length);
  await keyboard.press('Enter');
  await analysis(staff)
    .locator('p')
    .filter({ hasText: /^ helt lika lång/ })
    .waitFor();
  for (const guest of [staff, boss]) await expect.poll(() => markedIn(analysis(guest)), SOON).toEqual([now]);

  await markWords(analysis(boss), now);
  // Before the editor knows what is marked, the browser deletes by itself, and tries to style what is left.
  await bar(boss).waitFor();
  await keyboard.press('Delete');
  await beside.getByText('Ursprunglig text borttagen').waitFor();
  await expect.poll(() => markedIn(analysis(staff)), SOON).toEqual([]);
  await beside.getByRole('button', { name: /^Visa/ }).click();
  await beside.getByRole('button', { name: 'Besvara: vad blev det?' }).click();
  await beside.getByLabel('Vad har ändrats?').fill('Meningen är borttagen.');
  await beside.getByRole('button', { name: 'Besvara', exact: true }).click();
  await card(sheet(staff), 'Fem veckor hos oss.').getByText('Meningen är borttagen.').waitFor();
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await staff.page.getByRole('link', { name: /^Inkorg: / }).click();
  await staff.page.getByRole('link', { name: 'Din kommentar är besvarad' }).first().waitFor();
  expect([...staff.complaints, ...boss.complaints]).toEqual([]);
});

test('comments on words that overlap both stand, and a click goes from one to the other', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await commentOn(staff, analysis(staff), 'tre kollegor slutade', 'Fyra, om man räknar natten.');
  await commentOn(staff, analysis(staff), 'kollegor slutade samtidigt', 'Inte samtidigt.');
  await expect
    .poll(() => markedIn(analysis(staff)), SOON)
    .toEqual(['tre kollegor slutade', 'kollegor slutade samtidigt']);
  const both = analysis(staff).locator('mark mark').first();
  await both.click();
  const open = margin(staff).getByRole('button', { name: /^Visa mindre/ });
  const first = await open.locator('xpath=ancestor::article').getAttribute('id');
  await both.click();
  await expect.poll(() => open.locator('xpath=ancestor::article').getAttribute('id')).not.toBe(first);

  const boss = await manager(origin);
  await expect
    .poll(() => markedIn(analysis(boss)), SOON)
    .toEqual(['tre kollegor slutade', 'kollegor slutade samtidigt']);
  expect([...staff.complaints, ...boss.complaints]).toEqual([]);
});

test('words of the text from above are commented on, and marked for others', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const inherited = ({ page }: Visitor) => page.locator('.inherited [data-words]').first();
  const words = ((await inherited(staff).locator('p').first().textContent()) ?? '').slice(0, 24).trim();
  await unfold(inherited(staff));
  await commentOn(staff, inherited(staff), words, 'Gäller det oss?');
  await expect.poll(() => markedIn(inherited(staff)), SOON).toEqual([words]);
  const other = await reader(origin, 'Maria Kokkonen', WIDE);
  await expect.poll(() => markedIn(inherited(other)), SOON).toEqual([words]);
  const there = card(margin(other), 'Gäller det oss?');
  await unfold(inherited(other));
  await inherited(other).locator('mark').click();
  await there.getByRole('button', { name: 'Visa i texten' }).waitFor();
});

test('by keys alone: from words to their card and back', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const { page } = staff;
  await markWords(analysis(staff), WORDS);
  await page.keyboard.press('Control+Alt+m');
  await page.getByRole('heading', { name: 'Kommentera markerade ord' }).waitFor();
  await page.keyboard.type('Bara med tangenter.');
  await page.getByRole('button', { name: 'Skicka kommentar' }).focus();
  await page.keyboard.press('Enter');
  await card(margin(staff), 'Bara med tangenter.').waitFor();
  const link = analysis(staff).getByRole('link', { name: 'Kommentar från Karin Öberg' });
  await link.focus();
  await page.keyboard.press('Enter');
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('ARTICLE');
  await card(margin(staff), 'Bara med tangenter.')
    .getByRole('button', { name: 'Visa i texten' })
    .press('Enter');
  await expect.poll(label).toBe('Kommentar från Karin Öberg');

  const boss = await manager(origin);
  await caretIn(analysis(boss), 'Sedan i höstas', 5);
  await boss.page.keyboard.press('Shift+Control+ArrowRight');
  await bar(boss).waitFor();
  await boss.page.keyboard.press('Escape');
  await bar(boss).waitFor({ state: 'detached' });
  await boss.page.keyboard.press('Control+Alt+m');
  await boss.page.getByLabel('Din kommentar').waitFor();
  await boss.page.keyboard.press('Escape');
  await caretIn(analysis(boss), WORDS, 4);
  await boss.page.keyboard.press('Control+Alt+m');
  await expect
    .poll(() => boss.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Kommentar från Karin Öberg');
  expect([...staff.complaints, ...boss.complaints]).toEqual([]);
});

test('a page that the browser translates stays whole, the text is untouched, and the paragraph is commented on', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const boss = await manager(origin);
  const before = await analysis(boss).locator('.ProseMirror').innerText();
  await commentOn(staff, analysis(staff), WORDS, 'Före översättningen.');
  // Headings are translated too.
  const place = await analysis(staff).evaluate((at) =>
    at.closest('[data-entry]')?.getAttribute('data-entry'),
  );
  const translated = staff.page.locator(`[data-entry="${place}"] [data-field="analysis"]`);
  await translatePage(staff.page);
  await translated.getByText('VÄNTAN HAR VARIT').waitFor();
  expect(await analysis(boss).locator('.ProseMirror').innerText()).toBe(before);

  await commentOn(boss, analysis(boss), 'tre kollegor', 'Stämmer antalet?');
  await expect.poll(() => translated.locator('mark').allInnerTexts(), SOON).toContain('TRE KOLLEGOR');
  await caretIn(analysis(boss), 'Sedan i höstas', 0);
  await boss.page.keyboard.type('Ord. ');
  await translated.getByText('ORD. SEDAN I HÖSTAS').waitFor();

  await markWords(translated, 'BESÖK I TID');
  await staff.page.getByText('Sidan är översatt.').first().waitFor();
  await staff.page.locator('.word-bar button').click();
  expect(await staff.page.getByRole('textbox', { name: /kommentar/i }).inputValue()).toContain(
    '”BESÖK I TID”',
  );
  await staff.page.getByRole('textbox', { name: /kommentar/i }).fill('I translated this.');
  await staff.page.locator('.talk-form button[type="submit"]').click();
  await expect
    .poll(() => markedIn(analysis(boss)), SOON)
    .toEqual(['tre kollegor', WORDS, expect.stringMatching(/^Ord\. Sedan i höstas ringer .* i tid/)]);
  expect(staff.complaints.filter((told) => told.startsWith('thrown'))).toEqual([]);
  expect(boss.complaints).toEqual([]);
});

test('a comment on words that was not sent is offered in its section, with the very words', async () => {
  const { origin } = await startDemo();
  for (const [name, options] of [
    ['Karin Öberg', PHONE],
    ['Annika Lindahl', WIDE],
  ] as const) {
    const guest = await reader(origin, name, options);
    const { page } = guest;
    const goal = page
      .locator('section[data-entry]')
      .filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });
    await markWords(analysis(guest), WORDS);
    await bar(guest).getByRole('button', { name: 'Kommentera' }).click();
    await page.getByLabel('Din kommentar').fill('Fem veckor hos oss.');
    await page.reload();
    await goal.getByText(`Du har en kommentar som inte är skickad, om ”${WORDS}”.`).waitFor();
    const goOn = goal.getByRole('button', { name: 'Skriv vidare' });
    await goOn.click();
    expect(await page.getByLabel('Din kommentar').inputValue()).toBe('Fem veckor hos oss.');
    await page.keyboard.press('Escape');
    expect(await goOn.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await findings(page, '.section-talk')).toEqual([]);
    await goOn.click();
    await page.getByRole('button', { name: 'Skicka kommentar' }).click();
    await goOn.waitFor({ state: 'detached' });
    await page.getByRole('article').filter({ hasText: 'Fem veckor hos oss.' }).first().waitFor();
    expect(guest.complaints).toEqual([]);
  }
});

test('without scripts the words are marked, and lead to what is said of them', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await commentOn(staff, analysis(staff), WORDS, 'Läses utan skript.');
  const plain = await visitor(origin, {
    storageState: await staff.context.storageState(),
    javaScriptEnabled: false,
  });
  await plain.page.goto(staff.page.url());
  expect(await analysis(plain).locator('mark').allInnerTexts()).toEqual([WORDS]);
  await analysis(plain).getByRole('link', { name: 'Kommentar från Karin Öberg' }).click();
  const id = new URL(plain.page.url()).hash.slice(1);
  await plain.page.locator(`[id="${id}"]`).getByText('Läses utan skript.').waitFor();
});

/** Long texts from above are folded. */
async function unfold(text: Locator): Promise<void> {
  await text.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
}

/** How far apart the tops of two stand, in px. */
async function distance(one: Locator, other: Locator): Promise<number> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  return Math.abs((a?.y ?? 0) - (b?.y ?? Number.POSITIVE_INFINITY));
}
