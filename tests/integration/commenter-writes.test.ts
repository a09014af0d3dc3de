import { encodeSyncStep2, encodeUpdate } from '@delaktig/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { rawSocket, runCollab, stockClient } from '../support/collab.ts';
import { testDatabase } from '../support/database.ts';
import { deleting, forgedUpdate, saying } from '../support/forged-updates.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { pageClient } from '../support/page-client.ts';
import { seeded } from '../support/random.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

const [MANAGER, COMMENTER] = [50, 60] as const;
const WORDS = 'Under året fick 131 personer stöd.';
const FORGED = 40;

/** Every byte that the section's room holds, and whose words it says they are. */
async function roomBytes(sql: Sql): Promise<string> {
  const rows = await Promise.all([
    sql`select u::text as row from room_updates u order by 1`,
    sql`select s::text as row from room_snapshots s order by 1`,
    sql`select c::text as row from room_clients c order by 1`,
  ]);
  return rows.map((all) => all.map(({ row }) => String(row)).join('\n')).join('\n---\n');
}

test.each(['staff', 'superior', 'controller', 'representative'] as const)(
  'the %s, who may comment, changes no letter by any client',
  async (role) => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql, { mode: 'comment' });
    const [sectionId = ''] = house.sectionIds;
    const manager = await letIn(sql, house, 'Eva Chef', 'manager');
    const commenter = await letIn(sql, house, 'Mallory Provare', role);
    const server = await runCollab(sql);
    const room = `${server.url}/collab/${sectionId}`;
    const eva = stockClient(server.url, sectionId, manager.cookie, { clientId: MANAGER });
    await waitUntil(() => eva.provider.synced, 'the manager in step');
    eva.text.insert(0, WORDS);
    await waitUntil(async () => (await storedText(sql, sectionId)) === WORDS, 'stored');
    const before = await roomBytes(sql);

    const stock = stockClient(server.url, sectionId, commenter.cookie, { clientId: COMMENTER });
    await waitUntil(() => stock.text.toString() === WORDS, 'the commenter reads');
    stock.text.insert(6, 'inte ');
    stock.text.delete(0, 4);
    stock.text.format(0, 5, { bold: true, 'comment--aaaaaaaa': { thread: crypto.randomUUID() } });
    stock.doc.getXmlFragment('annat').insert(0, [new Y.XmlElement('paragraph')]);

    const page = await pageClient(server.url, commenter.cookie);
    await page.open(1, sectionId);
    page.say(1, 'otillåtet');
    page.send({ kind: 'data', channel: 1, data: encodeUpdate(deleting(MANAGER, [0, WORDS.length])) });
    page.send({ kind: 'data', channel: 1, data: encodeSyncStep2(saying(MANAGER, 'i chefens namn')) });

    const random = seeded(20_261_122);
    const cast = { own: COMMENTER, others: [MANAGER] as const };
    for (let at = 0; at < FORGED; at++) {
      const raw = rawSocket(room, { cookie: commenter.cookie });
      await waitUntil(() => raw.received.length > 0, 'in the room');
      raw.socket.send(encodeUpdate(forgedUpdate(random, cast)));
      raw.socket.send(encodeUpdate(deleting(MANAGER, [random.below(WORDS.length), 1])));
      page.send({ kind: 'data', channel: 1, data: encodeUpdate(forgedUpdate(random, cast)) });
      raw.socket.close();
    }

    // What was sent before has been heard when the manager's next words are there.
    const last = await pageClient(server.url, commenter.cookie);
    await last.open(1, sectionId);
    expect(await roomBytes(sql)).toBe(before);
    eva.text.insert(WORDS.length, ' Fler än i fjol.');
    await waitUntil(async () => (await storedText(sql, sectionId)).endsWith('fjol.'), 'stored again');
    expect(await storedText(sql, sectionId)).toBe(`${WORDS} Fler än i fjol.`);
    expect(eva.text.toString()).toBe(`${WORDS} Fler än i fjol.`);
    expect(eva.closes).toEqual([]);
    const late = stockClient(server.url, sectionId, commenter.cookie);
    await waitUntil(() => late.text.toString() === `${WORDS} Fler än i fjol.`, 'read anew');
    expect(late.text.toDelta()).toEqual([{ insert: `${WORDS} Fler än i fjol.` }]);
    const [{ own } = { own: 1 }] = await sql<{ own: number }[]>`
      select count(*)::int as own from room_clients where account_id = ${commenter.accountId}`;
    expect(own).toBe(0);
  },
);
