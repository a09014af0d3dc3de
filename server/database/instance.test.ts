import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Instance } from './instance.ts';
import { livingInstance, takeInstance } from './instance.ts';
import { startOf } from './processes.ts';

const ABOUT = { purpose: 'server', mode: 'demo' } as const;

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'delaktig-instance-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function taken(dataDir: string) {
  const result = takeInstance(dataDir, ABOUT);
  if (!result.ok) throw new Error(`owned by ${result.owner.pid}`);
  return result.lock;
}

function leave(dataDir: string, owner: Partial<Instance>): void {
  const whole = { pid: process.pid, started: 'x', ...ABOUT, databaseUrl: null, origin: null, ...owner };
  writeFileSync(path.join(dataDir, 'instance.json'), JSON.stringify(whole));
}

test('a folder is taken by one, told of, and free again', () => {
  const dataDir = path.join(folder(), 'new');
  const lock = taken(dataDir);
  lock.tell({ origin: 'http://localhost:1' });
  lock.tell({ databaseUrl: 'postgres://x' });
  expect(livingInstance(dataDir)).toMatchObject({
    pid: process.pid,
    origin: 'http://localhost:1',
    databaseUrl: 'postgres://x',
  });
  expect(takeInstance(dataDir, ABOUT)).toMatchObject({ ok: false, owner: { origin: 'http://localhost:1' } });
  lock.release();
  expect(livingInstance(dataDir)).toBeNull();
  expect(readdirSync(dataDir)).toEqual([]);
});

test('only its owner may read the file, which holds a password', () => {
  const dataDir = folder();
  taken(dataDir).tell({ databaseUrl: 'postgres://secret' });
  const file = path.join(dataDir, 'instance.json');
  expect(readFileSync(file, 'utf8')).toContain('secret');
  expect(statSync(file).mode & 0o077).toBe(0);
});

test.each<[string, Partial<Instance>]>([
  ['a process that is gone', { pid: 2 ** 22 - 3, started: 'x' }],
  ['a living process with its number that began later', { pid: process.pid, started: 'earlier' }],
])('the file of %s counts for nothing', (_, owner) => {
  const dataDir = folder();
  leave(dataDir, owner);
  expect(livingInstance(dataDir)).toBeNull();
  taken(dataDir);
  expect(livingInstance(dataDir)?.started).toBe(startOf(process.pid));
});

test('a file that a power cut left half written counts for nothing', () => {
  const dataDir = folder();
  writeFileSync(path.join(dataDir, 'instance.json'), '{"pid": 12');
  taken(dataDir);
});

test('the file of another living process is left alone', () => {
  const dataDir = folder();
  mkdirSync(dataDir, { recursive: true });
  const owner = { pid: process.ppid, started: startOf(process.ppid) ?? '' };
  leave(dataDir, owner);
  expect(takeInstance(dataDir, ABOUT)).toMatchObject({ ok: false, owner });
  expect(livingInstance(dataDir)).toMatchObject(owner);
});
