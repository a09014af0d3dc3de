import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { sealRoom } from '../../server/database/rooms.ts';
import { startApp } from '../support/app.ts';
import type { Visitor } from '../support/browser.ts';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';
import { goal, margin, PHONE, reader, sheet, WIDE } from '../support/goal-visit.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { keptChanges, sockets } from './kept-words.ts';
import { writtenWords } from './written-words.ts';

const BEFORE = 'Minst åtta av tio får sitt första besök inom två veckor från beslutet.';
const AFTER = 'Minst åtta av tio får sitt första besök inom tre veckor från beslutet.';

const suggestion = (within: Locator): Locator =>
  within.getByRole('article', { name: 'Förslag från Karin Öberg' });

/** The field that the tests suggest in: it is read on one page, and an editor stands in it on another. */
const field = (guest: Visitor): Locator => goal(guest).locator('.prose').first();
const text = (guest: Visitor) => field(guest).evaluate(writtenWords);
const editorOf = (guest: Visitor): Locator =>
  goal(guest).getByRole('textbox', { name: 'Förväntat resultat' });

/** Marks words as with a mouse or a thumb. */
async function mark(within: Locator, words: string): Promise<void> {
  await within.evaluate((root, words) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at === -1) continue;
      node.parentElement?.scrollIntoView({ block: 'center' });
      document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`Nowhere: ${words}`);
  }, words);
}

async function suggest(guest: Visitor, words: string, instead: string, why = ''): Promise<void> {
  const { page } = guest;
  await mark(field(guest), words);
  await page.getByRole('button', { name: 'Föreslå andra ord' }).click();
  await page.getByLabel('Ditt förslag').fill(instead);
  await page.getByLabel('Varför?').fill(why);
  await page.getByRole('button', { name: 'Skicka förslag' }).click();
  await suggestion(page.locator('body')).first().waitFor();
}

async function openCard(guest: Visitor): Promise<Locator> {
  const card = suggestion(margin(guest));
  await card.getByRole('button', { name: /^Visa/ }).first().click();
  return card;
}

test('staff on a phone suggests, the manager takes it, both texts follow, and it can be undone', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const manager = await reader(origin, 'Annika Lindahl', WIDE);

  await mark(field(staff), 'två veckor');
  await staff.page.getByRole('button', { name: 'Föreslå andra ord' }).click();
  const send = staff.page.getByRole('button', { name: 'Skicka förslag' });
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await staff.page.getByText('Ändra något i orden först.').waitFor();
  await staff.page.getByLabel('Ditt förslag').fill('tre veckor');
  await staff.page.getByLabel('Varför?').fill('Ring 850101-1234.');
  await staff.page.getByText('Det ser ut som ett personnummer.').waitFor();
  await staff.page.getByLabel('Varför?').fill('På natten tar det längre tid.');
  expect(await sheet(staff).locator('.difference del').innerText()).toContain('två');
  expect(await sheet(staff).locator('.difference ins').innerText()).toContain('tre');
  expect(await findings(staff.page)).toEqual([]);
  await send.click();
  await suggestion(sheet(staff)).waitFor();
  expect(await findings(staff.page)).toEqual([]);
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();

  // In its place, in what is read and what is written; the text itself is as it was.
  for (const guest of [staff, manager]) {
    await field(guest).locator('del.suggested', { hasText: 'två' }).waitFor();
    await field(guest).locator('ins.suggested', { hasText: 'tre' }).waitFor();
    expect(await text(guest)).toContain(BEFORE);
  }
  const card = await openCard(manager);
  await card.getByText('På natten tar det längre tid.').waitFor();
  expect(await findings(manager.page)).toEqual([]);
  await card.getByRole('button', { name: 'Ta med', exact: true }).click();
  await card.getByText('tog med förslaget').waitFor();
  for (const guest of [staff, manager]) {
    await expect.poll(() => text(guest)).toContain(AFTER);
    await field(guest).locator('.suggested').first().waitFor({ state: 'detached' });
  }
  expect(await findings(manager.page)).toEqual([]);

  await staff.page.getByRole('link', { name: /^Inkorg: / }).click();
  await staff.page.getByRole('heading', { name: 'Inkorg', level: 1 }).waitFor();
  await staff.page
    .getByRole('link', { name: /besvara/ })
    .first()
    .click();
  await suggestion(sheet(staff)).getByText('Vi tog med ditt förslag.').waitFor();
  await sheet(staff).getByRole('button', { name: 'Stäng kommentarerna' }).click();
  await goal(staff).locator('summary').filter({ hasText: 'Ni sa – det blev' }).click();
  await goal(staff).locator('.said-became').getByText('Föreslog:').waitFor();
  await goal(staff).locator('.said-became').getByText('Blev:', { exact: true }).waitFor();

  await card.getByRole('button', { name: 'Ångra' }).click();
  await card.getByRole('button', { name: 'Ta med', exact: true }).waitFor();
  for (const guest of [staff, manager]) await expect.poll(() => text(guest)).toContain(BEFORE);
  await field(staff).locator('ins.suggested', { hasText: 'tre' }).waitFor();
  expect([...staff.complaints, ...manager.complaints]).toEqual([]);
});

test('who is to hear of it is named beside a suggestion, and beside what is taken after a change', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', PHONE);
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const name = async ({ page }: Visitor, label: string, begun: string) => {
    await page.getByLabel(label).fill('');
    await page.getByLabel(label).pressSequentially(`Hör med @${begun}`);
    await page.getByRole('listbox', { name: 'Vem menar du?' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
  };

  await mark(field(staff), 'två veckor');
  await staff.page.getByRole('button', { name: 'Föreslå andra ord' }).click();
  await staff.page.getByLabel('Ditt förslag').fill('tre veckor');
  await name(staff, 'Varför?', 'mar');
  await staff.page.getByRole('button', { name: 'Skicka förslag' }).click();
  await suggestion(sheet(staff)).locator('.mention', { hasText: '@Maria Kokkonen' }).waitFor();

  const card = await openCard(manager);
  await card.getByRole('button', { name: 'Ändra och ta med …' }).click();
  await card.getByLabel('Så här ska det stå').fill('fyra veckor');
  await name(manager, 'Svar till den som föreslog', 'eva');
  await card.getByRole('button', { name: 'Ta med', exact: true }).click();
  await card.locator('.mention', { hasText: '@Eva Norén' }).waitFor();
  await expect.poll(() => text(manager)).toContain('inom fyra veckor');
});

test('two who press at the same time take it once, and the other is told', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await suggest(staff, 'två veckor', 'tre veckor');
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const deputy = await reader(origin, 'Maria Kokkonen', WIDE);
  const both = [manager, deputy];
  const cards = [await openCard(manager), await openCard(deputy)];
  await Promise.all(
    cards.map((card) =>
      card.getByRole('button', { name: 'Ta med', exact: true }).click({ noWaitAfter: true }),
    ),
  );
  for (const card of cards) await card.getByText('tog med förslaget').waitFor();
  for (const guest of [...both, staff]) await expect.poll(() => text(guest)).toContain(AFTER);
  const told = await Promise.all(cards.map((card) => card.getByRole('alert').innerText()));
  expect(told.filter((words) => words.includes('Någon annan hann före.'))).toHaveLength(1);
});

test('a text that has changed is looked at again before its suggestion is taken', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await suggest(staff, 'inom två veckor', 'inom tre veckor');
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const card = await openCard(manager);
  await card.getByRole('button', { name: 'Ta med', exact: true }).waitFor();

  const deputy = await reader(origin, 'Maria Kokkonen', WIDE);
  await editorOf(deputy).click();
  await field(deputy).locator('del.suggested').waitFor();
  await mark(editorOf(deputy), 'två');
  await deputy.page.keyboard.type('nästan två');
  // Not drawn where other words stand.
  await field(manager).locator('.suggested').first().waitFor({ state: 'detached' });
  await card.getByText('Texten har ändrats sedan förslaget skrevs.').waitFor();
  await card.getByText('inom nästan två veckor').first().waitFor();
  expect(await findings(manager.page)).toEqual([]);
  await card.getByRole('button', { name: 'Ta med ändå' }).click();
  await card.getByText('tog med förslaget').waitFor();
  await expect.poll(() => text(staff)).toContain(AFTER);
});

test('it is edited before it is taken, or left out with a reason that its author reads', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await suggest(staff, 'två veckor', 'tre veckor');
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const card = await openCard(manager);
  await card.getByRole('button', { name: 'Ändra och ta med …' }).click();
  await card.getByLabel('Så här ska det stå').fill('tre till fyra veckor');
  await card.getByLabel('Svar till den som föreslog').fill('Tack, vi skrev ut det.');
  expect(await findings(manager.page)).toEqual([]);
  await card.getByRole('button', { name: 'Ta med', exact: true }).click();
  await card.getByText('Orden ändrades innan de togs med.').waitFor();
  await expect.poll(() => text(staff)).toContain('inom tre till fyra veckor från beslutet.');

  // The paragraph is drawn anew with its mark, which takes away what is marked in it.
  await field(staff).locator('mark.answered').waitFor();
  await suggest(staff, 'första besök', 'besök');
  const second = suggestion(margin(manager)).filter({ hasText: 'första' });
  await second.getByRole('button', { name: /^Visa/ }).first().click();
  await second.getByRole('button', { name: 'Ta inte med …' }).click();
  await second.getByRole('button', { name: 'Ta inte med', exact: true }).click();
  await second.getByText('Något saknas i formuläret.').waitFor();
  await second.getByLabel('Varför tas det inte med?').fill('Det första besöket är det som räknas.');
  expect(await findings(manager.page)).toEqual([]);
  await second.getByRole('button', { name: 'Ta inte med', exact: true }).click();
  await second.getByText('Inte ändrat, därför:').waitFor();
  await margin(staff).getByText('Det första besöket är det som räknas.').waitFor();
});

test('a draft outlives the reload, suggestions in the text can be put away, and words of two paragraphs are commented on', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  const { page } = staff;
  const compose = async () => {
    await mark(field(staff), 'två veckor');
    await page.getByRole('button', { name: 'Föreslå andra ord' }).click();
  };
  await compose();
  await page.getByLabel('Ditt förslag').fill('tre veckor');
  await page.reload();
  await margin(staff).waitFor();
  await compose();
  expect(await page.getByLabel('Ditt förslag').inputValue()).toBe('tre veckor');
  await page.getByRole('button', { name: 'Skicka förslag' }).click();
  await field(staff).locator('ins.suggested').waitFor();

  await page.getByLabel('Visa förslag i texten').uncheck();
  await field(staff).locator('ins.suggested').waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByLabel('Visa förslag i texten').waitFor();
  expect(await page.getByLabel('Visa förslag i texten').isChecked()).toBe(false);
  await field(staff).locator('ins.suggested').waitFor({ state: 'hidden' });

  await field(staff).evaluate((root) => document.getSelection()?.selectAllChildren(root));
  await page.getByRole('button', { name: 'Föreslå andra ord' }).click();
  await page.getByText('Ett förslag gäller ord i ett och samma stycke').waitFor();
  await page.getByRole('button', { name: 'Kommentera i stället' }).click();
  await page.getByLabel('Din kommentar').waitFor();
});

test('by keys alone: words are marked, a suggestion is made and taken', async () => {
  const { origin } = await startDemo();
  const manager = await reader(origin, 'Annika Lindahl', WIDE);
  const { keyboard } = manager.page;
  await editorOf(manager).focus();
  await keyboard.press('Control+Home');
  for (let letter = 0; letter < 'Minst'.length; letter += 1) await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Control+Alt+KeyM');
  await manager.page.getByLabel('Din kommentar').waitFor();
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await manager.page.getByLabel('Ditt förslag').waitFor();
  await keyboard.press('Control+A');
  await keyboard.type('Drygt');
  await keyboard.press('Tab');
  await keyboard.type('Så var det.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  const card = margin(manager).getByRole('article', { name: 'Förslag från Annika Lindahl' });
  await card.getByRole('button', { name: 'Ta med', exact: true }).focus();
  await keyboard.press('Enter');
  await card.getByText('tog med förslaget').waitFor();
  const label = () => manager.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await label()).toBe('Förslag från Annika Lindahl');
  await expect.poll(() => text(manager)).toContain('Drygt åtta av tio');
});

test('without scripts a suggestion is read and taken', async () => {
  const { origin } = await startDemo();
  const staff = await reader(origin, 'Karin Öberg', WIDE);
  await suggest(staff, 'två veckor', 'tre veckor');
  const signedIn = await visitAs(origin, 'Annika Lindahl');
  await openReport(signedIn);
  const storageState = await signedIn.context.storageState();
  const plain = await visitor(origin, { storageState, javaScriptEnabled: false });
  await plain.page.goto(signedIn.page.url());
  const own = goal(plain).getByRole('article');
  expect(await own.locator('.word-diff').innerText()).toMatch(/två[\s\S]*tre/);
  await own.getByText('Inte ändrat, därför …').waitFor();
  await own.getByRole('button', { name: 'Ta med' }).click();
  await expect.poll(() => text(staff)).toContain(AFTER);
});

test('what no section took is sent as a suggestion, marked as sent, and kept when it could not be', async () => {
  const app = await startApp();
  const { sql } = app.database;
  const house = await buildHouse(sql);
  const [sectionId = ''] = house.sectionIds;
  const staff = await letIn(sql, house, 'Ali Rezai', 'staff');
  const { page, context } = await visitor(app.origin, { cookie: staff.cookie });
  const link = await sockets(context);
  const editor = page.getByRole('textbox', { name: 'Avsnitt 0' });
  await page.goto(`/rapporter/${house.reportId}`);
  await editor.click();
  await page.keyboard.type('Vi började i mars.');
  await page.locator('.save-line.saved').waitFor();
  link.cut = true;
  await link.closeAll();
  await page.keyboard.type(' Natten fick vänta.');
  await expect.poll(() => keptChanges(page)).toEqual({ [staff.accountId]: 19 });
  await sql.begin(async (tx) => {
    await tx`update sections set state = 'ready' where id = ${sectionId}`;
    await sealRoom(tx, sectionId);
  });
  link.cut = false;
  const list = page.getByRole('region', { name: 'Ej inskickade ändringar' });
  const send = list.getByRole('button', { name: 'Skicka som förslag' });
  await send.waitFor({ timeout: 30_000 });

  await page.route('**/kommentera', (route) => route.abort());
  await send.click();
  await list.getByText('Vi når inte servern.').waitFor();
  expect(await list.locator('mark').innerText()).toBe(' Natten fick vänta.');
  await page.unroute('**/kommentera');
  expect(await findings(page)).toEqual([]);
  await send.click();
  await list.getByText('Allt är skickat. Du kan kasta det här.').waitFor();
  await send.waitFor({ state: 'detached' });
  const [sent] = await sql`select original, proposed from suggestions`;
  expect(sent).toEqual({ original: 'mars.', proposed: 'mars. Natten fick vänta.' });
  await page.reload();
  await list.getByText('Allt är skickat. Du kan kasta det här.').waitFor();
  await list.getByRole('button', { name: 'Kasta …' }).click();
  await list.getByRole('button', { name: 'Kasta', exact: true }).click();
  await list.waitFor({ state: 'detached' });
});
