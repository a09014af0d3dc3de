import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { encodeAwareness, encodeAwarenessEntries, encodeSyncStep2, encodeUpdate } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { loadRoom } from '../../server/database/rooms.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, idOf, letIn } from '../support/house.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

const updateSaying = (words: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
};

async function scene(options: Parameters<typeof buildHouse>[1] = {}) {
  const { sql, url: databaseUrl } = await testDatabase();
  const house = await buildHouse(sql, options);
  const server = await runCollab(sql);
  const [sectionId = ''] = house.sectionIds;
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  return { sql, databaseUrl, house, server, sectionId, manager, staff };
}

describe('two who write', () => {
  test('see the same, and what one sees of the other is stored', async () => {
    const { sql, server, sectionId, manager, staff } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    const b = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => a.provider.synced && b.provider.synced, 'both in step');
    b.doc.on('update', () => seen.push(b.text.toString()));
    const seen: string[] = [];
    a.text.insert(0, 'Hej ');
    await waitUntil(() => b.text.toString() === 'Hej ', 'the words of the first with the second');
    expect(await storedText(sql, sectionId)).toBe('Hej ');
    b.text.insert(4, 'på dig');
    a.text.insert(0, '» ');
    await waitUntil(() => a.text.toString() === b.text.toString() && a.text.length === 12, 'the same words');
    expect(await storedText(sql, sectionId)).toBe('» Hej på dig');
  });

  test('find the words again after everybody has left, and the room is freed meanwhile', async () => {
    const { server, sectionId, manager, staff } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => a.provider.synced, 'in step');
    for (const letter of 'Kvar') a.text.insert(a.text.length, letter);
    a.provider.destroy();
    await waitUntil(() => server.collab.counts().rooms === 0, 'the room freed');
    const b = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => b.text.toString() === 'Kvar', 'the words back');
  });

  test('what rests is one row, with nothing lost, and as small as Yjs itself would store it', async () => {
    const { sql, server, sectionId, manager, staff } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => a.provider.synced, 'in step');
    for (let i = 0; i < 450; i++) a.text.insert(i, String(i % 10));
    const b = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => b.text.length === 450, 'all words with the second');
    a.provider.destroy();
    b.provider.destroy();
    await waitUntil(() => server.collab.counts().rooms === 0, 'the room freed');
    await server.close();
    const stored = await loadRoom(sql, sectionId);
    expect(stored.tail).toEqual([]);
    const size = stored.snapshot?.state.byteLength;
    expect(size).toBeLessThanOrEqual(Y.encodeStateAsUpdate(a.doc).byteLength * 1.2);
    expect(await storedText(sql, sectionId)).toBe(a.text.toString());
  });

  test('a client that is up to date costs no row when it reconnects', async () => {
    const { sql, server, sectionId, manager } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => a.provider.synced, 'in step');
    a.text.insert(0, 'abc');
    a.text.delete(1, 1);
    await waitUntil(async () => (await storedText(sql, sectionId)) === 'ac', 'stored');
    const before = (await loadRoom(sql, sectionId)).tail.length;
    a.provider.disconnect();
    a.provider.connect();
    await waitUntil(() => a.provider.synced, 'in step again');
    a.text.insert(0, '!');
    await waitUntil(async () => (await storedText(sql, sectionId)) === '!ac', 'stored again');
    expect((await loadRoom(sql, sectionId)).tail.length).toBe(before + 1);
  });
});

describe('who may not write, cannot', () => {
  test('a reader with a raw socket that sends sync step 2 and updates changes nothing', async () => {
    const { sql, house, server, sectionId, manager } = await scene({ mode: 'comment' });
    const staff = await letIn(sql, house, 'Läsaren', 'staff');
    const raw = rawSocket(`${server.url}/collab/${sectionId}`, { cookie: staff.cookie });
    await waitUntil(() => raw.received.length > 0, 'the first message: the reader is in the room');
    raw.socket.send(encodeSyncStep2(updateSaying('smuget in')));
    raw.socket.send(encodeUpdate(updateSaying('smuget in igen')));
    raw.socket.send(
      encodeAwareness(encodeAwarenessEntries([{ clientId: 7, clock: 1, state: { cursor: { anchor: 1 } } }])),
    );
    const a = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => a.provider.synced, 'the manager in step');
    a.text.insert(0, 'chefens ord');
    await waitUntil(async () => (await storedText(sql, sectionId)) !== '', 'something stored');
    expect(await storedText(sql, sectionId)).toBe('chefens ord');
    expect([...a.provider.awareness.getStates().keys()]).not.toContain(7);
    const reader = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => reader.text.toString() === 'chefens ord', 'the reader reads');
  });

  test.each([
    ['section ready', { state: 'ready' }],
    ['section approved', { state: 'approved' }],
    ['section closed', { mode: 'closed' }],
    ['report submitted', { reportState: 'submitted' }],
  ] as const)('%s: not even the manager', async (_name, options) => {
    const { sql, server, sectionId, manager, staff } = await scene(options);
    for (const { cookie } of [manager, staff]) {
      const raw = rawSocket(`${server.url}/collab/${sectionId}`, { cookie });
      await waitUntil(() => raw.received.length > 0, 'in the room');
      raw.socket.send(encodeUpdate(updateSaying('för sent')));
    }
    const reader = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => reader.provider.synced, 'in step');
    expect(await storedText(sql, sectionId)).toBe('');
    expect(reader.text.toString()).toBe('');
  });
});

describe('who may not come in, gets no data', () => {
  test('no cookie, a made-up one, an expired and a revoked session: 4401', async () => {
    const { sql, server, sectionId, staff, manager } = await scene();
    await sql`update sessions set expires_at = now() - interval '1 minute' where id = ${manager.sessionId}`;
    await sql`update sessions set revoked_at = now() where id = ${staff.sessionId}`;
    const cookies = [undefined, `delaktig_session=${'x'.repeat(43)}`, manager.cookie, staff.cookie];
    for (const path of [`/collab/${sectionId}`, `/collab?schema=${SCHEMA_VERSION}`]) {
      for (const cookie of cookies) {
        const raw = rawSocket(server.url + path, cookie ? { cookie } : {});
        await waitUntil(() => raw.code !== null, 'closed');
        expect(raw.code).toBe(4401);
        expect(raw.received).toEqual([]);
      }
    }
  });

  test('another unit, another administration, no such section, no id at all: 4403', async () => {
    const { sql, house, server, sectionId } = await scene();
    const otherUnit = await idOf(sql`
      insert into units (administration_id, name, initials) values (${house.administrationId}, 'Grannen', 'GR') returning id`);
    const neighbour = await letIn(sql, house, 'Grannen', 'manager', { unitId: otherUnit });
    const elsewhere = await buildHouse(sql);
    const stranger = await letIn(sql, elsewhere, 'Främlingen', 'manager');
    const attempts: [string, string][] = [
      [sectionId, neighbour.cookie],
      [sectionId, stranger.cookie],
      ['5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e', stranger.cookie],
      ['content', stranger.cookie],
    ];
    for (const [id, cookie] of attempts) {
      const raw = rawSocket(`${server.url}/collab/${id}`, { cookie });
      await waitUntil(() => raw.code !== null, 'closed');
      expect(raw.code).toBe(4403);
      expect(raw.received).toEqual([]);
    }
  });

  test('a foreign Origin: HTTP 403 before anything else', async () => {
    const { server, sectionId, manager } = await scene();
    const headers = { cookie: manager.cookie, origin: 'https://example.org' };
    for (const path of [`/collab/${sectionId}`, `/collab?schema=${SCHEMA_VERSION}`]) {
      const raw = rawSocket(server.url + path, headers);
      await waitUntil(() => raw.status !== null, 'refused');
      expect(raw.status).toBe(403);
    }
    const own = rawSocket(`${server.url}/collab/${sectionId}`, {
      cookie: manager.cookie,
      origin: server.origin,
    });
    await waitUntil(() => own.received.length > 0, 'our own page is let in');
  });

  test('an older page is told to reload: 4426', async () => {
    const { server, manager } = await scene();
    for (const query of ['?schema=0', '', '?schema=x']) {
      const raw = rawSocket(`${server.url}/collab${query}`, { cookie: manager.cookie });
      await waitUntil(() => raw.code !== null, 'closed');
      expect(raw.code).toBe(4426);
    }
  });

  test('signing out ends the open sockets', async () => {
    const { server, sectionId, staff } = await scene();
    const client = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => client.provider.synced, 'in step');
    server.collab.closeSession(staff.sessionId);
    await waitUntil(() => client.closes.includes(4401), 'closed for good');
  });
});

describe('bad bytes', () => {
  test('close that socket only', async () => {
    const { server, sectionId, manager, staff } = await scene();
    const good = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => good.provider.synced, 'in step');
    const bad: Uint8Array[] = [
      new Uint8Array([]),
      new Uint8Array([0, 2, 200]),
      new Uint8Array([0, 2, 3, 9, 9, 9]),
      encodeUpdate(new Uint8Array([1, 255, 255, 255])),
      new Uint8Array([1, 1, 7]),
      new Uint8Array(Array.from({ length: 500 }, (_, i) => (i * 7) % 256)),
    ];
    for (const bytes of bad) {
      const raw = rawSocket(`${server.url}/collab/${sectionId}`, { cookie: staff.cookie });
      await waitUntil(() => raw.received.length > 0, 'in the room');
      raw.socket.send(bytes);
      await waitUntil(() => raw.code !== null, `closed on ${bytes.subarray(0, 6)}`);
      expect(raw.code).toBe(4400);
    }
    good.text.insert(0, 'oberört');
    const other = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => other.text.toString() === 'oberört', 'the room goes on');
  });
});

describe('the database away', () => {
  test('nothing is shown that is not stored, and all goes through when it is back', async () => {
    const { sql, server, sectionId, manager, staff } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    const b = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => a.provider.synced && b.provider.synced, 'both in step');
    // The table is what the log writes to: without it every commit fails, as in an outage.
    await sql`alter table room_updates rename to room_updates_away`;
    a.text.insert(0, 'under avbrottet');
    await waitUntil(() => a.closes.length > 0, 'the writer is told');
    expect(a.closes.every((code) => code < 4400 || code >= 4500)).toBe(true);
    expect(b.text.toString()).toBe('');
    await sql`alter table room_updates_away rename to room_updates`;
    await waitUntil(() => b.text.toString() === 'under avbrottet', 'the words came through by themselves');
    expect(await storedText(sql, sectionId)).toBe('under avbrottet');
  });
});
