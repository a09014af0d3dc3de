import { seedDemo } from '../../server/demo/seed.ts';
import { startApp } from './app.ts';
import type { Visitor } from './browser.ts';
import { visitor } from './browser.ts';
import { testDatabase } from './database.ts';

/** The demo's own organisation, served. Within the test's day, so that its open report is open. */
export async function startDemo(): Promise<{ origin: string }> {
  const database = await testDatabase();
  await seedDemo(database.sql, new Date());
  return startApp({ database });
}

type VisitOptions = NonNullable<Parameters<typeof visitor>[1]>;

/** Someone of the demo, signed in by the page itself and standing on the start page. */
export async function visitAs(origin: string, name: string, options: VisitOptions = {}): Promise<Visitor> {
  const guest = await visitor(origin, options);
  await guest.page.goto('/logga-in');
  await guest.page.getByRole('button', { name }).click();
  await guest.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await guest.page.waitForURL('/');
  return guest;
}

/** From the start page to the report that is under way. */
export async function openReport({ page }: Visitor): Promise<void> {
  await page
    .getByRole('link', { name: /^(Fortsätt skriva|Läs) Verksamhetsberättelse/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /Verksamhetsberättelse \d{4}/ }).waitFor();
}
