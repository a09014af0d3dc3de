import {
  CLOSE,
  EMPTY_UPDATE,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeSyncStep1,
  encodeUpdate,
} from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { colleague, scene, turns, until } from './room.testing.ts';
import { LARGE_BYTES, mergeUpdates } from './room-state.ts';

describe('a room', () => {
  test('shows nobody a word, and tells nobody that it is saved, before it is committed', async () => {
    const { room, nextCommit } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo');
    eva.text.insert(0, 'hej');
    const commit = await nextCommit();
    await turns();
    expect([bo.text.toString(), eva.seen.saved]).toEqual(['', 0]);
    commit.store();
    await turns();
    expect([bo.text.toString(), eva.seen.saved]).toEqual(['hej', 1]);
    expect(eva.heard).toEqual(['opened', 'sync-step-1']);
  });

  test('puts what comes during a commit into one row and one frame, in order, one entry for each author', async () => {
    const { room, nextCommit, store } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo');
    const reader = colleague(room, 'Li', { mayWrite: false });
    eva.text.insert(0, 'a');
    const first = await nextCommit();
    for (const letter of 'bcd') eva.text.insert(eva.text.length, letter);
    bo.text.insert(0, 'X');
    first.store();
    const [row] = (await store()).rows;
    expect(row?.seq).toBe(2);
    expect(row?.shares.map(({ accountId }) => accountId).sort()).toEqual(['konto-Bo', 'konto-Eva']);
    expect(reader.text.toString().split('').sort().join('')).toBe('Xabcd');
    expect([eva.text.toString(), bo.text.toString()]).toEqual([
      reader.text.toString(),
      reader.text.toString(),
    ]);
    expect(reader.heard).toEqual(['opened', 'sync-step-1', 'update', 'update']);
    expect([eva.seen.saved, bo.seen.saved]).toEqual([4, 1]);
  });

  test('names the owner of a Yjs client once, and lets nobody else write under it', async () => {
    const { room, store } = scene();
    const eva = colleague(room, 'Eva');
    const mallory = colleague(room, 'Mallory');
    eva.text.insert(0, 'a');
    expect((await store()).rows[0]?.newClients).toEqual([
      { client: eva.doc.clientID, accountId: 'konto-Eva' },
    ]);
    eva.text.insert(0, 'b');
    expect((await store()).rows[0]?.newClients).toEqual([]);
    mallory.doc.clientID = eva.doc.clientID;
    mallory.text.insert(0, 'falskt');
    expect(mallory.seen.code).toBe(CLOSE.malformed);
    expect(room.waitingBytes).toBe(0);
  });

  test('keeps a Yjs client for whoever was present under it, and for whom it is stored', async () => {
    const { room, store } = scene({ owners: new Map([[77, 'konto-Dag']]) });
    const eva = colleague(room, 'Eva');
    const state = { user: {}, cursor: null };
    room.receive(eva.member, encodeAwareness(encodeAwarenessEntries([{ clientId: 55, clock: 1, state }])));
    for (const stolen of [55, 77]) {
      const mallory = colleague(room, 'Mallory');
      mallory.doc.clientID = stolen;
      mallory.text.insert(0, 'falskt');
      expect(mallory.seen.code).toBe(CLOSE.malformed);
    }
    eva.doc.clientID = 55;
    eva.text.insert(0, 'mitt');
    await store();
    expect(eva.seen.saved).toBe(1);
  });

  test('costs no row when a client says what is there already, and still says that it is saved', async () => {
    const { room, store, commits } = scene();
    colleague(room, 'Bo');
    const eva = colleague(room, 'Eva');
    eva.text.insert(0, 'ord');
    await store();
    eva.text.delete(0, 1);
    await store();
    room.leave(eva.member);
    const again = colleague(room, 'Eva');
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(eva.doc), 'room');
    room.receive(again.member, encodeUpdate(Y.encodeStateAsUpdate(eva.doc)));
    await turns();
    expect(again.seen.saved).toBe(1);
    expect(commits).toHaveLength(0);
  });

  test('a failed commit closes it for a while, and nothing of it was shown', async () => {
    const { room, nextCommit, events, log } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo');
    eva.text.insert(0, 'hej');
    const commit = await nextCommit();
    bo.text.insert(0, 'hopp');
    commit.fail(new Error('away'));
    await until(() => events.ended === 1, 'the end');
    expect([eva.seen.code, bo.seen.code]).toEqual([CLOSE.unavailable, CLOSE.unavailable]);
    expect([eva.seen.saved, bo.text.toString(), events.failed]).toEqual([0, 'hopp', 1]);
    expect([room.waitingBytes, log.waitingBytes]).toEqual([0, 0]);
  });

  test('words that the section does not take send everybody back, and nothing of them was shown or saved', async () => {
    const { room, events, log, nextCommit } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo', { mayWrite: false });
    eva.text.insert(0, 'sent');
    const commit = await nextCommit();
    eva.text.insert(0, 'och senare ');
    commit.refuse();
    await turns();
    expect([eva.seen, bo.seen]).toMatchObject([
      { code: CLOSE.rightsChanged, saved: 0 },
      { code: CLOSE.rightsChanged },
    ]);
    expect([bo.text.toString(), events, log.waitingBytes]).toEqual(['', { ended: 1, failed: 0 }, 0]);
  });

  test('answers whoever comes back when the fate of what they said before is known, and nobody else later', async () => {
    const { room, nextCommit, store } = scene();
    const eva = colleague(room, 'Eva');
    const asks = encodeSyncStep1(new Uint8Array([0]));
    eva.text.insert(0, 'på väg');
    const commit = await nextCommit();
    room.leave(eva.member);
    const back = colleague(room, 'Eva', { mayWrite: false });
    const bo = colleague(room, 'Bo');
    for (const { member } of [back, bo]) room.receive(member, asks);
    await turns();
    expect([back.heard.includes('sync-step-2'), bo.heard.includes('sync-step-2')]).toEqual([false, true]);
    // What another tab of hers says after that is no reason to wait.
    const tab = colleague(room, 'Eva');
    tab.text.insert(0, 'sedan');
    commit.store();
    await turns();
    expect(back.heard.filter((kind) => kind === 'sync-step-2')).toHaveLength(1);
    expect(back.text.toString()).toBe('på väg');
    await store();
  });

  test('stores what is under way when it is closed, and ends only then', async () => {
    const { room, store, events } = scene();
    const eva = colleague(room, 'Eva');
    eva.text.insert(0, 'sista ordet');
    room.close(CLOSE.restart, 'the server restarts');
    await turns();
    expect([eva.seen.code, events.ended]).toEqual([CLOSE.restart, 0]);
    await store();
    expect(events.ended).toBe(1);
    expect(room.state.seq).toBe(1);
  });

  test('listens no more to one who says too much at once, until it is stored', async () => {
    const { room, nextCommit, store } = scene();
    const eva = colleague(room, 'Eva');
    eva.text.insert(0, 'a');
    const first = await nextCommit();
    for (let i = 0; i < 1200; i++) eva.text.insert(0, 'x');
    expect(eva.seen.held).toBe(1);
    first.store();
    for (let row = 0; row < 3; row++) await store();
    await turns();
    expect(eva.seen.held).toBe(0);
    expect(eva.seen.saved).toBe(1201);
  });

  test('drops what a reader writes, and shows them to nobody', async () => {
    const { room, commits } = scene();
    const eva = colleague(room, 'Eva');
    const reader = colleague(room, 'Li', { mayWrite: false });
    reader.text.insert(0, 'klotter');
    const state = { user: {}, cursor: { anchor: 1 } };
    room.receive(reader.member, encodeAwareness(encodeAwarenessEntries([{ clientId: 5, clock: 1, state }])));
    await turns(50);
    expect(commits).toHaveLength(0);
    expect(eva.heard).toEqual(['opened', 'sync-step-1']);
    expect(reader.seen.code).toBe(0);
  });

  test('tells of carets together with words, each the last, and not to the one whose they are', async () => {
    const { room, store } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo');
    eva.text.insert(0, 'a');
    for (let clock = 1; clock < 20; clock++) {
      const state = { user: {}, cursor: { anchor: clock } };
      room.receive(
        eva.member,
        encodeAwareness(encodeAwarenessEntries([{ clientId: eva.doc.clientID, clock, state }])),
      );
    }
    const writes = bo.seen.writes;
    await store();
    expect(bo.heard).toEqual(['opened', 'sync-step-1', 'update', 'awareness']);
    expect(bo.seen.writes - writes).toBe(1);
    expect(bo.carets).toEqual([eva.doc.clientID]);
    expect(eva.heard).not.toContain('awareness');
    // Whoever comes later is told as well.
    expect(colleague(room, 'Cia').carets).toEqual([eva.doc.clientID]);
  });

  test('closes what cannot be understood, and only that', async () => {
    const { room } = scene();
    const eva = colleague(room, 'Eva');
    for (const bytes of [[7], [0, 2, 3, 9, 9, 9], [1, 2, 9, 9], [0, 0, 1, 255], []]) {
      const mallory = colleague(room, 'Mallory');
      room.receive(mallory.member, new Uint8Array(bytes));
      expect(mallory.seen.code, `${bytes}`).toBe(CLOSE.malformed);
    }
    expect(eva.seen.code).toBe(0);
  });

  test('sees that news were lost on the way, and is read anew', async () => {
    const { room, fanOut, events } = scene();
    const eva = colleague(room, 'Eva');
    fanOut.publish('avsnitt', [{ kind: 'words', seq: 3, update: EMPTY_UPDATE }]);
    await turns();
    expect([eva.seen.code, events.failed, events.ended]).toEqual([CLOSE.unavailable, 1, 1]);
  });

  test("takes in another node's words", async () => {
    const { room, fanOut } = scene();
    const eva = colleague(room, 'Eva');
    const elsewhere = new Y.Doc();
    elsewhere.getText('t').insert(0, 'från en annan nod');
    const update = Y.encodeStateAsUpdate(elsewhere);
    fanOut.publish('avsnitt', [{ kind: 'words', seq: 1, update }]);
    fanOut.publish('avsnitt', [{ kind: 'words', seq: 1, update }]);
    expect(eva.text.toString()).toBe('från en annan nod');
    expect(room.state.seq).toBe(1);
  });
});

describe('a room with a hostile client', () => {
  test('shows out who asks for everybody without end', () => {
    const { room } = scene();
    const mallory = colleague(room, 'Mallory');
    for (let i = 0; i < 100; i++) room.receive(mallory.member, new Uint8Array([3]));
    expect(mallory.seen.code).toBe(CLOSE.tooSlow);
    expect(mallory.seen.frames).toBeLessThan(50);
  });

  test('counts what small messages occupy, and lets go of it', async () => {
    const { room, log, store } = scene();
    const eva = colleague(room, 'Eva');
    for (let i = 0; i < 10; i++) eva.text.insert(0, 'x');
    expect(log.waitingBytes).toBeGreaterThan(10 * 500);
    await store();
    expect([room.waitingBytes, log.waitingBytes]).toEqual([0, 0]);
  });
});

describe('a large room', () => {
  const large = 'ord '.repeat(LARGE_BYTES / 3);

  test('takes a large message on the thread, and what is said meanwhile in its order', async () => {
    const { room, store } = scene();
    const eva = colleague(room, 'Eva');
    const bo = colleague(room, 'Bo');
    eva.text.insert(0, large);
    eva.text.insert(0, 'först: ');
    expect(eva.seen.held).toBe(1);
    await store();
    await store();
    expect(bo.text.toString()).toBe(`först: ${large}`);
    expect([eva.seen.saved, eva.seen.held]).toEqual([2, 0]);
    // One who comes later gets all of it; one who has it gets next to nothing.
    const late = colleague(room, 'Cia');
    room.receive(late.member, encodeSyncStep1(Y.encodeStateVector(late.doc)));
    await until(() => late.text.length === bo.text.length, 'all of it');
    const frames = late.seen.frames;
    room.receive(late.member, encodeSyncStep1(Y.encodeStateVector(late.doc)));
    await until(() => late.seen.frames > frames, 'an answer');
    expect(late.text.toString()).toBe(bo.text.toString());
  });

  test('closes the one whose large message is no update', async () => {
    const { room } = scene();
    const mallory = colleague(room, 'Mallory');
    room.receive(mallory.member, encodeUpdate(new Uint8Array(LARGE_BYTES + 1).fill(200)));
    await until(() => mallory.seen.code === CLOSE.malformed, 'shown out');
    expect(mallory.seen.held).toBe(0);
  });

  test('has an end', async () => {
    const { room, nextCommit, store } = scene();
    colleague(room, 'Cia');
    const eva = colleague(room, 'Eva');
    for (let part = 0; part < 40 && eva.seen.code === 0; part++) {
      eva.text.insert(0, 'x'.repeat(LARGE_BYTES - 100));
      if (eva.seen.code === 0) (await nextCommit()).store();
      await turns();
    }
    expect(eva.seen.code).toBe(CLOSE.tooLarge);
    // Somebody can still make it smaller.
    const bo = colleague(room, 'Bo');
    Y.applyUpdate(bo.doc, mergeUpdates([room.state.parts().answer, ...room.state.parts().after]), 'room');
    bo.text.delete(0, bo.text.length - 10);
    await store();
    expect([bo.seen.code, bo.seen.saved]).toEqual([0, 1]);
  });
});
