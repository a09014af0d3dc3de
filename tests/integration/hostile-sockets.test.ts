import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import {
  type ClientFrame,
  decodeServerFrame,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeFrame,
  encodeUpdate,
} from '@delaktig/sync';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { loadRoom } from '../../server/database/rooms.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { saying } from '../support/forged-updates.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

async function scene(options: { heartbeatMs?: number } = {}) {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql);
  const server = await runCollab(sql, options);
  const [sectionId = ''] = house.sectionIds;
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  return { sql, house, server, sectionId, manager, staff, room: `${server.url}/collab/${sectionId}` };
}

describe('updates that parse', () => {
  const leaningOn = (client: number, clock: number) => {
    const encoder = encoding.createEncoder();
    // One client, one struct of client 7 from clock 0: text that stands after (client, clock).
    for (const byte of [1, 1, 7, 0, 4 | 128, client, clock]) encoding.writeUint8(encoder, byte);
    encoding.writeVarString(encoder, 'gift');
    encoding.writeVarUint(encoder, 0);
    return encoding.toUint8Array(encoder);
  };

  test('and break every document that they come to are not taken', async () => {
    const { sql, server, sectionId, manager, staff, room } = await scene();
    for (const clock of [0, 50]) {
      const raw = rawSocket(room, { cookie: staff.cookie });
      await waitUntil(() => raw.received.length > 0, 'in the room');
      raw.socket.send(encodeUpdate(leaningOn(7, clock)));
      await waitUntil(() => raw.code === 4400, 'closed');
    }
    const boss = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => boss.provider.synced, 'in step');
    boss.text.insert(0, 'oskadd');
    await waitUntil(async () => (await storedText(sql, sectionId)) === 'oskadd', 'stored and readable');
  });

  test('and wait for what is still to come are taken', async () => {
    const { sql, sectionId, staff, room } = await scene();
    const raw = rawSocket(room, { cookie: staff.cookie });
    await waitUntil(() => raw.received.length > 0, 'in the room');
    raw.socket.send(encodeUpdate(leaningOn(8, 0)));
    await waitUntil(async () => (await loadRoom(sql, sectionId)).tail.length === 1, 'stored');
    expect(raw.code).toBeNull();
  });

  test('and make a large document leave it open to everybody', async () => {
    const { server, sectionId, manager, staff } = await scene();
    const a = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => a.provider.synced, 'in step');
    a.text.insert(0, 'stor '.repeat(1_200_000));
    const b = stockClient(server.url, sectionId, staff.cookie);
    await waitUntil(() => b.text.length === 6_000_000, 'the whole with the other');
    expect(b.closes).toEqual([]);
  });
});

test('a full room takes one more: stock clients say again whatever they hear', async () => {
  const { server, sectionId, house, sql, manager } = await scene();
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, i) => letIn(sql, house, `Person ${i}`, 'staff')),
  );
  const first = stockClient(server.url, sectionId, manager.cookie);
  const clients = crowd.map(({ cookie }) => stockClient(server.url, sectionId, cookie));
  for (const client of clients) client.provider.awareness.setLocalStateField('cursor', { anchor: 1 });
  await waitUntil(() => first.provider.awareness.getStates().size === 21, 'all carets');
  const late = await letIn(sql, house, 'Sena Person', 'staff');
  const newcomer = stockClient(server.url, sectionId, late.cookie);
  await waitUntil(() => newcomer.provider.awareness.getStates().size >= 21, 'all carets with the newcomer');
  newcomer.text.insert(0, 'sent');
  await waitUntil(() => first.text.toString() === 'sent', 'the words of the newcomer');
  expect([...clients, newcomer].flatMap(({ closes }) => closes)).toEqual([]);
});

test('one client cannot fill a room with people', async () => {
  const { server, sectionId, manager, staff, room } = await scene();
  const raw = rawSocket(room, { cookie: staff.cookie });
  await waitUntil(() => raw.received.length > 0, 'in the room');
  for (let clientId = 1; clientId <= 100; clientId++) {
    const entry = { clientId, clock: 1, state: { cursor: { anchor: 1 } } };
    raw.socket.send(encodeAwareness(encodeAwarenessEntries([entry])));
  }
  raw.socket.send(encodeUpdate(saying(7, 'sist')));
  const other = stockClient(server.url, sectionId, manager.cookie);
  await waitUntil(() => other.text.toString() === 'sist', 'all of it heard');
  expect(other.provider.awareness.getStates().size).toBeLessThan(12);
});

describe("a page's socket", () => {
  async function page(url: string, cookie: string) {
    const raw = rawSocket(`${url}/collab?schema=${SCHEMA_VERSION}`, { cookie });
    await waitUntil(() => raw.socket.readyState === raw.socket.OPEN, 'open');
    return {
      raw,
      send: (frame: ClientFrame) => raw.socket.send(encodeFrame(frame)),
      heard: (channel: number) =>
        raw.received
          .map((bytes) => decodeServerFrame(bytes))
          .filter((frame) => frame?.channel === channel && frame.kind !== 'data')
          .map((frame) => frame?.kind),
    };
  }

  test('that opens and closes without end is shown out, and the others do not wait for it', async () => {
    const { server, sectionId, house, manager, staff } = await scene();
    const mad = await page(server.url, staff.cookie);
    for (let i = 0; i < 5_000; i++) {
      mad.send({ kind: 'open', channel: i + 1, room: sectionId });
      mad.send({ kind: 'close', channel: i + 1 });
      mad.send({ kind: 'watch', channel: 0, reportId: house.reportId });
    }
    await waitUntil(() => mad.raw.code === 4429, 'shown out');
    const calm = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => calm.provider.synced, 'in step', 2_000);
    calm.provider.destroy();
    await waitUntil(() => server.collab.counts().rooms === 0, 'the room freed');
  });

  test('that uses a number again hears nothing of what it had before', async () => {
    const { server, sectionId, staff } = await scene();
    const mine = await page(server.url, staff.cookie);
    mine.send({ kind: 'open', channel: 1, room: '5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e' });
    mine.send({ kind: 'close', channel: 1 });
    mine.send({ kind: 'open', channel: 1, room: sectionId });
    await waitUntil(() => mine.heard(1).includes('opened'), 'open');
    expect(mine.heard(1)).toEqual(['opened']);
  });
});
