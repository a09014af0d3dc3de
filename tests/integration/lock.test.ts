import { CLOSE, encodeUpdate, footprintOf } from '@delaktig/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { connect } from '../../server/database/connect.ts';
import {
  appendRows,
  compactRoom,
  loadRoom,
  type RoomRow,
  replaceRoom,
  sealRoom,
} from '../../server/database/rooms.ts';
import { proseOf } from '../../server/database/sections.ts';
import { createLog } from '../../server/log.ts';
import { openGate } from '../../server/rooms/gate.ts';
import type { Member } from '../../server/rooms/member.ts';
import { RoomRegistry } from '../../server/rooms/registry.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

async function setUp() {
  const database = await testDatabase();
  const house = await buildHouse(database.sql, { sections: 2 });
  const [sectionId = '', otherId = ''] = house.sectionIds.toSorted();
  const manager = await letIn(database.sql, house, 'Moa Chef', 'manager');
  /** What someone with a Yjs client of their own types, as a row of the log. */
  const rowOf = (words: string, seq: number, where = sectionId, epoch = 0): RoomRow => {
    const doc = new Y.Doc();
    doc.getText('content').insert(0, words);
    return {
      sectionId: where,
      epoch,
      seq,
      update: Y.encodeStateAsUpdate(doc),
      shares: [{ accountId: manager.accountId, share: new Uint8Array([1]) }],
      newClients: [{ client: doc.clientID, accountId: manager.accountId }],
    };
  };
  return { ...database, house, sectionId, otherId, manager, rowOf };
}

/** A transaction that the test ends when it likes, on a connection of its own. */
async function transaction({ url }: Pick<TestDatabase, 'url'>) {
  const sql = connect(url, { max: 1, name: 'held' });
  const tx = await sql.reserve();
  await tx`begin`;
  const [{ pid } = { pid: 0 }] = await tx`select pg_backend_pid() as pid`;
  onTestFinished(() => sql.end({ timeout: 0 }));
  return {
    tx,
    commit: () => tx`commit`,
    rollback: () => tx`rollback`,
    /** Until it waits for another's end. */
    blocked: (by: Sql) =>
      waitUntil(async () => {
        const [row] = await by`select cardinality(pg_blocking_pids(${pid})) > 0 as blocked`;
        return row?.blocked === true;
      }, 'a transaction that waits'),
  };
}

const lock = (tx: Parameters<typeof sealRoom>[0], sectionId: string) =>
  tx`update sections set state = 'ready' where id = ${sectionId}`;

const traces = async (sql: Sql) => {
  const [row] = await sql`
    select (select count(*) from room_shares)::int as shares, (select count(*) from room_clients)::int as clients`;
  return row;
};

const textOf = (parts: readonly Uint8Array[] = []): string => {
  const doc = new Y.Doc();
  for (const part of parts) Y.applyUpdate(doc, part);
  return doc.getText('content').toString();
};

describe('a section that is closed to writing, and words on their way there', () => {
  test('words that came first are before the end, and in what is read after it', async () => {
    const { sql, url, sectionId, rowOf } = await setUp();
    await appendRows(sql, [rowOf('Först. ', 1)]);
    const append = await transaction({ url });
    expect(await appendRows(append.tx, [rowOf('På väg. ', 2)])).toEqual([]);
    const closing = await transaction({ url });
    await lock(closing.tx, sectionId);
    const sealing = sealRoom(closing.tx, sectionId);
    await closing.blocked(sql);
    await append.commit();
    expect(await sealing).toBe(3);
    const exact = textOf((await proseOf(closing.tx, [sectionId])).get(sectionId));
    await closing.commit();
    expect([...exact].sort().join('')).toBe([...'Först. På väg. '].sort().join(''));
    expect(await storedText(sql, sectionId)).toBe(exact);
  });

  test('words that come second are not stored, and leave no trace', async () => {
    const { sql, url, sectionId, rowOf } = await setUp();
    await appendRows(sql, [rowOf('Först.', 1)]);
    const before = await traces(sql);
    const closing = await transaction({ url });
    await lock(closing.tx, sectionId);
    expect(await sealRoom(closing.tx, sectionId)).toBe(2);
    const append = await transaction({ url });
    // What it sees is that the section is open still.
    const appending = appendRows(append.tx, [rowOf('Sent.', 2)]);
    const failed = expect(appending).rejects.toMatchObject({ code: '23505' });
    await append.blocked(sql);
    await closing.commit();
    await failed;
    await append.rollback();
    expect(await storedText(sql, sectionId)).toBe('Först.');
    expect(await traces(sql)).toEqual(before);
  });

  test('words that come at the same moment are either stored and read, or neither', async () => {
    const { sql, url, sectionId, rowOf } = await setUp();
    for (let seq = 1; seq < 20; seq = (await loadRoom(sql, sectionId)).tail.at(-1)?.seq ?? 0, seq++) {
      await sql`update sections set state = 'draft' where id = ${sectionId}`;
      const [holder, append, closing] = [
        await transaction({ url }),
        await transaction({ url }),
        await transaction({ url }),
      ];
      await holder.tx`insert into room_updates values (${sectionId}, ${seq}, '')`;
      const appending = appendRows(append.tx, [rowOf(`${seq};`, seq)]).then(append.commit, append.rollback);
      await append.blocked(sql);
      await lock(closing.tx, sectionId);
      const sealing = sealRoom(closing.tx, sectionId);
      await closing.blocked(sql);
      await holder.rollback();
      await sealing;
      const exact = textOf((await proseOf(closing.tx, [sectionId])).get(sectionId));
      await closing.commit();
      await appending;
      expect(await storedText(sql, sectionId)).toBe(exact);
    }
  });

  test('a closing that comes to nothing keeps nobody out', async () => {
    const { sql, url, sectionId, rowOf } = await setUp();
    const closing = await transaction({ url });
    await lock(closing.tx, sectionId);
    await sealRoom(closing.tx, sectionId);
    const append = await transaction({ url });
    const appending = appendRows(append.tx, [rowOf('Ord.', 1)]);
    await append.blocked(sql);
    await closing.rollback();
    expect(await appending).toEqual([]);
    await append.commit();
    expect(await storedText(sql, sectionId)).toBe('Ord.');
  });

  test.each([
    ['ready', "update sections set state = 'ready'"],
    ['approved', "update sections set state = 'approved'"],
    ['in mode closed', "update sections set mode = 'closed'"],
    ['of a report that is handed in', "update reports set state = 'submitted'"],
    ['of a report that is adopted', "update reports set state = 'adopted'"],
    ['another room by now', 'update sections set epoch = epoch + 1'],
    ['gone', 'delete from sections'],
  ])('words for a section that is %s are refused, without a trace', async (_what, change) => {
    const { sql, rowOf, sectionId } = await setUp();
    await sql.unsafe(change);
    const row = rowOf('Ord.', 1);
    expect(await appendRows(sql, [row])).toEqual([row]);
    expect(await storedText(sql, sectionId)).toBe('');
    expect(await traces(sql)).toEqual({ shares: 0, clients: 0 });
  });

  test('a section that was sent back takes words after the end', async () => {
    const { sql, sectionId, rowOf } = await setUp();
    const seq = await sql.begin((tx) => sealRoom(tx, sectionId));
    await sql`update sections set state = 'reopened' where id = ${sectionId}`;
    expect(await appendRows(sql, [rowOf('Åter.', seq + 1)])).toEqual([]);
    expect(await storedText(sql, sectionId)).toBe('Åter.');
  });

  test('what others write in the same commit is stored', async () => {
    const { sql, sectionId, otherId, rowOf } = await setUp();
    await lock(sql, sectionId);
    const [closed, open] = [rowOf('Stängt.', 1), rowOf('Öppet.', 1, otherId)];
    expect(await appendRows(sql, [closed, open])).toEqual([closed]);
    expect(await storedText(sql, otherId)).toBe('Öppet.');
    expect(await traces(sql)).toEqual({ shares: 1, clients: 1 });
  });

  test('the end comes after what a compaction has put away', async () => {
    const { sql, sectionId, rowOf } = await setUp();
    const row = rowOf('Ord.', 1);
    await appendRows(sql, [row]);
    await compactRoom(sql, sectionId, 1, row.update);
    expect(await sql.begin((tx) => sealRoom(tx, sectionId))).toBe(2);
    expect((await loadRoom(sql, sectionId)).tail.map(({ seq }) => seq)).toEqual([2]);
  });
});

describe('a room that was replaced', () => {
  test('holds the new words alone, under the next numbers, and belongs to nobody yet', async () => {
    const { sql, sectionId, rowOf } = await setUp();
    await appendRows(sql, [rowOf('Gammalt.', 1)]);
    const next = rowOf('Nytt.', 3, sectionId, 1);
    await sql.begin((tx) => replaceRoom(tx, sectionId, next.update));
    expect(await storedText(sql, sectionId)).toBe('Nytt.');
    const stored = await loadRoom(sql, sectionId);
    expect(stored).toMatchObject({ epoch: 1, snapshot: { seq: 2 }, tail: [], owners: new Map() });
    const old = rowOf('Gammalt igen.', 3);
    expect(await appendRows(sql, [old])).toEqual([old]);
    expect(await appendRows(sql, [rowOf(' Mera.', 3, sectionId, 1)])).toEqual([]);
  });

  test('is not undone by a compaction of the old one that ends later', async () => {
    const { sql, sectionId, rowOf } = await setUp();
    const old = rowOf('Gammalt.', 1);
    await appendRows(sql, [old]);
    await sql.begin((tx) => replaceRoom(tx, sectionId, rowOf('Nytt.', 0).update));
    await compactRoom(sql, sectionId, 1, old.update);
    expect(await storedText(sql, sectionId)).toBe('Nytt.');
  });

  test('is another room at the gate: the old one is told so, and only to those who may read', async () => {
    const { sql, sectionId, house, manager, rowOf } = await setUp();
    await sql.begin((tx) => replaceRoom(tx, sectionId, rowOf('Nytt.', 0).update));
    const { accountId } = manager;
    const assignment = { role: 'manager' as const, workGroupIds: [], ...house };
    const actor = { accountId, assignments: [assignment] };
    expect(await openGate(sql, actor, sectionId)).toMatchObject({ ok: false, code: CLOSE.replaced });
    expect(await openGate(sql, actor, `${sectionId}.2`)).toMatchObject({ code: CLOSE.replaced });
    expect(await openGate(sql, actor, `${sectionId}.1`)).toMatchObject({ ok: true, entrance: { epoch: 1 } });
    expect(await openGate(sql, actor, `${sectionId}.01`)).toMatchObject({ code: CLOSE.noRight });
    expect(await openGate(sql, { accountId, assignments: [] }, sectionId)).toMatchObject({
      code: CLOSE.noRight,
    });
  });
});

/** The rooms of one server, and somebody who writes in one of them. */
async function node({ url }: TestDatabase, entrance: Parameters<RoomRegistry['enter']>[0], account: string) {
  const sql = connect(url, { max: 3 });
  const registry = new RoomRegistry({
    sql,
    log: createLog('silent'),
    signals: UNHEARD,
    writersChanged() {},
  });
  onTestFinished(async () => {
    await registry.close();
    await sql.end({ timeout: 1 });
  });
  const doc = new Y.Doc();
  const state = { saved: 0, closed: 0 };
  const member: Member = {
    ...silent(account),
    saved(count) {
      state.saved = count;
    },
    close(code) {
      state.closed = code;
    },
  };
  const room = await registry.enter(entrance, member);
  doc.on('update', (update: Uint8Array) => room.receive(member, encodeUpdate(update)));
  const type = (words: string) => doc.getText('content').insert(doc.getText('content').length, words);
  return { registry, state, type, doc };
}

describe('two servers on one database', () => {
  test('whichever writes when the section is closed stores nothing more, and sends its writer back', async () => {
    const scene = await setUp();
    const { sql, sectionId, house, manager } = scene;
    const entrance = { sectionId, epoch: 0, reportId: house.reportId, mayWrite: true };
    const one = await node(scene, entrance, manager.accountId);
    one.type('Ett.');
    await waitUntil(() => one.state.saved === 1, 'the first words saved');
    const two = await node(scene, entrance, manager.accountId);
    const closing = await transaction(scene);
    await lock(closing.tx, sectionId);
    await sealRoom(closing.tx, sectionId);
    one.type(' Sent ett.');
    two.type(' Sent två.');
    const waiting = async () => {
      const [row] = await sql`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return row?.waiting === 2;
    };
    await waitUntil(waiting, 'two commits that wait');
    await closing.commit();
    await waitUntil(() => one.state.closed > 0 && two.state.closed > 0, 'both sent back');
    expect([one.state.closed, two.state.closed]).toEqual([CLOSE.rightsChanged, CLOSE.rightsChanged]);
    expect([one.state.saved, two.state.saved]).toEqual([1, 0]);
    expect(await storedText(sql, sectionId)).toBe('Ett.');
    expect(one.registry.waitingBytes + two.registry.waitingBytes).toBe(0);
  });

  test('a server whose room lacks what the other has written stores nothing over it, and reads it anew', async () => {
    const scene = await setUp();
    const { sectionId, house, manager } = scene;
    const entrance = { sectionId, epoch: 0, reportId: house.reportId, mayWrite: true };
    const [one, two] = [
      await node(scene, entrance, manager.accountId),
      await node(scene, entrance, manager.accountId),
    ];
    one.type('Ett.');
    await waitUntil(() => one.state.saved === 1, 'the first saved');
    two.type('Två.');
    await waitUntil(() => two.state.closed > 0, 'the second sent back');
    expect(two.state).toEqual({ saved: 0, closed: CLOSE.rightsChanged });
    const again = await two.registry.enter(entrance, silent(manager.accountId));
    const update = Y.encodeStateAsUpdate(two.doc);
    expect(again.state.lacks(footprintOf(update) ?? { inserted: [], deleted: [] })).toBe(true);
    expect(again.state.seq).toBe(1);
  });

  test('a room of another epoch is not opened, whatever the gate said before', async () => {
    const scene = await setUp();
    const { sql, sectionId, house, manager, rowOf } = scene;
    await sql.begin((tx) => replaceRoom(tx, sectionId, rowOf('Nytt.', 0).update));
    const entrance = { sectionId, epoch: 0, reportId: house.reportId, mayWrite: true };
    await expect(node(scene, entrance, manager.accountId)).rejects.toThrow('epoch 1, not 0');
  });
});

const silent = (account: string): Member => ({
  person: { sessionId: account, accountId: account, name: 'Moa', initials: 'M' },
  mayWrite: true,
  opened() {},
  deliver() {},
  answer() {},
  together: (work) => work(),
  holdBack() {},
  goOn() {},
  saved() {},
  close() {},
});
