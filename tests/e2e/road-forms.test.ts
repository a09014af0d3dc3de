import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';

const GOAL = 'Stödet börjar inom två veckor';

const goal = (page: Page): Locator =>
  page.locator('section[data-entry]').filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });

const opener = (within: Locator, ask: string): Locator => within.locator('summary').filter({ hasText: ask });

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).startsWith(name)) return;
  }
  throw new Error(`No way by Tab to ${name}`);
}

test('without JavaScript: a mark, its taking back with a reason, and what came too late', async () => {
  const { origin } = await startDemo();
  const plain = await visitAs(origin, 'Annika Lindahl', { javaScriptEnabled: false });
  await openReport(plain);
  const { page } = plain;
  const old = await plain.context.newPage();
  await old.goto(page.url());

  await opener(goal(page), 'Klarmarkera …').click();
  await goal(page)
    .getByRole('button', { name: /^Klarmarkera ändå/ })
    .click();
  await goal(page).getByText('Klarmarkerat av Annika Lindahl').waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#lage-/);

  await opener(goal(old), 'Klarmarkera …').click();
  await goal(old)
    .getByRole('button', { name: /^Klarmarkera ändå/ })
    .click();
  await goal(old).getByText('Någon annan hann före').waitFor();

  await opener(goal(page), 'Öppna igen …').click();
  await goal(page).getByLabel('Skäl').fill('En siffra till.');
  await goal(page)
    .getByRole('button', { name: /^Öppna igen/ })
    .click();
  await goal(page).getByRole('blockquote').getByText('En siffra till.').waitFor();
});

test('the judgement is chosen by keys alone, and chosen again', async () => {
  const { origin } = await startDemo();
  const manager = await visitAs(origin, 'Annika Lindahl');
  await openReport(manager);
  const { page } = manager;
  const line = goal(page).locator('.statusline');
  for (const [choice, other] of [
    ['Uppfylls helt', 'Uppfylls delvis'],
    ['Uppfylls delvis', 'Uppfylls helt'],
  ] as const) {
    await opener(line, 'Ändra bedömning').focus();
    await page.keyboard.press('Enter');
    expect(await line.getByRole('button', { name: other }).getAttribute('aria-pressed')).toBe('true');
    await tabTo(page, choice);
    await page.keyboard.press('Enter');
    await line.locator('> .status').getByText(choice).waitFor();
    await page.getByRole('status').getByText('Bedömningen är ändrad.').waitFor();
    await expect.poll(() => focused(page)).toMatch(/^Ändra bedömning/);
    // Until the page has read what came of it.
    await expect.poll(() => line.locator('form').getAttribute('aria-busy')).toBeNull();
  }
  await opener(line, 'Ändra bedömning').click();
  await page.keyboard.press('Escape');
  expect(await line.locator('details').getAttribute('open')).toBeNull();
  await opener(goal(page), 'Historik').click();
  await goal(page).getByText('ändrade bedömningen från ”Uppfylls delvis” till ”Uppfylls helt”').waitFor();
  expect(manager.complaints).toEqual([]);
});

test('several sections are opened at once, for a group and the controller', async () => {
  const { origin } = await startDemo();
  const manager = await visitAs(origin, 'Annika Lindahl');
  const staff = await visitAs(origin, 'Karin Öberg', { name: 'staff' });
  for (const visitor of [manager, staff]) await openReport(visitor);
  const head = manager.page.locator('.title-page');
  await opener(head, 'Öppna avsnitt …').click();
  const asked = head.locator('details[open]');
  await asked.getByLabel(GOAL).check();
  await asked.getByLabel('Scheman som går att leva med').check();
  expect(await asked.getByLabel('Nattgruppen').isVisible()).toBe(false);
  await asked.getByLabel(/^Skriva:/).check();
  await asked.getByLabel('Nattgruppen').check();
  await asked.getByLabel('Controllern').check();
  await asked.getByRole('button', { name: 'Ändra för de valda' }).click();
  const words = 'Öppet för Nattgruppen och controllern att skriva i. Du kan skriva här.';
  await goal(staff.page).getByText(words).waitFor();
  expect(await staff.page.getByText(words).count()).toBe(2);
});

test('on paper a section says how it stands, and nothing asks for anything', async () => {
  const { origin } = await startDemo();
  const manager = await visitAs(origin, 'Annika Lindahl');
  await openReport(manager);
  const { page } = manager;
  await page.emulateMedia({ media: 'print' });
  const main = page.getByRole('main');
  expect(await main.getByText('Utkast', { exact: true }).first().isVisible()).toBe(true);
  expect(await main.getByText('Klarmarkerat', { exact: true }).last().isVisible()).toBe(true);
  expect(await main.locator('button:visible, .btn:visible, .ask-inside:visible').count()).toBe(0);
});

describe.each([
  { name: 'Annika Lindahl', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'Annika Lindahl', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { name: 'Eva Norén', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
] as const)('$name, $colorScheme, $viewport.width px', ({ name, ...look }) => {
  test('axe finds nothing in what is asked, and nothing stands outside the page', async () => {
    const { origin } = await startDemo();
    const visitor = await visitAs(origin, name, look);
    await openReport(visitor);
    const { page } = visitor;
    // One of each group at a time can be open by hand: here all are.
    await page.locator('details.ask').evaluateAll((all) => {
      for (const details of all) {
        details.removeAttribute('name');
        details.setAttribute('open', '');
      }
    });
    await page.getByText('Inget har hänt med avsnittet än.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    // As at 200 per cent, and on the narrowest phone.
    for (const width of [720, 320]) {
      await page.setViewportSize({ width, height: 450 });
      expect(await overflow()).toBeLessThanOrEqual(0);
    }
  });
});
