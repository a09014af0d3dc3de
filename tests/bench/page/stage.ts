import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../../server/setup/chromium.js';
import { SERVER } from '../../../server/setup/project.js';
import { temporaryFolder } from '../system/database.ts';
import { clearWhenLeaving } from '../system/leaving.ts';
import { outputOf, startNode } from '../system/processes.ts';
import { listenForTasks } from './long-tasks.ts';

export const GOAL = 'Stödet börjar inom två veckor';

/** Our server with the demo in it, and a browser. */
export type PageStage = {
  /** A browser of one person of the demo. */
  signIn(name: string): Promise<{ page: Page; report: string; close(): Promise<void> }>;
  blank(): Promise<Page>;
  close(): Promise<void>;
};

const WIDE = { width: 1440, height: 900 };

export async function openPageStage(): Promise<PageStage> {
  const { folder, remove } = temporaryFolder('page');
  const server = startNode({
    args: SERVER,
    env: { PORT: '0', LOG_LEVEL: 'warn', DELAKTIG_MODE: 'demo', DELAKTIG_DATA_DIR: folder },
  });
  const port = await outputOf(server, /igång: http:\/\/[^:]+:(\d+)/);
  const origin = `http://localhost:${port}`;
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
  const forget = clearWhenLeaving(`folder ${folder}/browser`, () => browser.close());
  return {
    signIn: (name) => signIn(browser, origin, name),
    blank: () => browser.newPage(),
    async close() {
      await browser.close();
      forget();
      await server.end();
      remove();
    },
  };
}

async function signIn(browser: Browser, origin: string, name: string) {
  const context = await browser.newContext({ baseURL: origin, locale: 'sv-SE', viewport: WIDE });
  const page = await context.newPage();
  await page.addInitScript(listenForTasks);
  await page.goto('/logga-in');
  await page.getByRole('button', { name }).click();
  await page.waitForURL('/');
  const link = page.getByRole('link', { name: /^(Fortsätt skriva|Läs) Verksamhetsberättelse/ }).first();
  const report = (await link.getAttribute('href')) ?? '';
  return { page, report, close: () => context.close() };
}
