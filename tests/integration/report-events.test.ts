import { encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import { runCollab } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { type PageClient, pageClient } from '../support/page-client.ts';
import { waitUntil } from '../support/wait-until.ts';

async function scene(options: Parameters<typeof buildHouse>[1] = {}) {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql, { sections: 2, ...options });
  const [sectionId = '', otherId = ''] = house.sectionIds;
  const server = await runCollab(sql);
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  return { sql, house, server, sectionId, otherId, manager, staff };
}

async function watching(url: string, cookie: string, reportId: string): Promise<PageClient> {
  const page = await pageClient(url, cookie);
  page.watch(reportId);
  return page;
}

/** Puts a caret into the section, which whoever watches it is told. */
async function writeIn(page: PageClient, channel: number, sectionId: string): Promise<void> {
  await page.open(channel, sectionId);
  const state = { cursor: { anchor: 1 } };
  const data = encodeAwareness(encodeAwarenessEntries([{ clientId: 11, clock: 1, state }]));
  page.send({ kind: 'data', channel, data });
}

describe('a page that shows a report', () => {
  test('is told once of what changed in it, and nothing of other reports', async () => {
    const { sql, house, server, manager, sectionId, otherId } = await scene();
    const page = await watching(server.url, manager.cookie, house.reportId);
    const elsewhere = await buildHouse(sql);
    const stranger = await letIn(sql, elsewhere, 'Någon Annan', 'manager');
    const unconcerned = await watching(server.url, stranger.cookie, elsewhere.reportId);
    const sentinel = await pageClient(server.url, manager.cookie);
    await sentinel.open(1, sectionId);
    await sql.begin(async (tx) => {
      await tx`update sections set mode = 'comment' where report_id = ${house.reportId}`;
      await tx`delete from section_writers where section_id = ${otherId}`;
    });
    await waitUntil(() => page.changes().length > 0, 'told of the sections');
    await sql`update reports set state = 'submitted' where id = ${house.reportId}`;
    await waitUntil(() => page.changes().includes('report'), 'told of the report');
    await waitUntil(() => sentinel.closedWith(1) === 4510, 'decided anew');
    expect(page.changes()).toEqual(['sections', 'report']);
    expect(unconcerned.raw.received).toEqual([]);
  });

  test('is told that the roles of its person changed, on all their sockets, and nobody else is', async () => {
    const { sql, house, server, manager, staff } = await scene();
    const mine = await watching(server.url, staff.cookie, house.reportId);
    const unwatched = await pageClient(server.url, staff.cookie);
    const other = await watching(server.url, manager.cookie, house.reportId);
    await sql`update role_assignments set role = 'representative' where account_id = ${staff.accountId}`;
    await waitUntil(() => mine.changes().length + unwatched.changes().length === 2, 'both told');
    expect([mine.changes(), unwatched.changes()]).toEqual([['roles'], ['roles']]);
    expect(other.raw.received).toEqual([]);
  });

  test('is not told of who writes where its person may no longer read, and again when they may', async () => {
    const { sql, house, server, manager, staff, sectionId, otherId } = await scene({ reportState: 'draft' });
    const reading = await watching(server.url, staff.cookie, house.reportId);
    const leading = await watching(server.url, manager.cookie, house.reportId);
    const writing = await pageClient(server.url, manager.cookie);
    await writeIn(writing, 1, sectionId);
    await waitUntil(() => reading.writersIn(sectionId)?.length === 1, 'told who writes');

    // In a draft staff see what they have been asked to write in, and nothing else.
    await sql`update sections set mode = 'comment' where id = ${sectionId}`;
    await waitUntil(() => reading.writersIn(sectionId)?.length === 0, 'told of nobody');
    await writeIn(writing, 2, otherId);
    await waitUntil(() => reading.writersIn(otherId)?.length === 1, 'told of the section that is left');
    await sql`delete from role_assignments where account_id = ${staff.accountId}`;
    await waitUntil(() => reading.changes().includes('roles'), 'told of the roles');
    await waitUntil(() => reading.writersIn(otherId)?.length === 0, 'told of nobody there either');
    const heard = reading.raw.received.length;
    writing.raw.socket.terminate();
    await waitUntil(() => leading.writersIn(otherId)?.length === 0, 'who may read is told that they left');
    expect(reading.raw.received.length).toBe(heard);
    expect(leading.writersIn(sectionId)).toEqual([]);
  });

  test('is told of a report that its person may read no more once, and again when they may', async () => {
    const { sql, house, server, staff, manager, sectionId } = await scene({ mode: 'comment' });
    const reading = await watching(server.url, staff.cookie, house.reportId);
    const leading = await watching(server.url, manager.cookie, house.reportId);
    await sql`update reports set state = 'draft' where id = ${house.reportId}`;
    await waitUntil(() => reading.changes().length === 1, 'told');
    await sql`update sections set economy = true where id = ${sectionId}`;
    await waitUntil(() => leading.changes().length === 2, 'who may read is told more');
    expect(reading.changes()).toEqual(['report']);
    await sql`update reports set state = 'open' where id = ${house.reportId}`;
    await waitUntil(() => reading.changes().length === 2, 'told again');
  });

  test('that comes while somebody writes is told of them, also when another page came first', async () => {
    const { house, server, manager, staff, sectionId } = await scene();
    const writing = await pageClient(server.url, manager.cookie);
    await writeIn(writing, 1, sectionId);
    const first = await watching(server.url, staff.cookie, house.reportId);
    await waitUntil(() => first.writersIn(sectionId)?.length === 1, 'told');
    const second = await watching(server.url, staff.cookie, house.reportId);
    await waitUntil(() => second.writersIn(sectionId)?.length === 1, 'told as well');
    first.raw.socket.terminate();
    writing.raw.socket.terminate();
    await waitUntil(() => second.writersIn(sectionId)?.length === 0, 'told that they left');
  });
});
