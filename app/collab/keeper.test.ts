import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { MemoryBrowser } from '../../tests/support/memory-store.ts';
import { browserTimers } from '../browser-timers.ts';
import { Keeper } from './keeper.ts';
import type { Change } from './save-state.ts';
import type { SetAside } from './unsent-store.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const LABELS = { reportId: 'r', sectionId: 's', reportName: 'Rapport', sectionName: 'Avsnitt', schema: 1 };

function change(id: number): Change {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, `${id}`);
  return { id, count: 1, at: 1_000_000, update: Y.encodeStateAsUpdate(doc), epoch: 0, removed: [] };
}

const aside = (of: Change): SetAside => ({
  ...LABELS,
  id: 'aside',
  count: 1,
  at: of.at,
  update: of.update,
  epoch: 0,
  passages: [],
  removed: [],
  why: 'closed',
});

test('of a record some words go aside: the others are in a record of their own at once, and nothing is in two', async () => {
  const browser = new MemoryBrowser();
  const [one, two] = [change(1), change(2)];
  let unsent = [one, two];
  let made = 0;
  const keeper = new Keeper({
    openStore: (lost) => browser.open('me', lost),
    timers: browserTimers,
    now: Date.now,
    newId: () => `record ${++made}`,
    labels: () => LABELS,
    unsent: () => new Map([['s', unsent]]),
    told() {},
  });
  await vi.advanceTimersByTimeAsync(300);
  expect(browser.of('me')).toMatchObject([{ count: 2 }]);

  await keeper.setAside('s', [one], aside(one));
  unsent = [two];
  keeper.wentAside(new Set([1]));
  await vi.advanceTimersByTimeAsync(0);
  expect(browser.aside('me')).toMatchObject([{ id: 'aside' }]);
  expect(browser.of('me')).toMatchObject([{ count: 1, update: two.update }]);
  keeper.end();
});
