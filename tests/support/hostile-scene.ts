import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import type { ClientFrame } from '@delaktig/sync';
import { decodeMessage, encodeFrame, encodeSyncStep1 } from '@delaktig/sync';
import { expect } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import type { CollabNeeds } from '../../server/rooms/index.ts';
import { rawSocket, runCollab, stockClient } from './collab.ts';
import { testDatabase } from './database.ts';
import { buildHouse, letIn } from './house.ts';
import { storedText } from './stored-text.ts';
import { waitUntil } from './wait-until.ts';

/**
 * A server with two sections, a colleague in each of them and a third in the first, all at stock clients; and Mallory,
 * who may write in both.
 */
export async function hostileScene(options: Partial<CollabNeeds> = {}) {
  const { sql, url: databaseUrl } = await testDatabase();
  const house = await buildHouse(sql, { sections: 2 });
  const [sectionId = '', otherId = ''] = house.sectionIds;
  const [eva, bo, mallory] = await Promise.all([
    letIn(sql, house, 'Eva Chef', 'manager'),
    letIn(sql, house, 'Bo Kollega', 'staff'),
    letIn(sql, house, 'Mallory Provare', 'staff'),
  ]);
  const server = await runCollab(sql, options);
  const [first, second, elsewhere] = [
    // Low ones: a forger can have a higher.
    stockClient(server.url, sectionId, eva.cookie, { clientId: 50 }),
    stockClient(server.url, sectionId, bo.cookie, { clientId: 60 }),
    stockClient(server.url, otherId, bo.cookie),
  ];
  const honest = [first, second, elsewhere];
  await waitUntil(() => honest.every(({ provider }) => provider.synced), 'all in step');
  let marks = 0;

  /**
   * Who is there notices nothing: what they type is seen by the other within `milliseconds` and stored, in the same
   * room and in another, nobody was closed, and nothing is left waiting.
   */
  const expectUnharmed = async (milliseconds = 2_000) => {
    marks += 1;
    const mark = `[${marks}]`;
    const began = performance.now();
    first.text.insert(0, mark);
    elsewhere.text.insert(0, mark);
    await waitUntil(() => second.text.toString().includes(mark), 'the colleague sees it', milliseconds);
    await waitUntil(
      async () => (await storedText(sql, otherId)).startsWith(mark),
      'stored in the other room',
      milliseconds,
    );
    expect(performance.now() - began).toBeLessThan(milliseconds);
    expect(await storedText(sql, sectionId)).toContain(mark);
    expect(honest.flatMap(({ closes }) => closes)).toEqual([]);
    await waitUntil(() => server.collab.counts().waitingBytes === 0, 'nothing waits');
  };

  /** What somebody who comes now reads. */
  const readAnew = async (): Promise<Y.Doc> => {
    const late = stockClient(server.url, sectionId, eva.cookie);
    await waitUntil(() => late.provider.synced, 'the late one in step');
    late.provider.destroy();
    return late.doc;
  };

  return {
    ...{ sql, databaseUrl, house, server, sectionId, otherId, eva, bo, mallory },
    ...{ first, second, elsewhere, expectUnharmed, readAnew },
    room: `${server.url}/collab/${sectionId}`,
    pageUrl: `${server.url}/collab?schema=${SCHEMA_VERSION}`,
    /** Mallory in the first section, at a socket that says what it is told to. */
    enter: (cookie = mallory.cookie) => enterRoom(`${server.url}/collab/${sectionId}`, cookie),
    enterPage: () => enterPage(`${server.url}/collab?schema=${SCHEMA_VERSION}`, mallory.cookie, sectionId),
  };
}

export type HostileScene = Awaited<ReturnType<typeof hostileScene>>;

async function enterRoom(room: string, cookie: string) {
  const raw = rawSocket(room, { cookie });
  await waitUntil(() => raw.received.length > 0 || raw.code !== null, 'in the room');
  return {
    raw,
    say: (message: Uint8Array | string) => raw.socket.send(message),
    /** When the server has dealt with all that was said: the answer to a question, or the close. */
    heard: async () => {
      const answers = () =>
        raw.received.filter((bytes) => decodeMessage(bytes)?.kind === 'sync-step-2').length;
      const before = answers();
      if (raw.socket.readyState === WebSocket.OPEN) {
        raw.socket.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())));
      }
      await waitUntil(() => answers() > before || raw.code !== null, 'an answer');
      return raw.code;
    },
  };
}

async function enterPage(url: string, cookie: string, sectionId: string) {
  const raw = rawSocket(url, { cookie });
  await waitUntil(() => raw.socket.readyState === WebSocket.OPEN, 'open');
  const send = (frame: ClientFrame) => raw.socket.send(encodeFrame(frame));
  send({ kind: 'open', channel: 1, room: sectionId });
  await waitUntil(() => raw.received.length > 0, 'the channel open');
  return { raw, send, say: (data: Uint8Array) => send({ kind: 'data', channel: 1, data }) };
}
