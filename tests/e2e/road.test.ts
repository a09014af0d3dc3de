import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';

const GOAL = 'Stödet börjar inom två veckor';
const REASON = 'Skriv något om kvällarna. Där går det fortare, och det står inte här.';

const section = (page: Page, title: string): Locator =>
  page
    .locator('section[data-entry]')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

const goal = ({ page }: Visitor): Locator => section(page, GOAL);

const opener = (within: Locator, ask: string): Locator => within.locator('summary').filter({ hasText: ask });

/** Opens what a button asks for, and presses the button inside. */
async function answer(within: Locator, ask: string, act: RegExp): Promise<void> {
  await opener(within, ask).click();
  await within.getByRole('button', { name: act }).click();
}

async function write(visitor: Visitor, words: string): Promise<void> {
  await goal(visitor).getByText('Analys', { exact: true }).first().scrollIntoViewIfNeeded();
  const analysis = goal(visitor).getByRole('textbox', { name: 'Analys', exact: true });
  await analysis.click();
  await visitor.page.keyboard.press('Control+End');
  await visitor.page.keyboard.type(words);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');

test('four people take a section from draft to handed in, and each sees what the others do', async () => {
  const { origin } = await startDemo();
  const names = ['Ali Rezai', 'Maria Kokkonen', 'Annika Lindahl', 'Eva Norén'] as const;
  const visitors = await Promise.all(names.map((name) => visitAs(origin, name, { name })));
  const [staff, deputy, manager, superior] = visitors;
  if (!staff || !deputy || !manager || !superior) throw new Error('Four came');
  for (const visitor of visitors) {
    await openReport(visitor);
    // A text is live where one looks.
    await goal(visitor).scrollIntoViewIfNeeded();
  }

  await goal(staff).getByText('Öppet för Kvällsgruppen att skriva i. Du kan skriva här.').waitFor();
  await write(staff, ' Ali skrev detta.');
  await goal(deputy).getByText('Ali skrev detta.').waitFor();

  await answer(goal(deputy), 'Klarmarkera …', /^Klarmarkera ändå/);
  await goal(deputy).getByText('Klarmarkerat av Maria Kokkonen').waitFor();
  await goal(staff).getByText('Väntar på enhetschefen.').waitFor();
  await expect.poll(() => goal(staff).locator('[contenteditable="true"]').count()).toBe(0);

  await goal(manager).getByText('Väntar på dig.').waitFor();
  await answer(goal(manager), 'Klarmarkera …', /^Klarmarkera ändå/);
  await goal(superior).getByText('Klarmarkerat av Annika Lindahl').waitFor();
  await goal(deputy).getByText('Väntar på godkännande.').waitFor();

  await opener(goal(superior), 'Skicka tillbaka …').click();
  await goal(superior).getByLabel('Skäl').fill(REASON);
  await goal(superior)
    .getByRole('button', { name: /^Skicka tillbaka/ })
    .click();
  for (const writer of [staff, deputy, manager]) {
    await goal(writer).getByRole('blockquote').getByText(REASON).waitFor();
  }

  await write(manager, ' På kvällen går det fortare.');
  await answer(goal(manager), 'Klarmarkera …', /^Klarmarkera ändå/);
  await goal(superior).getByText('På kvällen går det fortare.').waitFor();
  await goal(superior)
    .getByRole('button', { name: /^Godkänn/ })
    .click();
  const prints = await Promise.all(
    visitors.map(async (visitor) => {
      await goal(visitor).getByText('Godkänt av Eva Norén').waitFor();
      return goal(visitor).locator('.fingerprint .whole').textContent();
    }),
  );
  expect(prints[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(prints).size).toBe(1);

  await manager.page.getByText('Lämna in …').click();
  await manager.page.getByText(/^Det här saknas i \d+ avsnitt:$/).waitFor();
  await manager.page.getByRole('button', { name: 'Lås och lämna in ändå' }).click();
  for (const { page } of visitors) {
    await page.getByText('Inlämnad av Annika Lindahl').waitFor();
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0);
  }
  await expect.poll(() => focused(manager.page)).toContain('Inlämnad av Annika Lindahl');

  await superior.page.getByText('Lämna tillbaka …').click();
  await superior.page.getByLabel('Vi håller vår budget').check();
  await superior.page.locator('.title-page').getByLabel('Skäl').fill('Vänta på bokslutet.');
  await superior.page.getByRole('button', { name: 'Lämna tillbaka', exact: true }).click();
  const budget = section(manager.page, 'Vi håller vår budget');
  await budget.getByText('Öppnat igen').first().waitFor();
  await manager.page
    .locator('.title-page')
    .getByRole('blockquote')
    .getByText('Vänta på bokslutet.')
    .waitFor();
  await goal(manager).getByText('Godkänt av Eva Norén').waitFor();
  expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
});

test('the last words come with: a mark waits until they are saved', async () => {
  const { origin } = await startDemo();
  const deputy = await visitAs(origin, 'Maria Kokkonen');
  await openReport(deputy);
  const own = goal(deputy);
  await opener(own, 'Klarmarkera …').click();
  await write(deputy, ' Först.');
  await deputy.page.locator('.save-line.saved').waitFor();
  await deputy.context.setOffline(true);
  await deputy.page.getByText('Offline').first().waitFor();
  await write(deputy, ' Utan nät.');
  await own.getByRole('button', { name: /^Klarmarkera ändå/ }).click();
  await own.getByRole('button', { name: 'Väntar på att det du skrivit kommer fram …' }).waitFor();
  await deputy.context.setOffline(false);
  await own.getByText('Klarmarkerat av Maria Kokkonen').waitFor();
  await own.getByText('Först. Utan nät.').waitFor();
  expect(await deputy.page.getByText('Du kan inte längre skriva').count()).toBe(0);
  const other = await visitAs(origin, 'Annika Lindahl');
  await openReport(other);
  await goal(other).getByText('Först. Utan nät.').waitFor();
});

test('whoever comes second is told so, and the page shows how it stands', async () => {
  const { origin } = await startDemo();
  const [first, second] = await Promise.all([
    visitAs(origin, 'Maria Kokkonen', { name: 'first' }),
    visitAs(origin, 'Maria Kokkonen', { name: 'second' }),
  ]);
  for (const visitor of [first, second]) await openReport(visitor);
  await opener(goal(second), 'Klarmarkera …').click();
  // The second hears of nothing: its page stays as it was read.
  await second.page.routeWebSocket(/collab/, (socket) => socket.close());
  await second.page.reload();
  await opener(goal(second), 'Klarmarkera …').click();
  await answer(goal(first), 'Klarmarkera …', /^Klarmarkera ändå/);
  await goal(first).getByText('Klarmarkerat av Maria Kokkonen').waitFor();
  await goal(second)
    .getByRole('button', { name: /^Klarmarkera ändå/ })
    .click();
  await goal(second).getByRole('alert').getByText('Någon annan hann före').waitFor();
  await goal(second).getByText('Klarmarkerat av Maria Kokkonen').waitFor();
});

test('without contact an act is refused in words, and the page stays', async () => {
  const { origin } = await startDemo();
  const manager = await visitAs(origin, 'Annika Lindahl');
  await openReport(manager);
  const own = goal(manager);
  await opener(own, 'Vem får skriva …').click();
  await manager.context.setOffline(true);
  await own.getByLabel(/^Stängt/).check();
  await own.getByRole('button', { name: /^Ändra Stödet/ }).click();
  await own.getByRole('alert').getByText('Vi når inte servern').waitFor();
  await manager.context.setOffline(false);
  await own.getByRole('button', { name: /^Ändra Stödet/ }).click();
  await own.getByText('Avsnittet är stängt. Du kan läsa.').waitFor();
});
