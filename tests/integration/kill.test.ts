import { decodeServerFrame, encodeFrame, encodeUpdate } from '@delaktig/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { startProcess } from '../support/app.ts';
import { rawSocket, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { seeded } from '../support/random.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

const ROUNDS = 20;

/** Types one letter after another through a page's socket, as fast as they are let out; knows how many are told as saved. */
async function typist(url: string, cookie: string, sectionId: string) {
  const raw = rawSocket(`${url}/collab?schema=1`, { cookie });
  const frames = () => raw.received.map((bytes) => decodeServerFrame(bytes));
  await waitUntil(() => raw.socket.readyState === raw.socket.OPEN, 'the socket open');
  raw.socket.send(encodeFrame({ kind: 'open', channel: 1, sectionId }));
  await waitUntil(() => frames().some((frame) => frame?.kind === 'opened'), 'the section open');
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => {
    raw.socket.send(encodeFrame({ kind: 'data', channel: 1, data: encodeUpdate(update) }));
  });
  const text = doc.getText('content');
  return {
    raw,
    type: (letter: string) => text.insert(text.length, letter),
    /** Each message is one letter, so the count of messages is a count of letters. */
    saved: () => Math.max(0, ...frames().map((frame) => (frame?.kind === 'saved' ? frame.count : 0))),
  };
}

test(`kill -9 at random moments, ${ROUNDS} times: nothing seen or told as saved is lost`, async () => {
  const random = seeded(20_261_122);
  const { sql, url: databaseUrl } = await testDatabase();
  const house = await buildHouse(sql, { sections: ROUNDS });
  const writer = await letIn(sql, house, 'Moa Chef', 'manager');
  const reader = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  let seen = 0;
  let told = 0;
  for (const [round, sectionId] of house.sectionIds.entries()) {
    const server = await startProcess({ DATABASE_URL: databaseUrl, DELAKTIG_MODE: 'demo' });
    const url = server.origin.replace('http://localhost', 'ws://127.0.0.1');
    const typing = await typist(url, writer.cookie, sectionId);
    const watching = stockClient(url, sectionId, reader.cookie);
    await waitUntil(() => watching.provider.synced, 'the colleague in step');
    const enough = 1 + random.below(400);
    for (let letters = 0; watching.text.length < enough; letters++) {
      typing.type(String.fromCharCode(97 + (letters % 26)));
      if (letters % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await server.end('SIGKILL');
    await waitUntil(() => watching.closes.length > 0 && typing.raw.code !== null, 'both cut off');
    // Nobody comes back to send anything again: what the database holds now is what there is.
    watching.provider.destroy();
    const stored = await storedText(sql, sectionId);
    const shown = watching.text.toString();
    expect(stored.startsWith(shown), `round ${round}: ${shown.length} shown, ${stored.length} stored`).toBe(
      true,
    );
    expect(stored.length, `round ${round}: told as saved`).toBeGreaterThanOrEqual(typing.saved());
    seen += shown.length;
    told += typing.saved();
  }
  console.info(`${ROUNDS} kills: ${seen} letters seen by the other and ${told} told as saved, none lost`);
  expect(seen).toBeGreaterThan(ROUNDS * 20);
  expect(told).toBeGreaterThan(0);
}, 180_000);
