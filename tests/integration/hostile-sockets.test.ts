import { connect as connectTcp } from 'node:net';
import {
  type ClientFrame,
  decodeServerFrame,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeFrame,
  encodeUpdate,
} from '@delaktig/sync';
import * as encoding from 'lib0/encoding';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom } from '../../server/database/rooms.ts';
import { createLog } from '../../server/log.ts';
import { RoomRegistry } from '../../server/rooms/registry.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { startApp } from '../support/app.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

async function storedText(sql: Sql, sectionId: string): Promise<string> {
  const { snapshot, tail } = await loadRoom(sql, sectionId);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot.state);
  for (const { update } of tail) Y.applyUpdate(doc, update);
  return doc.getText('content').toString();
}

function updateSaying(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

async function scene(options: { heartbeatMs?: number } = {}) {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql);
  const server = await runCollab(sql, options);
  const [sectionId = ''] = house.sectionIds;
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  return { sql, house, server, sectionId, manager, staff, room: `${server.url}/collab/${sectionId}` };
}

const handshake = (headers: string, path = '/collab') =>
  `GET ${path} HTTP/1.1\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;

describe('an upgrade that is refused', () => {
  test.each([
    ['a foreign Origin', 'Host: localhost\r\nOrigin: https://example.org\r\n', '403'],
    ['a foreign Host', 'Host: example.org\r\n', '421'],
  ])(
    '%s: nothing of it stays open, and one that breaks off breaks nothing',
    async (_name, headers, status) => {
      const app = await startApp();
      for (let i = 0; i < 50; i++) {
        const rude = connectTcp(app.port, '127.0.0.1');
        rude.on('error', () => {});
        rude.write(handshake(headers), () => rude.resetAndDestroy());
      }
      const lingering = connectTcp({ port: app.port, host: '127.0.0.1', allowHalfOpen: true });
      let heard = '';
      let broken = false;
      lingering.on('data', (chunk) => {
        heard += chunk;
      });
      lingering.on('error', () => {
        broken = true;
      });
      onTestFinished(() => void lingering.destroy());
      lingering.write(handshake(headers));
      await waitUntil(() => heard.includes(status), 'the refusal');
      // A connection that the server has let go of answers further words with a reset.
      await waitUntil(() => {
        if (!broken) lingering.write('x');
        return broken;
      }, 'the connection gone');
    },
  );

  test('to something else than a web socket is answered as an ordinary request', async () => {
    const app = await startApp();
    const client = connectTcp(app.port, '127.0.0.1');
    let heard = '';
    client.on('data', (chunk) => {
      heard += chunk;
    });
    onTestFinished(() => void client.destroy());
    client.write(
      'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n',
    );
    await waitUntil(() => heard.includes('200 OK'), 'the answer');
  });
});

describe('a socket that is shown out', () => {
  test.each(['stock', 'page'])('%s: who does not answer the goodbye writes nothing more', async (kind) => {
    const { sql, server, sectionId, manager, staff, room } = await scene();
    const raw = rawSocket(kind === 'stock' ? room : `${server.url}/collab?schema=1`, {
      cookie: staff.cookie,
    });
    await waitUntil(() => raw.socket.readyState === raw.socket.OPEN, 'open');
    if (kind === 'page') raw.socket.send(encodeFrame({ kind: 'open', channel: 1, sectionId }));
    await waitUntil(() => raw.received.length > 0, 'in the room');
    raw.socket.pause();
    server.collab.closeSession(staff.sessionId);
    const late = encodeUpdate(updateSaying('efter utloggningen'));
    raw.socket.send(kind === 'stock' ? late : encodeFrame({ kind: 'data', channel: 1, data: late }));
    raw.socket.resume();
    await waitUntil(() => raw.code === 4401, 'shown out');
    const boss = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => boss.provider.synced, 'in step');
    boss.text.insert(0, 'efteråt');
    await waitUntil(async () => (await storedText(sql, sectionId)) !== '', 'something stored');
    expect(await storedText(sql, sectionId)).toBe('efteråt');
  });

  test('does not hold up the end of the server, with a session or without', async () => {
    const { server, room, staff } = await scene();
    for (const cookie of ['', `Cookie: ${staff.cookie}\r\n`]) {
      const { hostname, port, pathname } = new URL(room);
      const deaf = connectTcp(Number(port), hostname);
      onTestFinished(() => void deaf.destroy());
      let heard = '';
      deaf.on('data', (chunk) => {
        heard += chunk;
      });
      deaf.write(handshake(`Host: localhost\r\n${cookie}`, pathname));
      await waitUntil(() => heard.includes('101 Switching'), 'let in');
    }
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('is cut when nobody is there any more', async () => {
    const { server, room, staff, manager } = await scene({ heartbeatMs: 100 });
    const alive = rawSocket(room, { cookie: manager.cookie });
    const dead = rawSocket(room, { cookie: staff.cookie }, { autoPong: false });
    await waitUntil(() => dead.received.length > 0 && alive.received.length > 0, 'both in the room');
    await waitUntil(() => dead.code === 1006, 'cut');
    await waitUntil(() => alive.received.length > 5, 'the other lives on');
    expect(alive.code).toBeNull();
    expect(server.collab.counts().sockets).toBe(1);
  });
});

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
  raw.socket.send(encodeUpdate(updateSaying('sist')));
  const other = stockClient(server.url, sectionId, manager.cookie);
  await waitUntil(() => other.text.toString() === 'sist', 'all of it heard');
  expect(other.provider.awareness.getStates().size).toBeLessThan(12);
});

describe("a page's socket", () => {
  async function page(url: string, cookie: string) {
    const raw = rawSocket(`${url}/collab?schema=1`, { cookie });
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
      mad.send({ kind: 'open', channel: i + 1, sectionId });
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
    mine.send({ kind: 'open', channel: 1, sectionId: '5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e' });
    mine.send({ kind: 'close', channel: 1 });
    mine.send({ kind: 'open', channel: 1, sectionId });
    await waitUntil(() => mine.heard(1).includes('opened'), 'open');
    expect(mine.heard(1)).toEqual(['opened']);
  });
});

test('a heading that only contains goals has no room to write in', async () => {
  const { sql, sectionId, manager, room } = await scene();
  await sql`update sections set contains = 'goals' where id = ${sectionId}`;
  const raw = rawSocket(room, { cookie: manager.cookie });
  await waitUntil(() => raw.code === 4403, 'refused');
});

test('a commit whose answer was lost is not overwritten by the room that did not hear of it', async () => {
  const { sql, house, sectionId, manager } = await scene();
  const doc = new Y.Doc();
  let loseAnswers = false;
  const unreliable = new Proxy(sql, {
    apply(target, self, args: Parameters<Sql>) {
      const query = Reflect.apply(target, self, args);
      if (!loseAnswers || !String(args[0]).includes('insert into room_updates')) return query;
      return query.then(() => {
        loseAnswers = false;
        // What comes now would lean on a row of which nobody knows whether it is there.
        doc.getText('content').insert(0, 'och sedan: ');
        throw Object.assign(new Error('connection lost'), { code: 'CONNECTION_CLOSED' });
      });
    },
  });
  const registry = new RoomRegistry({
    sql: unreliable,
    log: createLog('silent'),
    signals: UNHEARD,
    writersChanged() {},
  });
  const person = { sessionId: manager.sessionId, accountId: manager.accountId, name: 'Moa', initials: 'M' };
  let saved = 0;
  let closed = 0;
  const member = {
    person,
    mayWrite: true,
    opened() {},
    deliver() {},
    answer() {},
    together: (work: () => void) => work(),
    holdBack() {},
    goOn() {},
    saved(count: number) {
      saved = count;
    },
    close(code: number) {
      closed = code;
    },
  };
  const facts = { state: 'open', unitId: house.unitId, administrationId: house.administrationId } as const;
  const entrance = {
    sectionId,
    reportId: house.reportId,
    report: facts,
    section: {
      state: 'draft',
      mode: 'write',
      economy: false,
      writers: { workGroupIds: [], controllers: false },
      deputyIds: [],
    },
    mayWrite: true,
  } as const;
  const room = await registry.enter(entrance, member);
  doc.on('update', (update: Uint8Array) => room.receive(member, encodeUpdate(update)));
  for (let i = 0; i < 30; i++) doc.getText('content').insert(0, 'x');
  await waitUntil(() => saved === 30, 'all saved');
  loseAnswers = true;
  doc.getText('content').insert(0, 'svaret kom bort ');
  await waitUntil(() => closed === 4503, 'the room closed');
  await registry.close();
  expect(await storedText(sql, sectionId)).toBe(`svaret kom bort ${'x'.repeat(30)}`);
  expect(saved).toBe(30);
});
