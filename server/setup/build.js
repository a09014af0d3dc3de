import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { inTurn } from './in-turn.js';
import { hashOf, inProject, NODE, readStamp, run, SetupError, say, TOOLS } from './project.js';

const STAMP = inProject('build/.delaktig-built');

/** What the pages are built from. */
const SOURCES = [
  'app',
  'packages',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'package-lock.json',
  'patches',
];

/** Whether there are any pages, of whatever sources. */
export const isBuilt = () => existsSync(inProject('build/server/index.js'));

/** Builds the pages when they are missing or made from other sources. */
export async function ensureBuilt() {
  if (!isFresh()) await inTurn(build);
}

const isFresh = () => isBuilt() && readStamp(STAMP) === hashOf(SOURCES);

async function build() {
  if (isFresh()) return;
  const hash = hashOf(SOURCES);
  say('Bygger sidorna …');
  rmSync(STAMP, { force: true });
  const code = await run(NODE, [TOOLS.remix, 'vite:build'], { env: { NODE_ENV: 'production' }, quiet: true });
  if (code !== 0) throw new SetupError('Bygget misslyckades, se ovan.');
  writeFileSync(STAMP, `${hash}\n`);
}
