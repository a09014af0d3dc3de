import { connect as connectTcp } from 'node:net';
import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { encodeFrame, encodeUpdate } from '@delaktig/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { saying } from '../support/forged-updates.ts';
import { hostileScene } from '../support/hostile-scene.ts';
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
    const raw = rawSocket(kind === 'stock' ? room : `${server.url}/collab?schema=${SCHEMA_VERSION}`, {
      cookie: staff.cookie,
    });
    await waitUntil(() => raw.socket.readyState === raw.socket.OPEN, 'open');
    if (kind === 'page') raw.socket.send(encodeFrame({ kind: 'open', channel: 1, room: sectionId }));
    await waitUntil(() => raw.received.length > 0, 'in the room');
    raw.socket.pause();
    server.collab.closeSession(staff.sessionId);
    const late = encodeUpdate(saying(7, 'efter utloggningen'));
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

test('a heading that only contains goals has no room to write in', async () => {
  const { sql, sectionId, manager, room } = await scene();
  await sql`update sections set contains = 'goals' where id = ${sectionId}`;
  const raw = rawSocket(room, { cookie: manager.cookie });
  await waitUntil(() => raw.code === 4403, 'refused');
});

describe('a crowd at the door', () => {
  test('of people without a session is shown out, and the others do not notice', async () => {
    const { room, server, expectUnharmed } = await hostileScene();
    const crowd = Array.from({ length: 300 }, (_, i) =>
      rawSocket(room, { cookie: `delaktig_session=${String(i).padStart(43, 'x')}` }),
    );
    await expectUnharmed(5_000);
    await waitUntil(() => crowd.every(({ code }) => code === 4401), 'all shown out');
    expect(server.collab.counts().sockets).toBe(3);
  });

  test('that is larger than the door is told to come later', async () => {
    const { sql, pageUrl, mallory, expectUnharmed } = await hostileScene({ limits: { waiting: 5 } });
    // Nobody is looked up meanwhile.
    const holder = await sql.reserve();
    await holder`begin`;
    await holder`lock table sessions in access exclusive mode`;
    const crowd = Array.from({ length: 50 }, () => rawSocket(pageUrl, { cookie: mallory.cookie }));
    await waitUntil(() => crowd.filter(({ status }) => status === 503).length >= 45, 'told to come later');
    await holder`rollback`;
    holder.release();
    const isLetIn = ({ socket }: (typeof crowd)[number]) => socket.readyState === socket.OPEN;
    await waitUntil(() => crowd.filter(isLetIn).length === 5, 'the others let in');
    await expectUnharmed();
  });

  test('of one session has an end', async () => {
    const { room, mallory, server, expectUnharmed } = await hostileScene({
      limits: { socketsOfSession: 20 },
    });
    const crowd = Array.from({ length: 60 }, () => rawSocket(room, { cookie: mallory.cookie }));
    const refused = () => crowd.filter(({ code }) => code === 4429).length;
    await waitUntil(() => refused() === 40, 'those above the limit refused');
    await waitUntil(
      () => crowd.filter(({ received }) => received.length > 0).length === 20,
      'the others let in',
    );
    expect(server.collab.counts().sockets).toBe(23);
    await expectUnharmed();
  });

  test('that says its request a letter at a time keeps no place', async () => {
    const app = await startApp();
    const slow = Array.from({ length: 50 }, () => {
      const socket = connectTcp(app.port, '127.0.0.1');
      const state = { isClosed: false };
      socket.on('error', () => {});
      socket.on('data', () => {});
      socket.on('close', () => {
        state.isClosed = true;
      });
      onTestFinished(() => void socket.destroy());
      socket.write(`GET /collab?schema=${SCHEMA_VERSION} HTTP/1.1\r\nHost: localhost\r\nUpgrade: webso`);
      return state;
    });
    const answer = await fetch(`http://127.0.0.1:${app.port}/livez`);
    expect(answer.status).toBe(200);
    await waitUntil(() => slow.every(({ isClosed }) => isClosed), 'all shown out', 25_000);
  });
});
