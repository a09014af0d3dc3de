import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { MemoryBrowser } from '../../tests/support/memory-store.ts';
import type { KeptWords, SetAside, StoreLoss, UnsentStore } from './unsent-store.ts';
import { keptWords, openUnsentStore, wipe, wordsAside } from './unsent-store.ts';

const words = (id: string, at = 0): KeptWords => ({
  id,
  reportId: 'r',
  sectionId: 's',
  reportName: 'Verksamhetsberättelse 2031',
  sectionName: 'Eget stöd',
  schema: 1,
  count: 3,
  at,
  update: new Uint8Array([1, 2, at]),
  epoch: 0,
  removed: [],
});

const aside = (id: string, at = 0): SetAside => ({
  ...words(id, at),
  passages: [{ before: 'Vi ', typed: 'började', after: ' i mars.' }],
  removed: ['slutade'],
  why: 'closed',
});

const memory = new MemoryBrowser();
let accounts = 0;

const BROWSERS: [
  string,
  (account: string, lost: (why: StoreLoss) => void) => Promise<UnsentStore>,
  (account: string) => void | Promise<void>,
][] = [
  ['IndexedDB', openUnsentStore, wipe],
  ['memory', (account, lost) => memory.open(account, lost), (account) => memory.wipe(account)],
];

describe.each(BROWSERS)('a store of unsent words in %s', (_name, open, wipeAll) => {
  /** A store of an account that nobody has used before. */
  async function setUp() {
    accounts += 1;
    const account = `account-${accounts}`;
    const lost: StoreLoss[] = [];
    return { account, lost, store: await open(account, (why) => lost.push(why)) };
  }

  test('gives back what it was given, byte for byte, oldest first', async () => {
    const { store } = await setUp();
    await store.change({ put: [words('late', 9), words('early', 3)], remove: [] });
    expect(await store.all()).toEqual([words('early', 3), words('late', 9)]);
  });

  test('takes one away and puts another in one act; what is not there is no error', async () => {
    const { store } = await setUp();
    await store.change({ put: [words('a')], remove: [] });
    await store.change({ put: [words('b')], remove: ['a', 'never'] });
    expect(await store.all()).toEqual([words('b')]);
  });

  test('sets words aside in the place of records, in one act, and throws them away', async () => {
    const { store } = await setUp();
    await store.change({ put: [words('a', 1), words('b', 2)], remove: [] });
    expect(await store.setAside(aside('x', 5), ['a'])).toBe(true);
    expect(await store.setAside(aside('y', 3), [])).toBe(true);
    expect(await store.all()).toEqual([words('b', 2)]);
    expect(await store.allAside()).toEqual([aside('y', 3), aside('x', 5)]);
    await store.throwAway('x');
    await store.throwAway('never');
    expect(await store.allAside()).toEqual([aside('y', 3)]);
  });

  test('remembers what of the words went another way', async () => {
    const { store } = await setUp();
    await store.setAside(aside('x'), []);
    await store.markSent('x', [1]);
    await store.markSent('x', [0, 1]);
    await store.markSent('never', [0]);
    expect(await store.allAside()).toEqual([{ ...aside('x'), sent: [1, 0] }]);
  });

  test('sets nothing aside twice: the records are gone when another tab has', async () => {
    const { account, store } = await setUp();
    const other = await open(account, () => {});
    await store.change({ put: [words('a'), words('b')], remove: [] });
    expect(await store.setAside(aside('x'), ['a', 'b'])).toBe(true);
    expect(await other.setAside(aside('y'), ['a', 'b'])).toBe(false);
    expect(await other.allAside()).toEqual([aside('x')]);
  });

  test('is the same for every tab of the account', async () => {
    const { account, store } = await setUp();
    const other = await open(account, () => {});
    await store.change({ put: [words('a')], remove: [] });
    expect(await other.all()).toEqual([words('a')]);
    await other.change({ put: [], remove: ['a'] });
    expect(await store.all()).toEqual([]);
  });

  test('is there when the tab is closed and opened again', async () => {
    const { account, store } = await setUp();
    await store.change({ put: [words('a')], remove: [] });
    store.close();
    expect(await (await open(account, () => {})).all()).toEqual([words('a')]);
  });

  test('has nothing for another account', async () => {
    const { store } = await setUp();
    await store.change({ put: [words('a')], remove: [] });
    const { store: others } = await setUp();
    expect(await others.all()).toEqual([]);
  });

  test('takes nothing more once it was wiped, and says so to every tab', async () => {
    const { account, lost, store } = await setUp();
    await store.change({ put: [words('a')], remove: [] });
    await wipeAll(account);
    expect(lost).toEqual(['taken']);
    await expect(store.change({ put: [words('b')], remove: [] })).rejects.toThrow();
    expect(await (await open(account, () => {})).all()).toEqual([]);
  });
});

describe('what a browser keeps for an account', () => {
  test('is found and wiped without a page that holds it, and nothing is made where nothing was', async () => {
    expect(await keptWords('stranger')).toEqual([]);
    await wipe('stranger');
    const names = async () => (await indexedDB.databases()).map(({ name }) => name);
    expect(await names()).not.toContain('delaktig-unsent-stranger');
    const store = await openUnsentStore('someone', () => {});
    await store.change({ put: [words('a')], remove: [] });
    await store.setAside(aside('x'), []);
    store.close();
    expect(await keptWords('someone')).toEqual([words('a')]);
    expect(await wordsAside('someone')).toEqual([aside('x')]);
    expect(await wordsAside('stranger')).toEqual([]);
    await wipe('someone');
    expect(await names()).not.toContain('delaktig-unsent-someone');
  });

  test('takes over what a page kept before words could be set aside', async () => {
    const first = await openDB('delaktig-unsent-early', 1, {
      upgrade: (db) => void db.createObjectStore('words', { keyPath: 'id' }),
    });
    const { epoch, removed, ...early } = words('a');
    await first.put('words', early);
    first.close();
    const store = await openUnsentStore('early', () => {});
    expect(await store.all()).toEqual([{ ...early, epoch, removed }]);
    expect(await store.allAside()).toEqual([]);
    store.close();
  });

  test('is passed over, and stays, where another version of the page wrote it', async () => {
    const store = await openUnsentStore('later', () => {});
    const strange = { ...words('strange'), update: 'text' } as unknown as KeptWords;
    await store.change({ put: [strange, words('a')], remove: [] });
    expect(await store.all()).toEqual([words('a')]);
    await store.change({ put: [], remove: ['a'] });
    store.close();
    expect((await indexedDB.databases()).map(({ name }) => name)).toContain('delaktig-unsent-later');
  });
});
