import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { connect } from '../../server/database/connect.ts';
import { livingInstance } from '../../server/database/instance.ts';
import type { ServerProcess } from '../support/app.ts';
import { startProcess } from '../support/app.ts';
import { stockClient } from '../support/collab.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { seeded } from '../support/random.ts';
import { storedText } from '../support/stored-text.ts';
import type { TypingPage } from '../support/typing-page.ts';
import { typingPage } from '../support/typing-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const ROUNDS = 20;
/** Typed in the rounds of one test, all together. */
const LETTERS = 10_000;
/** The text is seen by the other this far, and somewhat further, when the blow falls. */
const AT_LEAST = 300;
const AND_UP_TO = 500;
/** Nobody types further ahead of what is saved. */
const AHEAD = 60;

type Random = ReturnType<typeof seeded>;

/** A unit with so many sections, one who writes in them, and one who may only read. */
async function prepare(sql: Sql, sections: number) {
  const house = await buildHouse(sql, { sections });
  const writer = await letIn(sql, house, 'Moa Chef', 'manager');
  const reader = await letIn(sql, house, 'Sam Medarbetare', 'staff', { unitId: house.unitId });
  return { sectionIds: house.sectionIds, writer: writer.cookie, reader: reader.cookie };
}

const socketOrigin = ({ origin }: ServerProcess) => origin.replace('http://localhost', 'ws://127.0.0.1');

/** Types until told to stop, letter after letter. */
function keepTyping(page: TypingPage) {
  let going = true;
  let typed = 0;
  const ended = (async () => {
    while (going) {
      if (page.text.length < page.told + AHEAD) page.type(String.fromCharCode(97 + (typed++ % 26)));
      if (typed % 8 === 0 || page.text.length >= page.told + AHEAD) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  })();
  return {
    stop: () => {
      going = false;
      return ended;
    },
  };
}

/** One who types and one who sees it, in one section; the blow may fall when the other has seen enough. */
async function typeTogether(
  url: string,
  sectionId: string,
  cookies: { writer: string; reader: string },
  random: Random,
) {
  const page = typingPage(url, cookies.writer, sectionId);
  const other = stockClient(url, sectionId, cookies.reader);
  await waitUntil(() => page.isOpen && other.provider.synced, 'both in step');
  const typing = keepTyping(page);
  const enough = AT_LEAST + random.below(AND_UP_TO);
  return {
    page,
    other,
    typing,
    seenEnough: () => waitUntil(() => other.text.length >= enough, 'enough seen by the other'),
  };
}

test(`kill -9 of the server, ${ROUNDS} times: nothing seen or told as saved is lost`, async () => {
  const random = seeded(20_261_122);
  const { sql, url: databaseUrl } = await testDatabase();
  const { sectionIds, ...cookies } = await prepare(sql, ROUNDS);
  const sum = { typed: 0, seen: 0, told: 0 };
  for (const [round, sectionId] of sectionIds.entries()) {
    const server = await startProcess({ DATABASE_URL: databaseUrl, DELAKTIG_MODE: 'demo' });
    const { page, other, typing, seenEnough } = await typeTogether(
      socketOrigin(server),
      sectionId,
      cookies,
      random,
    );
    await seenEnough();
    await server.end('SIGKILL');
    await waitUntil(() => other.closes.length > 0 && !page.isOpen, 'both cut off');
    // Nobody comes back to send anything again: what the database holds now is what there is.
    await typing.stop();
    page.vanish();
    other.provider.destroy();
    const stored = await storedText(sql, sectionId);
    const shown = other.text.toString();
    expect(stored.startsWith(shown), `round ${round}: ${shown.length} shown, ${stored.length} stored`).toBe(
      true,
    );
    expect(page.text.startsWith(stored)).toBe(true);
    expect(stored.length, `round ${round}: told as saved`).toBeGreaterThanOrEqual(page.told);
    add(sum, { typed: page.text.length, seen: shown.length, told: page.told });
  }
  report(`${ROUNDS} kills of the server`, sum);
}, 180_000);

test(`kill -9 of PostgreSQL, ${ROUNDS} times: the server goes on, nothing is lost, all goes through`, async () => {
  const random = seeded(20_261_123);
  const dataDir = path.join(privateFolder(), 'data');
  const server = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
  const url = socketOrigin(server);
  const sql = databaseOf(dataDir);
  const { sectionIds, ...cookies } = await prepare(sql, 2 * ROUNDS);
  const sum = { typed: 0, seen: 0, told: 0 };
  const back: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [sectionOfOneWhoStays = '', sectionOfOneWhoGoes = ''] = sectionIds.slice(2 * round);
    const stays = await typeTogether(url, sectionOfOneWhoStays, cookies, random);
    const goes = await typeTogether(url, sectionOfOneWhoGoes, cookies, random);
    await Promise.all([stays.seenEnough(), goes.seenEnough()]);
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    const killed = performance.now();
    // One tab is closed at that moment and never sends again; the other types on.
    goes.page.vanish();
    await goes.typing.stop();
    const typedBefore = stays.page.text.length;
    await waitUntil(() => stays.page.told > typedBefore, `round ${round}: words saved again`);
    back.push(performance.now() - killed);
    await stays.typing.stop();

    await waitUntil(() => stays.page.isSaved, `round ${round}: all that was typed is saved`);
    await waitUntil(() => stays.other.text.toString() === stays.page.text, 'and seen by the other');
    expect(await storedText(sql, sectionOfOneWhoStays)).toBe(stays.page.text);
    await waitUntil(() => goes.other.provider.synced, 'the one who only reads is back');
    let stored = '';
    await waitUntil(async () => {
      stored = await storedText(sql, sectionOfOneWhoGoes);
      return stored === goes.other.text.toString();
    }, `round ${round}: what the other has seen is what is stored`);
    expect(stored.length, `round ${round}: told as saved`).toBeGreaterThanOrEqual(goes.page.told);
    expect(goes.page.text.startsWith(stored)).toBe(true);
    expect(server.process.exitCode).toBeNull();
    for (const { page, other } of [stays, goes]) {
      add(sum, { typed: page.text.length, seen: other.text.length, told: page.told });
      page.vanish();
      other.provider.destroy();
    }
  }
  report(`${ROUNDS} kills of PostgreSQL, saved again after ${inWords(back)}`, sum);
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect(await server.end('SIGTERM')).toBe(0);
}, 240_000);

test('SIGTERM while people type: nothing seen or told as saved is lost, and the end comes soon', async () => {
  const rounds = 6;
  const random = seeded(20_261_124);
  const dataDir = path.join(privateFolder(), 'data');
  let server = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
  const { sectionIds, ...cookies } = await prepare(databaseOf(dataDir), rounds);
  const sum = { typed: 0, seen: 0, told: 0 };
  const ends: number[] = [];
  for (const [round, sectionId] of sectionIds.entries()) {
    const { page, other, typing, seenEnough } = await typeTogether(
      socketOrigin(server),
      sectionId,
      cookies,
      random,
    );
    await seenEnough();
    const asked = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    ends.push(performance.now() - asked);
    await typing.stop();
    page.vanish();
    other.provider.destroy();
    server = await startProcess({ DELAKTIG_DATA_DIR: dataDir });
    const stored = await storedText(databaseOf(dataDir), sectionId);
    expect(stored.startsWith(other.text.toString()), `round ${round}: seen`).toBe(true);
    expect(stored.length, `round ${round}: told as saved`).toBeGreaterThanOrEqual(page.told);
    add(sum, { typed: page.text.length, seen: other.text.length, told: page.told });
  }
  await server.end('SIGTERM');
  report(`${rounds} SIGTERMs, the end (PostgreSQL's included) after ${inWords(ends)}`, sum, 0);
  expect(Math.max(...ends)).toBeLessThan(5_000);
}, 120_000);

function databaseOf(dataDir: string): Sql {
  const sql = connect(livingInstance(dataDir)?.databaseUrl ?? '', { max: 2 });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

type Sum = { typed: number; seen: number; told: number };

function add(sum: Sum, more: Sum): void {
  sum.typed += more.typed;
  sum.seen += more.seen;
  sum.told += more.told;
}

function report(what: string, { typed, seen, told }: Sum, atLeast = LETTERS): void {
  console.info(
    `${what}: ${typed} letters typed, ${seen} seen by the other, ${told} told as saved, none lost`,
  );
  expect(typed).toBeGreaterThanOrEqual(atLeast);
  expect(seen).toBeGreaterThan(0);
  expect(told).toBeGreaterThan(0);
}

function inWords(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((one, other) => one - other).map(Math.round);
  return `${sorted[Math.floor(sorted.length / 2)]} ms (median), ${sorted.at(-1)} ms (longest)`;
}
