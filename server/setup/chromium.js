import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject, NODE, run, SetupError, say, TOOLS } from './project.js';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser of the end-to-end tests: CHROMIUM_PATH, one that is installed, else installed now by apt or
 * by Playwright.
 * @returns {Promise<string>} its path
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new SetupError(`CHROMIUM_PATH: ${given} finns inte.`);
  const found = given || (await findChromium()) || (await installByApt()) || (await installByPlaywright());
  if (found) return found;
  throw new SetupError(
    'Ingen Chromium hittades eller kunde installeras: installera Chromium eller Chrome, och ange vid behov sökvägen i CHROMIUM_PATH.',
  );
}

async function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/snap/bin');
  const candidates = folders.flatMap((folder) => COMMANDS.map((command) => path.join(folder, command)));
  return [...candidates, ...PLACES].find((place) => existsSync(place)) ?? (await fromPlaywright());
}

async function fromPlaywright() {
  const library = pathToFileURL(inProject('node_modules/playwright-core/index.mjs')).href;
  const { chromium } = await import(library);
  const place = chromium.executablePath();
  return place && existsSync(place) ? place : undefined;
}

async function installByApt() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  say('Installerar Chromium med apt-get …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, quiet: true });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, quiet: true });
  return findChromium();
}

async function installByPlaywright() {
  say('Hämtar Chromium med Playwright …');
  await run(NODE, [TOOLS.playwright, 'install', 'chromium'], { quiet: true });
  return findChromium();
}
