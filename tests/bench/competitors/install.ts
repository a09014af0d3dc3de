import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = import.meta.dirname;
const STAMP = path.join(FOLDER, 'node_modules/.installed');

/** Fetches the competitors at the versions of their lock, unless they are there. Throws when they cannot be had. */
export function installCompetitors(): void {
  const lock = readFileSync(path.join(FOLDER, 'package-lock.json'), 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  console.error('Installing the competitors …');
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci failed in tests/bench/competitors:\n${stderr}`);
  writeFileSync(STAMP, lock);
}
