import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { placesIn } from './cluster-folder.ts';
import type { ServerSetup } from './postmaster.ts';
import type { ClusterNews } from './supervisor.ts';
import { supervise } from './supervisor.ts';

/** A server whose program ends at once. */
function hopeless(): ServerSetup {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'delaktig-hopeless-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const binaries = { postgres: process.execPath, initdb: '', pgCtl: '', major: 18 };
  return { places: placesIn(dataDir), binaries, account: null, settings: {} };
}

const DEAD = { pid: 0, ended: Promise.resolve('it was ended by SIGKILL'), hold() {} };

test('after five failures in a row it is given up, with a longer wait before each', async () => {
  const news: ClusterNews[] = [];
  const { lost } = supervise(hopeless(), DEAD, (told) => news.push(told), [1, 2, 3, 4, 5]);
  expect(await lost).toContain('PostgreSQL did not start in');
  expect(news.map((told) => (told.kind === 'not started' ? told.nextInMs : told.kind))).toEqual([
    'ended',
    2,
    3,
    4,
    5,
  ]);
});

test('stopped while it waits, it never starts and is not given up', async () => {
  const news: ClusterNews[] = [];
  const supervised = supervise(hopeless(), DEAD, (told) => news.push(told), [1, 600_000]);
  await supervised.stop();
  expect(news).toEqual([]);
});
