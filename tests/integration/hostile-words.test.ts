import {
  CLOSE,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeSyncStep1,
  encodeUpdate,
} from '@delaktig/sync';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { loadRoom } from '../../server/database/rooms.ts';
import { rawSocket, runCollab } from '../support/collab.ts';
import { deleting, saying, written } from '../support/forged-updates.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

const caret = (clientId: number, clock: number, here = true) => ({
  clientId,
  clock,
  state: here ? { user: {}, cursor: { anchor: 1 } } : null,
});

const presence = (...entries: ReturnType<typeof caret>[]) => encodeAwareness(encodeAwarenessEntries(entries));

describe("words under a colleague's Yjs client are refused", () => {
  test('while the owner types, and after they have left', async () => {
    const { first, second, enter, expectUnharmed, readAnew } = await hostileScene();
    first.text.insert(0, 'Evas ord');
    await waitUntil(() => second.text.toString() === 'Evas ord', 'with the colleague');
    const { clientID } = first.doc;
    for (const isThere of [true, false]) {
      if (!isThere) first.provider.disconnect();
      const mallory = await enter();
      // The same ids, and some that the owner has not used yet.
      mallory.say(encodeUpdate(saying(clientID, 'Evas ord och lite till')));
      await waitUntil(() => mallory.raw.code !== null, 'shown out');
      expect(mallory.raw.code).toBe(CLOSE.malformed);
    }
    first.provider.connect();
    await waitUntil(() => first.provider.synced, 'back');
    await expectUnharmed();
    expect((await readAnew()).getText('content').toString()).toContain('Evas ord');
  });

  test('before the owner has said a word under it, however many others are shown meanwhile', async () => {
    const { first, second, enter, expectUnharmed } = await hostileScene();
    const { clientID } = first.doc;
    first.provider.awareness.setLocalStateField('cursor', { anchor: 1 });
    await waitUntil(() => second.provider.awareness.getStates().has(clientID), 'Eva is seen');
    const mallory = await enter();
    for (let from = 0; from < 10_000; from += 500) {
      const entries = Array.from({ length: 500 }, (_, i) => [
        caret(1000 + from + i, 1),
        caret(1000 + from + i, 2, false),
      ]);
      mallory.say(presence(...entries.flat()));
    }
    mallory.say(encodeUpdate(saying(clientID, 'stulet')));
    await waitUntil(() => mallory.raw.code !== null, 'shown out');
    expect(mallory.raw.code).toBe(CLOSE.malformed);
    await expectUnharmed();
    expect(first.doc.clientID).toBe(clientID);
  });

  test('after a restart of the server', async () => {
    const { sql, sectionId, server, first, second, mallory } = await hostileScene();
    first.text.insert(0, 'Evas ord');
    await waitUntil(() => second.text.toString() === 'Evas ord', 'stored');
    first.provider.destroy();
    await server.close();
    const again = await runCollab(sql);
    const raw = rawSocket(`${again.url}/collab/${sectionId}`, { cookie: mallory.cookie });
    await waitUntil(() => raw.received.length > 0, 'in the room');
    raw.socket.send(encodeUpdate(saying(first.doc.clientID, 'Evas ord och lite till')));
    await waitUntil(() => raw.code !== null, 'shown out');
    expect(raw.code).toBe(CLOSE.malformed);
    expect(await storedText(sql, sectionId)).toBe('Evas ord');
  });

  test("in the same moment as the owner's own", async () => {
    const { sql, sectionId, first, second, enter, expectUnharmed, readAnew } = await hostileScene();
    const mallory = await enter();
    const { clientID } = first.doc;
    // Both are on their way before anything is committed: who comes first has the id.
    first.text.insert(0, 'Evas');
    mallory.say(encodeUpdate(saying(clientID, 'falskt')));
    await waitUntil(async () => (await storedText(sql, sectionId)) !== '', 'something stored');
    const stored = await storedText(sql, sectionId);
    expect(['Evas', 'falskt']).toContain(stored);
    await mallory.heard();
    if (stored === 'Evas') {
      expect(mallory.raw.code).toBe(CLOSE.malformed);
      await expectUnharmed();
    }
    expect((await readAnew()).getText('content').toString()).toBe(await storedText(sql, sectionId));
    expect(second.text.toString()).toBe(await storedText(sql, sectionId));
  });
});

describe('what is said once stays what it is', () => {
  test("other contents of a colleague's ids do not come along with one's own words", async () => {
    const { sql, sectionId, first, second, enter, expectUnharmed, readAnew } = await hostileScene();
    first.text.insert(0, 'Evas ord');
    await waitUntil(() => second.text.toString() === 'Evas ord', 'with the colleague');
    const mallory = await enter();
    const { clientID } = first.doc;
    // A higher client comes first in an update, which would put the forged words before the true ones in a merge.
    mallory.say(encodeUpdate(Y.mergeUpdates([saying(clientID, 'FALSKORD'), saying(clientID + 1, '!')])));
    await waitUntil(() => second.text.length === 9, "Mallory's own word");
    for (const text of [second.text, first.text, (await readAnew()).getText('content')])
      expect(text.toString()).toContain('Evas ord');
    expect(await storedText(sql, sectionId)).toContain('Evas ord');
    await expectUnharmed();
  });

  test('nor of ones own: who is there, who comes and what is stored are alike', async () => {
    const { sql, sectionId, second, enter, expectUnharmed, readAnew } = await hostileScene();
    const mallory = await enter();
    // All at once, so that they are merged in one commit, and one by one.
    for (const words of ['abc', 'XXXXX', 'YYYYYYYY']) mallory.say(encodeUpdate(saying(7, words)));
    await waitUntil(() => second.text.length === 8, 'the first of each');
    mallory.say(encodeUpdate(Y.mergeUpdates([saying(9, '?'), saying(7, 'ZZZZZZZZZZ')])));
    await waitUntil(() => second.text.length === 11, 'what was new');
    const expected = second.text.toString();
    expect(expected).toContain('abcXXYYYZZ');
    expect((await readAnew()).getText('content').toString()).toBe(expected);
    expect(await storedText(sql, sectionId)).toBe(expected);
    await expectUnharmed();
  });

  test('nobody deletes what a colleague has not said yet', async () => {
    const { first, second, enter, expectUnharmed } = await hostileScene();
    first.text.insert(0, 'Hej');
    await waitUntil(() => second.text.toString() === 'Hej', 'with the colleague');
    for (const range of [[3, 2 ** 50] as const, [0, 4] as const]) {
      const mallory = await enter();
      mallory.say(encodeUpdate(deleting(first.doc.clientID, [...range])));
      await waitUntil(() => mallory.raw.code !== null, 'shown out');
      expect(mallory.raw.code).toBe(CLOSE.malformed);
    }
    first.text.insert(3, ' på dig');
    await waitUntil(() => second.text.toString() === 'Hej på dig', 'the rest as well');
    await expectUnharmed();
  });
});

describe('what Yjs takes and others read differently is refused', () => {
  const twoPlaces = (...places: [client: number, clock: number][]) =>
    written((write) => {
      write(2);
      for (const [client, clock] of places) for (const number of [1, client, clock, 0, 3]) write(number);
      write(0);
    });
  const empty = written((write, encoder) => {
    for (const number of [1, 1, 7, 0, 4, 1]) write(number);
    for (const words of ['content', '']) encoding.writeVarString(encoder, words);
    write(0);
  });

  test.each([
    ['a client in two places', twoPlaces([7, 0], [7, 3])],
    ['clients upside down', twoPlaces([7, 0], [9, 0])],
    ['words of no length', empty],
    ['deletions upside down', deleting(7, [11, 2], [3, 2])],
    ['deletions of nothing', deleting(7, [3, 0])],
    ['clocks beyond counting', deleting(7, [3, Number.MAX_SAFE_INTEGER])],
  ])('%s', async (_name, update) => {
    const { sql, sectionId, enter, expectUnharmed } = await hostileScene();
    const mallory = await enter();
    mallory.say(encodeUpdate(update));
    await waitUntil(() => mallory.raw.code !== null, 'shown out');
    expect(mallory.raw.code).toBe(CLOSE.malformed);
    expect((await loadRoom(sql, sectionId)).tail).toEqual([]);
    await expectUnharmed();
  });

  test('a question of absurd size', async () => {
    const { enter, expectUnharmed } = await hostileScene();
    const mallory = await enter();
    const clocks = new Map(Array.from({ length: 500_000 }, (_, i) => [3_000_000 + i, 1]));
    mallory.say(encodeSyncStep1(Y.encodeStateVector(clocks)));
    await waitUntil(() => mallory.raw.code !== null, 'shown out');
    expect(mallory.raw.code).toBe(CLOSE.malformed);
    await expectUnharmed();
  });
});
