import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Visitor } from '../support/browser.ts';
import { visitor } from '../support/browser.ts';
import { openReport, startDemo, visitAs } from '../support/demo-visit.ts';
import { findings } from '../support/findings.ts';

const GOAL = 'Stödet börjar inom två veckor';
const WRITTEN = 'Vi delar inte bilden.\n\n  Natten hade  tre tjänster obesatta.';
const ASK = `Ange avvikande mening om ${GOAL}`;

const goal = ({ page }: Visitor): Locator =>
  page.locator('section[data-entry]').filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });

const stated = (guest: Visitor): Locator =>
  goal(guest).getByRole('article', { name: 'Avvikande mening från Birgitta Sandell' });

async function reader(origin: string, name: string, width: number): Promise<Visitor> {
  const guest = await visitAs(origin, name, { name, viewport: { width, height: 900 } });
  await openReport(guest);
  return guest;
}

test('a representative states a dissent; others see and print it as it is written', async () => {
  const { origin } = await startDemo();
  const manager = await reader(origin, 'Annika Lindahl', 1440);
  const own = await reader(origin, 'Birgitta Sandell', 390);
  expect(await manager.page.getByRole('button', { name: /^Ange avvikande mening/ }).count()).toBe(0);

  await goal(own).getByRole('button', { name: ASK }).click();
  const field = own.page.getByLabel('Din avvikande mening');
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill(WRITTEN);
  expect(await findings(own.page)).toEqual([]);
  await own.page.reload();
  await goal(own).getByRole('button', { name: ASK }).click();
  expect(await field.inputValue()).toBe(WRITTEN);
  await goal(own).getByRole('button', { name: 'Ange avvikande mening', exact: true }).click();

  await stated(manager).waitFor();
  expect(await stated(manager).locator('.words').textContent()).toBe(WRITTEN);
  await stated(manager).getByText('ombud').waitFor();
  expect(await findings(manager.page)).toEqual([]);
  await manager.page.emulateMedia({ media: 'print' });
  expect(await stated(manager).locator('.words').innerText()).toBe(WRITTEN);
  await stated(own).waitFor();
  await own.page.emulateMedia({ media: 'print' });
  expect(await stated(own).getByRole('button').count()).toBe(0);
  await own.page.emulateMedia({ media: 'screen' });

  await stated(own)
    .getByRole('button', { name: /^Ändra/ })
    .click();
  await field.fill('Vi delar inte bilden alls.');
  await stated(own).getByRole('button', { name: 'Ändra texten' }).click();
  await stated(manager).getByText('Vi delar inte bilden alls.').waitFor();
  await stated(own)
    .getByRole('button', { name: /^Ta tillbaka …/ })
    .click();
  await stated(own).getByRole('button', { name: 'Ta tillbaka den' }).click();
  await stated(manager).waitFor({ state: 'detached' });
  await goal(own).getByRole('button', { name: ASK }).waitFor();
  expect([...own.complaints, ...manager.complaints]).toEqual([]);
});

test('without scripts it is a plain form', async () => {
  const { origin } = await startDemo();
  const signedIn = await reader(origin, 'Birgitta Sandell', 390);
  const address = signedIn.page.url();
  const storageState = await signedIn.context.storageState();
  const plain = await visitor(origin, { storageState, javaScriptEnabled: false });
  await plain.page.goto(address);
  await goal(plain).locator('summary').filter({ hasText: 'Ange avvikande mening' }).click();
  await goal(plain).getByLabel('Din avvikande mening').fill(WRITTEN);
  await goal(plain).getByRole('button', { name: 'Ange avvikande mening', exact: true }).click();
  await stated(plain).waitFor();
  expect(await stated(plain).locator('.words').textContent()).toBe(WRITTEN);
  await stated(plain).getByRole('button', { name: 'Ta tillbaka den' }).click();
  await goal(plain).locator('summary').filter({ hasText: 'Ange avvikande mening' }).waitFor();
  expect(await stated(plain).count()).toBe(0);
});
