import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { ensureChromium } from '../../server/setup/chromium.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SHOTS = path.join(import.meta.dirname, '../../test-results');

/** One browser a test file, started by the first test that asks. */
let browser: Promise<Browser> | null = null;

function theBrowser(): Promise<Browser> {
  browser ??= ensureChromium().then((executablePath) => chromium.launch({ executablePath, args: FLAGS }));
  return browser;
}

afterAll(async () => {
  const open = browser;
  browser = null;
  await (await open)?.close();
});

export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Everything that the console held against us: errors, warnings, and what the page threw. */
  complaints: string[];
};

/**
 * A person with a browser of their own (cookies and storage are not shared) and one page. `cookie` is the
 * session as `name=value`. When the test fails, a picture of the page is left in test-results/.
 */
export async function visitor(
  origin: string,
  options: BrowserContextOptions & { cookie?: string; name?: string } = {},
): Promise<Visitor> {
  const { cookie, name = 'page', ...rest } = options;
  const context = await (await theBrowser()).newContext({
    baseURL: origin,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    ...rest,
  });
  if (cookie) await context.addCookies([cookieFor(origin, cookie)]);
  const page = await context.newPage();
  const complaints = listen(page);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await takePicture(page, `${task.name} ${name}`);
    await context.close();
  });
  return { page, context, complaints };
}

/** Two people beside each other, as for writing together. */
export async function twoVisitors(origin: string, cookies: [string, string]): Promise<[Visitor, Visitor]> {
  const [one, two] = cookies;
  return Promise.all([
    visitor(origin, { cookie: one, name: 'first' }),
    visitor(origin, { cookie: two, name: 'second' }),
  ]);
}

function cookieFor(origin: string, cookie: string) {
  const cut = cookie.indexOf('=');
  return { name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: origin };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  return complaints;
}

async function takePicture(page: Page, title: string): Promise<void> {
  if (page.isClosed()) return;
  if (!existsSync(SHOTS)) mkdirSync(SHOTS, { recursive: true });
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
}
