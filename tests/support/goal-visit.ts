import type { Locator } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { openReport, visitAs } from './demo-visit.ts';

export const PHONE = { width: 390, height: 844 };
export const WIDE = { width: 1440, height: 900 };

/** The goal of the demo that is talked about. */
export const GOAL = 'Stödet börjar inom två veckor';

export const goal = ({ page }: Visitor): Locator =>
  page.locator('section[data-entry]').filter({ has: page.getByRole('heading', { name: GOAL, exact: true }) });

/** Where comments stand on a wide page, and on a phone. */
export const margin = ({ page }: Visitor): Locator =>
  page.getByRole('complementary', { name: 'Kommentarer' });
export const sheet = ({ page }: Visitor): Locator => page.getByRole('dialog');

/** Someone of the demo with the report open at the goal. */
export async function reader(origin: string, name: string, viewport: typeof PHONE): Promise<Visitor> {
  const guest = await visitAs(origin, name, { name, viewport });
  await openReport(guest);
  await goal(guest).scrollIntoViewIfNeeded();
  return guest;
}
