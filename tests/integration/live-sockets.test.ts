import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import type { CollabNeeds } from '../../server/rooms/index.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { pageClient } from '../support/page-client.ts';
import { waitUntil } from '../support/wait-until.ts';

async function scene(options: Partial<CollabNeeds> = {}) {
  const { sql, url: databaseUrl } = await testDatabase();
  const house = await buildHouse(sql, { sections: 2 });
  const [sectionId = '', otherId = ''] = house.sectionIds;
  const server = await runCollab(sql, options);
  const person = await letIn(sql, house, 'Moa Chef', 'manager');
  return {
    sql,
    databaseUrl,
    house,
    server,
    sectionId,
    otherId,
    person,
    room: `${server.url}/collab/${sectionId}`,
  };
}

const NOTHING_NEW = encodeAwareness(encodeAwarenessEntries([]));

/** A colleague who writes a letter every few milliseconds until the test ends. */
async function typeWithoutEnd(url: string, sectionId: string, cookie: string): Promise<void> {
  const { provider, text } = stockClient(url, sectionId, cookie);
  await waitUntil(() => provider.synced, 'the colleague in step');
  const timer = setInterval(() => text.insert(0, 'x'), 15);
  onTestFinished(() => clearInterval(timer));
}

describe('the beat', () => {
  test('tells a stock client that we live when nothing else has, and is no more than that', async () => {
    const { server, room, otherId, person } = await scene({ heartbeatMs: 120 });
    const quiet = rawSocket(room, { cookie: person.cookie });
    const busy = rawSocket(`${server.url}/collab/${otherId}`, { cookie: person.cookie });
    const beats = ({ received }: typeof quiet) =>
      received.filter((bytes) => Buffer.compare(bytes, NOTHING_NEW) === 0);
    await typeWithoutEnd(server.url, otherId, person.cookie);
    await waitUntil(() => beats(quiet).length >= 8, 'beats');
    expect(beats(busy).length).toBeLessThan(beats(quiet).length / 2);
    expect(busy.received.length).toBeGreaterThan(8);
  });

  test('tells a page that we live although one of its sections is busy: the others are not', async () => {
    const { server, sectionId, otherId, person } = await scene({ heartbeatMs: 60 });
    const page = await pageClient(server.url, person.cookie);
    await page.open(1, sectionId);
    await page.open(2, otherId);
    await typeWithoutEnd(server.url, sectionId, person.cookie);
    await waitUntil(() => page.find('data', 1).length > 5, 'one section busy');
    await waitUntil(() => page.events().filter(({ type }) => type === 'alive').length >= 3, 'told');
  });

  test('cuts who is silent and answers nothing, and nobody who speaks or answers', async () => {
    const { server, room, person } = await scene({ heartbeatMs: 60 });
    const deaf = rawSocket(room, { cookie: person.cookie }, { autoPong: false });
    const speaking = rawSocket(room, { cookie: person.cookie }, { autoPong: false });
    const answering = rawSocket(room, { cookie: person.cookie });
    await waitUntil(
      () => [deaf, speaking, answering].every(({ received }) => received.length > 0),
      'in the room',
    );
    const timer = setInterval(() => speaking.socket.send(NOTHING_NEW), 20);
    onTestFinished(() => clearInterval(timer));
    await waitUntil(() => deaf.code === 1006, 'cut');
    await waitUntil(() => answering.received.length > 20, 'the others live on');
    expect([speaking.code, answering.code]).toEqual([null, null]);
    expect(server.collab.counts().sockets).toBe(2);
  });

  test('ends a session when its time is up, though nobody changed anything', async () => {
    let now = new Date('2026-05-05T10:00:00Z');
    const { sql, server, room, person, house } = await scene({ heartbeatMs: 120, now: () => now });
    const other = await letIn(sql, house, 'Sam Medarbetare', 'staff');
    await sql`update sessions set expires_at = '2026-05-05T11:00:00Z' where id = ${person.sessionId}`;
    await sql`update sessions set expires_at = '2026-05-05T12:00:00Z' where id = ${other.sessionId}`;
    const raw = rawSocket(room, { cookie: person.cookie });
    const page = await pageClient(server.url, person.cookie);
    const staying = rawSocket(room, { cookie: other.cookie });
    await waitUntil(() => raw.received.length > 0 && staying.received.length > 0, 'in the room');
    now = new Date('2026-05-05T11:00:00Z');
    await waitUntil(() => raw.code === 4401 && page.raw.code === 4401, 'both shown out', 1_000);
    expect(staying.code).toBeNull();
    now = new Date('2026-05-05T12:00:00Z');
    await waitUntil(() => staying.code === 4401, 'the other as well', 1_000);
  });

  test('lets stand-ins come and go with the day in Stockholm', async () => {
    let now = new Date('2026-03-31T21:59:50Z');
    const { sql, server, house, sectionId } = await scene({ heartbeatMs: 120, now: () => now });
    const until = await letIn(sql, house, 'Vera Vikarie', 'manager');
    const from = await letIn(sql, house, 'Sune Superior', 'superior');
    await sql`update sessions set expires_at = '2026-05-01'`;
    await sql`update role_assignments set valid_to = '2026-03-31' where account_id = ${until.accountId}`;
    await sql`insert into role_assignments (account_id, role, administration_id, unit_id, valid_from)
      values (${from.accountId}, 'manager', ${house.administrationId}, ${house.unitId}, '2026-04-01')`;
    const leaving = await pageClient(server.url, until.cookie);
    const coming = await pageClient(server.url, from.cookie);
    await leaving.open(1, sectionId);
    await coming.open(1, sectionId);
    now = new Date('2026-03-31T22:00:00Z');
    await waitUntil(() => leaving.closedWith(1) === 4403, 'the last day is over');
    await waitUntil(() => coming.closedWith(1) === 4510, 'the first day has begun');
    expect([leaving.changes(), coming.changes()]).toEqual([['roles'], ['roles']]);
  });
});

describe('the door', () => {
  test('lets in so many sockets of one session, and as many of another', async () => {
    const closed: string[] = [];
    const { sql, server, room, person, house } = await scene({
      limits: { socketsOfSession: 3 },
      signals: { ...UNHEARD, closed: (reason) => closed.push(reason) },
    });
    const other = await letIn(sql, house, 'Sam Medarbetare', 'staff');
    const mine = Array.from({ length: 3 }, () => rawSocket(room, { cookie: person.cookie }));
    await waitUntil(() => mine.every(({ received }) => received.length > 0), 'in the room');
    const refused = [
      rawSocket(room, { cookie: person.cookie }),
      rawSocket(`${server.url}/collab?schema=${SCHEMA_VERSION}`, { cookie: person.cookie }),
    ];
    await waitUntil(() => refused.every(({ code }) => code === 4429), 'one too many');
    const theirs = rawSocket(room, { cookie: other.cookie });
    await waitUntil(() => theirs.received.length > 0, 'the other let in');
    mine[0]?.socket.terminate();
    await waitUntil(() => server.collab.counts().sockets === 3, 'one has left');
    const again = rawSocket(room, { cookie: person.cookie });
    await waitUntil(() => again.received.length > 0, 'room for one more');
    expect(closed).toEqual(['tooMany', 'tooMany']);
  });

  test('keeps so many waiting, none for long, and is open again when the database answers', async () => {
    const { databaseUrl, room, person } = await scene({
      heartbeatMs: 120,
      limits: { waiting: 2, waitingMs: 300 },
    });
    const hand = connect(databaseUrl, { max: 1 });
    onTestFinished(() => hand.end({ timeout: 1 }));
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const transaction = hand.begin(async (tx) => {
      await tx`lock table sessions in access exclusive mode`;
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const waiting = [1, 2].map(() => rawSocket(room, { cookie: person.cookie }));
    const late = rawSocket(room, { cookie: person.cookie });
    await waitUntil(() => [...waiting, late].some(({ status }) => status === 503), 'one turned away');
    await waitUntil(
      () => [...waiting, late].every(({ status }) => status === 503),
      'nobody waits any longer',
    );
    release.resolve();
    await transaction;
    const again = rawSocket(room, { cookie: person.cookie });
    await waitUntil(() => again.received.length > 0, 'let in');
  });

  test('counts a foreign Origin', async () => {
    const closed: string[] = [];
    const { room, person } = await scene({
      signals: { ...UNHEARD, closed: (reason) => closed.push(reason) },
    });
    const raw = rawSocket(room, { cookie: person.cookie, origin: 'https://example.org' });
    await waitUntil(() => raw.status === 403, 'refused');
    expect(closed).toEqual(['foreignOrigin']);
  });

  test('tells what the engine holds, and nothing is left when all have gone', async () => {
    const { server, room, person } = await scene();
    const raws = Array.from({ length: 5 }, () => rawSocket(room, { cookie: person.cookie }));
    await waitUntil(() => raws.every(({ received }) => received.length > 0), 'in the room');
    expect(server.collab.counts()).toEqual({ sockets: 5, rooms: 1, waitingBytes: 0, queuedBytes: 0 });
    for (const { socket } of raws) socket.terminate();
    await waitUntil(() => server.collab.counts().sockets + server.collab.counts().rooms === 0, 'all gone');
  });
});
