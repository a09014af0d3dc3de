import { encodeSyncStep1, encodeUpdate } from '@delaktig/sync';
import { afterAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { CHANGES, type Change, type Setting } from '../support/changes-of-rights.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { type PageClient, pageClient } from '../support/page-client.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

/** From the commit to the close, as the client sees it. */
const times: number[] = [];

afterAll(() => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  console.info(
    `${sorted.length} changes of rights: closed ${at(0.5)} ms after the commit (median), ${at(1)} at most`,
  );
});

async function scene({ role, options, before }: Pick<Change, 'role' | 'options' | 'before'>) {
  const { sql, url: databaseUrl } = await testDatabase();
  const house = await buildHouse(sql, { sections: 2, ...options });
  const [sectionId = '', otherId = ''] = house.sectionIds;
  const person = await letIn(sql, house, 'Sam Provare', role);
  const setting: Setting = { sql, databaseUrl, house, sectionId, ...person };
  await before?.(setting);
  const server = await runCollab(sql);
  return { ...setting, setting, otherId, cookie: person.cookie, server };
}

const updateSaying = (words: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
};

/** Measures from the commit, as whoever made the change sees it, until it bites. */
async function timed(change: Promise<unknown>, bites: () => boolean): Promise<void> {
  await change;
  const began = performance.now();
  await waitUntil(bites, 'the change to bite', 5_000);
  times.push(performance.now() - began);
  expect(performance.now() - began).toBeLessThan(1_000);
}

describe.each(CHANGES)('$name', (given) => {
  test(`a stock client is closed with ${given.code}, and comes back with what it may now`, async () => {
    const { sql, server, sectionId, cookie, setting } = await scene(given);
    const address = `${server.url}/collab/${sectionId}`;
    const raw = rawSocket(address, { cookie });
    const elsewhere = await buildHouse(sql);
    const stranger = await letIn(sql, elsewhere, 'Någon Annan', 'manager');
    const unconcerned = rawSocket(`${server.url}/collab/${elsewhere.sectionIds[0]}`, {
      cookie: stranger.cookie,
    });
    await waitUntil(() => raw.received.length > 0 && unconcerned.received.length > 0, 'both in their rooms');
    const heard = unconcerned.received.length;
    await timed(given.change(setting), () => raw.code !== null);
    expect(raw.code).toBe(given.code);
    expect(unconcerned.received.length).toBe(heard);
    expect(unconcerned.code).toBeNull();

    const again = rawSocket(address, { cookie });
    if (given.code !== 4510) {
      await waitUntil(() => again.code !== null, 'refused');
      expect(again.code).toBe(given.code);
      expect(again.received).toEqual([]);
      return;
    }
    await waitUntil(() => again.received.length > 0, 'in the room again');
    const before = again.received.length;
    again.socket.send(encodeUpdate(updateSaying('prov')));
    again.socket.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())));
    await waitUntil(() => again.received.length > before, 'the answer to what came after the words');
    if (given.writesAfter)
      await waitUntil(async () => (await storedText(sql, sectionId)) === 'prov', 'stored');
    else expect(await storedText(sql, sectionId)).toBe('');
  });

  test(`a page's channel is closed with ${given.code}, and the page goes on`, async () => {
    const { server, sectionId, otherId, cookie, setting } = await scene(given);
    const page = await pageClient(server.url, cookie);
    await page.open(1, sectionId);
    const colleague = await letIn(setting.sql, setting.house, 'Sara Kollega', 'superior');
    const beside = given.code === 4510 ? await pageClient(server.url, colleague.cookie) : null;
    await beside?.open(1, sectionId);
    const heard = beside?.raw.received.length;
    await timed(given.change(setting), () =>
      given.code === 4401 ? page.raw.code !== null : page.closedWith(1) !== undefined,
    );
    expect(given.code === 4401 ? page.raw.code : page.closedWith(1)).toBe(given.code);
    expect(page.raw.code).toBe(given.code === 4401 ? 4401 : null);
    // A superior reads here as before: not one frame.
    expect(beside?.raw.received.length).toBe(heard);
    if (given.code !== 4510) return;
    await page.open(2, sectionId);
    page.say(2, 'prov');
    await page.open(3, otherId);
    if (given.writesAfter) await waitUntil(() => page.saved(2) === 1, 'saved');
    else expect(page.saved(2)).toBe(0);
  });
});

describe('while somebody types', () => {
  test('nothing that was told as saved is lost, and what was not waits for the right to come back', async () => {
    const { sql, server, sectionId, cookie, house } = await scene({ role: 'staff' });
    const boss = await letIn(sql, house, 'Moa Chef', 'manager');
    const writing = stockClient(server.url, sectionId, cookie);
    const reading = stockClient(server.url, sectionId, boss.cookie);
    await waitUntil(() => writing.provider.synced && reading.provider.synced, 'both in step');
    let letters = 0;
    for (const mode of ['comment', 'write', 'comment', 'write']) {
      const closes = writing.closes.length;
      for (let i = 0; i < 100; i++) {
        writing.text.insert(letters, String.fromCharCode(97 + (letters++ % 26)));
        if (i === 50) void sql`update sections set mode = ${mode} where id = ${sectionId}`.execute();
        if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      const seen = reading.text.toString();
      const stored = await storedText(sql, sectionId);
      expect(stored.startsWith(seen), 'seen by the other and not stored').toBe(true);
      await waitUntil(() => writing.closes.length > closes && writing.provider.synced, 'back in the room');
    }
    await waitUntil(() => reading.text.length === letters, 'every letter with the other');
    expect(reading.text.toString()).toBe(writing.text.toString());
    expect(await storedText(sql, sectionId)).toBe(writing.text.toString());
    expect(writing.closes).toEqual([4510, 4510, 4510, 4510]);
    expect(reading.closes).toEqual([]);
  });

  test('what comes after the change is not stored, and what was told as saved is', async () => {
    const { sql, server, sectionId, cookie } = await scene({ role: 'staff' });
    const page = await pageClient(server.url, cookie);
    await page.open(1, sectionId);
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) =>
      page.send({ kind: 'data', channel: 1, data: encodeUpdate(update) }),
    );
    let sent = 0;
    const type = () => doc.getText('content').insert(sent++, 'x');
    while (page.saved(1) < 20) {
      type();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await sql`update sections set state = 'approved' where id = ${sectionId}`;
    while (page.closedWith(1) === undefined) {
      type();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const saved = page.saved(1);
    for (let i = 0; i < 20; i++) type();
    await page.open(2, sectionId);
    const stored = await storedText(sql, sectionId);
    expect(stored.length).toBeGreaterThanOrEqual(saved);
    expect(stored.length).toBeLessThanOrEqual(sent - 20);
    expect(page.saved(1)).toBe(saved);
  });
});

test('many sections and many changes at once are a few questions to the database', async () => {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql, { sections: 240 });
  const person = await letIn(sql, house, 'Moa Chef', 'manager');
  let asked = 0;
  const counting = new Proxy(sql, {
    apply(target, self, args: Parameters<Sql>) {
      if (/^\s*select/.test(String(args[0])) && String(args[0]).includes(' s.')) asked += 1;
      return Reflect.apply(target, self, args);
    },
  });
  const server = await runCollab(counting);
  const pages = await Promise.all([1, 2].map(() => pageClient(server.url, person.cookie)));
  for (const page of pages)
    for (const [index, sectionId] of house.sectionIds.entries())
      page.send({ kind: 'open', channel: index + 1, room: sectionId });
  const openIn = (page: PageClient) =>
    house.sectionIds.filter((_, i) => page.find('opened', i + 1).length > 0);
  await waitUntil(() => pages.every((page) => openIn(page).length === 240), 'all open');
  asked = 0;
  // One statement each, as somebody who goes through the report with the mouse would.
  await Promise.all(house.sectionIds.map((id) => sql`update sections set state = 'ready' where id = ${id}`));
  const began = performance.now();
  const done = (page: PageClient) => page.closedWith(1) !== undefined && page.closedWith(240) !== undefined;
  await waitUntil(() => pages.every(done), 'all closed');
  console.info(
    `480 open sections, 240 changes: closed ${Math.round(performance.now() - began)} ms after the last commit, ${asked} look-ups`,
  );
  expect(asked).toBeLessThan(25);
});
