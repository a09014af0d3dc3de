import { setTimeout as pass } from 'node:timers/promises';
import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import type { RealSocket } from '../../app/collab/connection.ts';
import { Engine } from '../../app/collab/engine.ts';
import { runCollab } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { MemoryBrowser } from '../support/memory-store.ts';
import { seeded } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';

const PHONES = 60;
const SECTIONS = 3;
/** From the goodbye to a server that listens again. */
const RESTART_MS = 2000;

/** The engine of a real page, with a socket of Node's; writes in one section. */
function phone(needs: {
  url: string;
  cookie: string;
  accountId: string;
  reportId: string;
  sectionId: string;
  random(): number;
}) {
  const { url, cookie, accountId, reportId, sectionId, random } = needs;
  const browser = new MemoryBrowser();
  let tries = 0;
  const engine = new Engine({
    reportId,
    accountId,
    schema: SCHEMA_VERSION,
    places: {
      name: 'Rapporten',
      sections: new Map([[sectionId, { name: 'Avsnittet', epoch: 0, writes: true }]]),
    },
    openSocket() {
      tries += 1;
      return new WebSocket(`${url}/collab?schema=${SCHEMA_VERSION}`, {
        headers: { cookie },
      }) as unknown as RealSocket;
    },
    openStore: (lost) => browser.open(accountId, lost),
    isOwnSession: () => true,
    timers: {
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    random,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    readAgain() {},
    readThreads() {},
    outdated() {},
    ended() {},
  });
  onTestFinished(() => engine.abandon());
  const section = engine.enter(sectionId, true, 0);
  return {
    engine,
    section,
    get tries() {
      return tries;
    },
    write(words: string) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      section.doc.getXmlFragment('content').push([paragraph]);
    },
    isSaved: () => engine.unsent === 0 && engine.saveState().line.kind === 'saved',
  };
}

test('sixty phones are back after a restart of the server within two tries, with what they wrote meanwhile', async () => {
  // Each provider listens for the end of the process.
  process.setMaxListeners(PHONES + 20);
  const { sql } = await testDatabase();
  const house = await buildHouse(sql, { sections: SECTIONS });
  const first = await runCollab(sql);
  const random = seeded(60).next;
  const phones = await Promise.all(
    Array.from({ length: PHONES }, async (_, index) => {
      const { cookie, accountId } = await letIn(sql, house, `Person ${index}`, 'staff');
      const sectionId = house.sectionIds[index % SECTIONS] ?? '';
      return phone({ url: first.url, cookie, accountId, reportId: house.reportId, sectionId, random });
    }),
  );
  await waitUntil(() => phones.every(({ section }) => section.ready), 'all phones in their sections');
  for (const [index, { write }] of phones.entries()) write(`före ${index}`);
  await waitUntil(() => phones.every((one) => one.isSaved()), 'all words saved before the restart');
  const triesBefore = phones.map(({ tries }) => tries);

  const wentDown = performance.now();
  await first.close();
  for (const [index, { write }] of phones.entries()) write(`under tiden ${index}`);
  await pass(wentDown + RESTART_MS - performance.now());
  const second = await runCollab(sql, { port: Number(new URL(first.origin).port) });
  await waitUntil(() => second.collab.counts().sockets === PHONES, 'all phones connected', 20_000);
  const connected = performance.now() - wentDown;
  await waitUntil(() => phones.every((one) => one.isSaved()), 'all words saved after the restart', 20_000);
  const saved = performance.now() - wentDown;

  const tries = phones.map((one, index) => one.tries - (triesBefore[index] ?? 0));
  console.info(
    `Sixty phones, server away ${RESTART_MS} ms: all connected after ${Math.round(connected)} ms, all words saved after ` +
      `${Math.round(saved)} ms; tries: ${tries.filter((n) => n === 1).length} one, ${tries.filter((n) => n === 2).length} two`,
  );
  expect(Math.max(...tries)).toBeLessThanOrEqual(2);
  // Every phone has every word of its section, once.
  const words = (doc: Y.Doc) => doc.getXmlFragment('content').toArray().map(String).sort();
  for (let at = 0; at < SECTIONS; at += 1) {
    const together = phones.filter((_, index) => index % SECTIONS === at);
    await waitUntil(
      () => together.every(({ section }) => words(section.doc).length === (2 * PHONES) / SECTIONS),
      'every phone whole',
    );
    for (const { section } of together)
      expect(words(section.doc)).toEqual(words(together[0]?.section.doc ?? section.doc));
  }
});
