import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Mode } from '../config.ts';
import { startOf } from './processes.ts';

/**
 * Who owns a data folder: `instance.json` in it, written by the process that runs the database there.
 * It holds the database's password, so only its owner may read it.
 */
const instanceSchema = z.object({
  pid: z.int().positive(),
  /** `startOf(pid)`: a later process with the same number is another. */
  started: z.string(),
  /** `command`: a short-lived `delaktig` command, worth waiting for. */
  purpose: z.enum(['server', 'command']),
  mode: z.enum(['demo', 'production']),
  /** Null until the database answers. */
  databaseUrl: z.string().nullable(),
  /** Null until the server listens. */
  origin: z.string().nullable(),
});
export type Instance = z.infer<typeof instanceSchema>;

export type Purpose = Instance['purpose'];

/** The data folder is ours until `release`. */
export type InstanceLock = {
  /** For commands that look for the running instance. */
  tell(news: Partial<Pick<Instance, 'databaseUrl' | 'origin'>>): void;
  release(): void;
};

const FILE = 'instance.json';

/** The living instance that owns the folder, or null; a file left by a dead one counts for nothing. */
export function livingInstance(dataDir: string): Instance | null {
  const instance = readInstance(path.join(dataDir, FILE));
  return instance && startOf(instance.pid) === instance.started ? instance : null;
}

/** Takes the folder, or tells who has it. The folder is made when it is missing. */
export function takeInstance(
  dataDir: string,
  about: { purpose: Purpose; mode: Mode },
): { ok: true; lock: InstanceLock } | { ok: false; owner: Instance } {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, FILE);
  const started = startOf(process.pid);
  if (!started) throw new Error('The start time of this process cannot be read');
  let mine: Instance = { pid: process.pid, started, ...about, databaseUrl: null, origin: null };
  for (;;) {
    if (claim(file, mine)) break;
    const owner = livingInstance(dataDir);
    if (owner) return { ok: false, owner };
    removeDead(file);
  }
  return {
    ok: true,
    lock: {
      tell(news) {
        mine = { ...mine, ...news };
        renameSync(write(file, mine), file);
      },
      release() {
        const now = readInstance(file);
        if (now?.pid === mine.pid && now.started === mine.started) rmSync(file, { force: true });
      },
    },
  };
}

/** Linking fails when the file exists, and never shows a file that is half written. */
function claim(file: string, instance: Instance): boolean {
  const whole = write(file, instance);
  try {
    linkSync(whole, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

function write(file: string, instance: Instance): string {
  const whole = `${file}.${randomUUID()}`;
  try {
    writeFileSync(whole, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
    return whole;
  } catch (error) {
    rmSync(whole, { force: true });
    throw error;
  }
}

/**
 * Between reading and removing, another start may have put its own file there: so the file is moved
 * aside first, and put back when its owner turns out to live.
 */
function removeDead(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Another start has removed it.
  }
  const instance = readInstance(aside);
  if (instance && startOf(instance.pid) === instance.started) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function readInstance(file: string): Instance | null {
  try {
    return instanceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
