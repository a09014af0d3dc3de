import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import {
  type ClientFrame,
  decodeMessage,
  decodeServerFrame,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeFrame,
  encodeUpdate,
  type ServerFrame,
  type Writer,
} from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

async function scene(options: Parameters<typeof buildHouse>[1] = {}) {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql, { sections: 3, ...options });
  const server = await runCollab(sql);
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  return { sql, house, server, manager, staff };
}

/** A page's socket by hand. */
async function page(url: string, cookie: string) {
  const raw = rawSocket(`${url}/collab?schema=${SCHEMA_VERSION}`, { cookie });
  const frames = () => raw.received.map((bytes) => decodeServerFrame(bytes));
  const find = <K extends ServerFrame['kind']>(kind: K, channel: number) =>
    frames().filter((f): f is Extract<ServerFrame, { kind: K }> => f?.kind === kind && f.channel === channel);
  await waitUntil(() => raw.socket.readyState === raw.socket.OPEN, 'the socket open');
  return {
    raw,
    find,
    send: (frame: ClientFrame) => raw.socket.send(encodeFrame(frame)),
    say: (channel: number, words: string) => {
      const doc = new Y.Doc();
      doc.getText('content').insert(0, words);
      raw.socket.send(encodeFrame({ kind: 'data', channel, data: encodeUpdate(Y.encodeStateAsUpdate(doc)) }));
    },
    writersIn: (sectionId: string): Writer[] | undefined =>
      find('event', 0)
        .map((frame) => frame.event)
        .filter((event) => event.type === 'presence' && event.sectionId === sectionId)
        .map((event) => (event.type === 'presence' ? event.writers : []))
        .at(-1),
  };
}

const caret = (clientId: number, clock: number, here = true) =>
  encodeAwareness(
    encodeAwarenessEntries([{ clientId, clock, state: here ? { cursor: { anchor: 1 } } : null }]),
  );

describe("a page's socket", () => {
  test('is of the person whom the page was made for, whoever has signed in beside it', async () => {
    const { server, manager, staff } = await scene();
    const address = (accountId: string) =>
      `${server.url}/collab?schema=${SCHEMA_VERSION}&account=${accountId}`;
    const own = rawSocket(address(manager.accountId), { cookie: manager.cookie });
    const other = rawSocket(address(manager.accountId), { cookie: staff.cookie });
    await waitUntil(() => other.code === 4401, 'shown out');
    expect(own.code).toBeNull();
  });

  test('opens many sections; each speaks for itself; "saved" counts what is committed', async () => {
    const { sql, house, server, manager, staff } = await scene();
    const [first = '', second = ''] = house.sectionIds;
    const mine = await page(server.url, manager.cookie);
    mine.send({ kind: 'open', channel: 1, room: first });
    mine.send({ kind: 'open', channel: 2, room: second });
    await waitUntil(() => mine.find('opened', 1).length + mine.find('opened', 2).length === 2, 'both open');
    const other = stockClient(server.url, second, staff.cookie);
    await waitUntil(() => other.provider.synced, 'the colleague in step');
    mine.say(2, 'ett');
    mine.say(2, 'två');
    await waitUntil(() => mine.find('saved', 2).at(-1)?.count === 2, 'both saved');
    const [{ rows } = { rows: 0 }] = await sql<{ rows: number }[]>`
      select count(*) as rows from room_updates where section_id = ${second}`;
    // Two messages of one moment may share a row.
    expect([1, 2]).toContain(rows);
    await waitUntil(() => other.text.length === 6, 'the colleague has both');
    expect(mine.find('saved', 1)).toEqual([]);
    const messages = mine.find('data', 1).map((frame) => decodeMessage(frame.data)?.kind);
    expect(messages).toEqual(['sync-step-1']);
  });

  test('a section without right and one that is not there are refused alike; the others go on', async () => {
    const { house, server, staff, sql } = await scene();
    const elsewhere = await buildHouse(sql);
    const mine = await page(server.url, staff.cookie);
    const refused = [elsewhere.sectionIds[0] ?? '', '5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e', 'x'];
    for (const [index, sectionId] of refused.entries())
      mine.send({ kind: 'open', channel: index + 1, room: sectionId });
    mine.send({ kind: 'open', channel: 9, room: house.sectionIds[0] ?? '' });
    await waitUntil(() => mine.find('opened', 9).length === 1, 'the own section open');
    for (const [index] of refused.entries()) {
      await waitUntil(() => mine.find('closed', index + 1).length === 1, 'refused');
      expect(mine.find('closed', index + 1)).toMatchObject([
        { code: 4403, reason: 'no right to this section' },
      ]);
    }
    expect(mine.raw.code).toBeNull();
  });

  test('a reader is not told "saved", and what they send is not stored', async () => {
    const { sql, house, server, staff, manager } = await scene({ mode: 'comment' });
    const [sectionId = ''] = house.sectionIds;
    const mine = await page(server.url, staff.cookie);
    mine.send({ kind: 'open', channel: 1, room: sectionId });
    await waitUntil(() => mine.find('opened', 1).length === 1, 'open');
    mine.say(1, 'otillåtet');
    const boss = stockClient(server.url, sectionId, manager.cookie);
    await waitUntil(() => boss.provider.synced, 'the manager in step');
    boss.text.insert(0, 'tillåtet');
    const heard = () => mine.find('data', 1).map((frame) => decodeMessage(frame.data)?.kind);
    await waitUntil(() => heard().includes('update'), 'the words of the manager');
    expect(mine.find('saved', 1)).toEqual([]);
    expect(boss.text.toString()).toBe('tillåtet');
    const [{ rows } = { rows: 0 }] = await sql<{ rows: number }[]>`select count(*) as rows from room_updates`;
    expect(rows).toBe(1);
  });

  test('tells who writes where, at once and to those who come later, and never who reads', async () => {
    const { house, server, manager, staff } = await scene();
    const [sectionId = ''] = house.sectionIds;
    const watching = await page(server.url, staff.cookie);
    watching.send({ kind: 'watch', channel: 0, reportId: house.reportId });
    const writing = await page(server.url, manager.cookie);
    writing.send({ kind: 'open', channel: 1, room: sectionId });
    await waitUntil(() => writing.find('opened', 1).length === 1, 'open');
    writing.send({ kind: 'data', channel: 1, data: caret(11, 1) });
    await waitUntil(() => watching.writersIn(sectionId)?.length === 1, 'told who writes');
    expect(watching.writersIn(sectionId)).toMatchObject([{ name: 'Moa Chef', initials: 'MC' }]);
    const late = await page(server.url, staff.cookie);
    late.send({ kind: 'watch', channel: 0, reportId: house.reportId });
    await waitUntil(() => late.writersIn(sectionId)?.length === 1, 'the late one told as well');
    writing.raw.socket.terminate();
    await waitUntil(() => watching.writersIn(sectionId)?.length === 0, 'told that they left');
  });

  test('a report of another unit cannot be watched', async () => {
    const { server, staff, sql } = await scene();
    const elsewhere = await buildHouse(sql);
    const mine = await page(server.url, staff.cookie);
    mine.send({ kind: 'watch', channel: 0, reportId: elsewhere.reportId });
    await waitUntil(() => mine.find('closed', 0).length === 1, 'refused');
    expect(mine.find('closed', 0)).toMatchObject([{ code: 4403 }]);
  });

  test('noise, a channel used twice and a crowd of channels end in a refusal', async () => {
    const { house, server, manager } = await scene();
    const [sectionId = ''] = house.sectionIds;
    const noisy = await page(server.url, manager.cookie);
    noisy.raw.socket.send(new Uint8Array([255, 255, 255]));
    await waitUntil(() => noisy.raw.code === 4400, 'closed on noise');
    const twice = await page(server.url, manager.cookie);
    twice.send({ kind: 'open', channel: 1, room: sectionId });
    twice.send({ kind: 'open', channel: 1, room: sectionId });
    await waitUntil(() => twice.raw.code === 4400, 'closed on a channel used twice');
    const crowd = await page(server.url, manager.cookie);
    for (let channel = 1; channel <= 257; channel++) crowd.send({ kind: 'open', channel, room: sectionId });
    await waitUntil(() => crowd.find('closed', 257).at(0)?.code === 4429, 'the 257th refused');
  });

  test('a channel closed while it opens leaves nobody in the room', async () => {
    const { house, server, manager } = await scene();
    const [sectionId = ''] = house.sectionIds;
    const mine = await page(server.url, manager.cookie);
    for (let channel = 1; channel <= 20; channel++) {
      mine.send({ kind: 'open', channel, room: sectionId });
      mine.send({ kind: 'close', channel });
    }
    mine.send({ kind: 'open', channel: 99, room: sectionId });
    await waitUntil(() => mine.find('opened', 99).length === 1, 'the last one open');
    mine.send({ kind: 'close', channel: 99 });
    await waitUntil(() => server.collab.counts().rooms === 0, 'the room freed');
  });
});
