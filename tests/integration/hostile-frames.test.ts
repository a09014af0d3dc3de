import { connect as connectTcp } from 'node:net';
import { encodeUpdate } from '@delaktig/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { saying } from '../support/forged-updates.ts';
import { type HostileScene, hostileScene } from '../support/hostile-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Mallory past the handshake, with nothing between their bytes and ours. */
async function bareSocket({ room, mallory }: HostileScene, extensions = '') {
  const { hostname, port, pathname } = new URL(room);
  const socket = connectTcp(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const heard = { text: '', bytes: 0, isClosed: false };
  socket.on('data', (chunk) => {
    heard.bytes += chunk.byteLength;
    if (heard.text.length < 1_000) heard.text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    heard.isClosed = true;
  });
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: localhost\r\nCookie: ${mallory.cookie}\r\n${extensions}` +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await waitUntil(() => heard.text.includes('\r\n\r\n') && heard.bytes > 130, 'in the room');
  return { socket, heard };
}

/** The first two bytes, and the mask that changes nothing. */
const frame = (first: number, second: number, payload: number[] | Buffer = []): Buffer =>
  Buffer.concat([Buffer.from([first, second]), Buffer.alloc(4), Buffer.from(payload)]);

const [FIN, MASKED] = [0x80, 0x80] as const;
const [CONTINUATION, TEXT, BINARY, CLOSING, PING] = [0, 1, 2, 8, 9] as const;

describe('bytes that are no frame end the connection, and nothing else', () => {
  test.each<[string, Buffer]>([
    ['unmasked', Buffer.from([FIN | BINARY, 1, 0])],
    ['compressed', frame(FIN | 0x40 | BINARY, MASKED | 1, [0])],
    ['of a kind that there is not', frame(FIN | 3, MASKED | 1, [0])],
    ['longer than can be counted', Buffer.from([FIN | BINARY, MASKED | 127, 255, ...Array(7).fill(255)])],
    ['a continuation of nothing', frame(FIN | CONTINUATION, MASKED | 1, [0])],
    ['a ping in pieces', frame(PING, MASKED | 1, [0])],
    ['a ping too long', Buffer.from([FIN | PING, MASKED | 126, 1, 0])],
    ['half a close code', frame(FIN | CLOSING, MASKED | 1, [3])],
    ['a close code that nobody may send', frame(FIN | CLOSING, MASKED | 2, [3, 236])],
    ['text that is no text', frame(FIN | TEXT, MASKED | 2, [0xff, 0xff])],
    ['noise', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251))],
  ])('%s', async (_name, bytes) => {
    const scene = await hostileScene();
    const { socket, heard } = await bareSocket(scene);
    socket.write(bytes);
    await waitUntil(() => heard.isClosed || socket.readableEnded, 'the connection ended');
    await scene.expectUnharmed();
    await waitUntil(() => scene.server.collab.counts().sockets === 3, 'only the others are left');
  });

  test('no compression is agreed upon: a small message cannot become a large one', async () => {
    const scene = await hostileScene();
    const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n';
    const { heard } = await bareSocket(scene, offer);
    expect(heard.text).toContain('101 Switching Protocols');
    expect(heard.text.toLowerCase()).not.toContain('sec-websocket-extensions');
  });
});

describe('a connection that does not go on', () => {
  test('is cut in the middle of a frame', async () => {
    const scene = await hostileScene({ heartbeatMs: 100 });
    const { socket, heard } = await bareSocket(scene);
    socket.write(frame(FIN | BINARY, MASKED | 100, [0, 2, 3]));
    await waitUntil(() => heard.isClosed, 'cut');
    await scene.expectUnharmed();
  });

  test('is cut when it only asks whether we are there, and does not read the answers', async () => {
    const scene = await hostileScene();
    const { socket, heard } = await bareSocket(scene);
    socket.pause();
    const pings = Buffer.concat(Array(500).fill(frame(FIN | PING, MASKED | 125, Buffer.alloc(125))));
    let most = 0;
    const flood = () => {
      most = Math.max(most, scene.server.collab.counts().queuedBytes);
      if (!socket.destroyed) socket.write(pings, () => setImmediate(flood));
    };
    flood();
    await waitUntil(() => scene.server.collab.counts().sockets === 3, 'cut');
    socket.resume();
    await waitUntil(() => heard.isClosed, 'and it hears of it');
    expect(most).toBeLessThan(8 * 1024 * 1024);
    await scene.expectUnharmed();
  });

  test('that sends one message in pieces without end is ended', async () => {
    const scene = await hostileScene();
    const { socket, heard } = await bareSocket(scene);
    socket.write(frame(BINARY, MASKED | 0));
    const pieces = Buffer.concat(Array(10_000).fill(frame(CONTINUATION, MASKED | 0)));
    for (let times = 0; times < 5; times++) socket.write(pieces);
    await waitUntil(() => heard.isClosed || socket.readableEnded, 'ended');
    await scene.expectUnharmed();
  });
});

describe('messages as they must not be', () => {
  test('text is no message', async () => {
    const scene = await hostileScene();
    for (const enter of [scene.enter, scene.enterPage]) {
      const { raw } = await enter();
      raw.socket.send('{"type":"hej"}');
      await waitUntil(() => raw.code !== null, 'closed');
      expect(raw.code).toBe(4400);
    }
    await scene.expectUnharmed();
  });

  test('one byte above the cap is not read to its end', async () => {
    const scene = await hostileScene();
    for (const enter of [scene.enter, scene.enterPage]) {
      const { raw } = await enter();
      raw.socket.send(new Uint8Array(16 * 1024 * 1024 + 1));
      await waitUntil(() => raw.code !== null, 'closed');
      // Too big, as the protocol says it; or broken off while it was still being sent.
      expect([1009, 1006]).toContain(raw.code);
    }
    await scene.expectUnharmed();
  });

  test('what comes after a goodbye is not heard', async () => {
    const scene = await hostileScene();
    const { raw, say } = await scene.enter();
    say(new Uint8Array([9, 9, 9]));
    say(encodeUpdate(saying(7, 'efter avskedet')));
    await waitUntil(() => raw.code === 4400, 'closed');
    await scene.expectUnharmed();
    expect(scene.second.text.toString()).not.toContain('avskedet');
  });

  test.each([1000, 1001, 3000, 4400, 4999])('a client may leave with the code %i', async (code) => {
    const scene = await hostileScene();
    const { raw } = await scene.enter();
    raw.socket.close(code, 'x'.repeat(123));
    await waitUntil(() => scene.server.collab.counts().sockets === 3, 'gone');
    await scene.expectUnharmed();
  });
});
