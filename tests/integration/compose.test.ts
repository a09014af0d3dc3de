import { once } from 'node:events';
import { CLOSE } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import { appendComposed, compactRoom, loadRoom, sealRoom } from '../../server/database/rooms.ts';
import { isOutage } from '../../server/http/outage.ts';
import type { Held } from '../../server/rooms/compose.ts';
import { mergeUpdates } from '../../server/rooms/room-state.ts';
import { runCollab, stockClient } from '../support/collab.ts';
import { saying, updateSaying } from '../support/composing.ts';
import { testDatabase } from '../support/database.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { storedText } from '../support/stored-text.ts';
import { waitUntil } from '../support/wait-until.ts';

async function scene(options: Parameters<typeof buildHouse>[1] = {}) {
  const { sql } = await testDatabase();
  const house = await buildHouse(sql, options);
  const [sectionId = ''] = house.sectionIds;
  const manager = await letIn(sql, house, 'Moa Chef', 'manager');
  const staff = await letIn(sql, house, 'Sam Medarbetare', 'staff');
  const server = await runCollab(sql);
  const { compose } = server.collab;
  const enter = async ({ cookie }: { cookie: string }) => {
    const client = stockClient(server.url, sectionId, cookie);
    await waitUntil(() => client.provider.synced, 'in step');
    return client;
  };
  return { sql, house, sectionId, manager, staff, server, compose, enter };
}

/** The code with which somebody is shown out who writes under a Yjs client that is not theirs. */
async function forging({ doc, text, closes, provider }: ReturnType<typeof stockClient>, client: number) {
  const own = doc.clientID;
  doc.clientID = client;
  text.insert(0, 'falskt');
  // Their presence is under the other.
  doc.clientID = own;
  await waitUntil(() => closes.length > 0, 'shown out');
  provider.destroy();
  return closes[0];
}

/** Something that ends when the test says so. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const pass = () => {
    reached.resolve();
    return opened.promise;
  };
  return { pass, reached: reached.promise, open: () => opened.resolve() };
}

describe('what the server writes into a room', () => {
  test('comes to everybody, in its place among their words, which wait meanwhile and are not lost', async () => {
    const { sql, sectionId, manager, staff, compose, enter } = await scene();
    const [moa, sam] = [await enter(manager), await enter(staff)];
    moa.text.insert(0, 'Ett.');
    await waitUntil(() => sam.text.toString() === 'Ett.', 'the first words');
    const { pass, reached, open } = gate();
    const writing = compose(sectionId, async (held) => {
      await pass();
      return saying(sql, '§ ')(held);
    });
    await reached;
    const before = (await loadRoom(sql, sectionId)).tail.length;
    for (const letter of ' Två.') moa.text.insert(moa.text.length, letter);
    sam.text.insert(0, '» ');
    // A commit takes a millisecond; whoever asks the database a few times has given it the time.
    for (let times = 0; times < 20; times++) await sql`select 1`;
    expect((await loadRoom(sql, sectionId)).tail.length).toBe(before);
    expect(moa.text.toString()).not.toContain('»');
    open();
    expect(await writing).toBe('stored');
    await waitUntil(() => moa.text.length === 13 && sam.text.length === 13, 'all words with both');
    expect(moa.text.toString()).toBe(sam.text.toString());
    expect([...moa.text.toString()].sort()).toEqual([...'§ » Ett. Två.'].sort());
    await waitUntil(async () => (await storedText(sql, sectionId)) === moa.text.toString(), 'all stored');
    expect([moa.closes, sam.closes]).toEqual([[], []]);
  });

  test('is stored in a room that nobody has open, which is let go after it', async () => {
    const { sql, sectionId, manager, server, compose, enter } = await scene();
    expect(await compose(sectionId, saying(sql, 'Första. '))).toBe('stored');
    expect(await compose(sectionId, saying(sql, 'Andra. '))).toBe('stored');
    await waitUntil(() => server.collab.counts().rooms === 0, 'the room let go');
    expect((await enter(manager)).text.toString()).toBe('Andra. Första. ');
  });

  test('takes turns with what else the server writes', async () => {
    const { sql, sectionId, manager, compose, enter } = await scene();
    const moa = await enter(manager);
    const all = Array.from({ length: 8 }, (_, at) => compose(sectionId, saying(sql, `${at}`)));
    moa.text.insert(0, 'x');
    expect(await Promise.all(all)).toEqual(all.map(() => 'stored'));
    await waitUntil(() => moa.text.length === 9, 'all with the one who writes');
    expect([...moa.text.toString()].sort().join('')).toBe('01234567x');
    await waitUntil(async () => (await storedText(sql, sectionId)) === moa.text.toString(), 'all stored');
  });

  test('is refused by the fence where the section is closed, and nobody is disturbed', async () => {
    const { sql, sectionId, manager, compose, enter } = await scene({ state: 'ready' });
    const moa = await enter(manager);
    expect(await compose(sectionId, saying(sql, 'För sent.'))).toBe('refused');
    expect(await storedText(sql, sectionId)).toBe('');
    expect([moa.text.toString(), moa.closes]).toEqual(['', []]);
  });

  test('is nothing when the act throws: its transaction is taken back, and others go on', async () => {
    const { sql, sectionId, manager, compose, enter } = await scene();
    const moa = await enter(manager);
    const failing = compose(sectionId, (held) =>
      sql.begin(async () => {
        await saying(sql, '')(held);
        throw new Error('Nej');
      }),
    );
    await expect(failing).rejects.toThrow('Nej');
    expect(await compose(sectionId, saying(sql, '§'))).toBe('stored');
    moa.text.insert(0, 'a');
    await waitUntil(async () => (await storedText(sql, sectionId)).length === 2, 'both stored');
    expect(moa.text.toString().length).toBe(2);
  });

  test('has everybody read the room anew when nobody knows whether it is stored', async () => {
    const { sql, sectionId, manager, compose, enter } = await scene();
    const moa = await enter(manager);
    moa.text.insert(0, 'a');
    const lost = compose(sectionId, async (held) => {
      await saying(sql, '§')(held);
      throw Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' });
    });
    await expect(lost).rejects.toThrow('CONNECTION_CLOSED');
    await waitUntil(() => moa.text.toString().includes('§'), 'what was stored after all');
    expect(moa.closes).toEqual([CLOSE.unavailable]);
    expect(await compose(sectionId, saying(sql, '+'))).toBe('stored');
    await waitUntil(async () => (await storedText(sql, sectionId)) === moa.text.toString(), 'the same');
    expect([...moa.text.toString()].sort().join('')).toBe('+a§');
  });

  test('begins again, once, when its number is taken', async () => {
    const { sql, sectionId, manager, compose, enter } = await scene();
    const moa = await enter(manager);
    moa.text.insert(0, 'a');
    await waitUntil(async () => (await storedText(sql, sectionId)) === 'a', 'stored');
    const tries: number[] = [];
    const result = await compose(sectionId, async (held) => {
      tries.push(held.seq);
      if (tries.length === 1) await sql.begin((tx) => sealRoom(tx, sectionId));
      return saying(sql, '§')(held);
    });
    expect([result, tries]).toEqual(['stored', [2, 3]]);
    await waitUntil(
      () => moa.provider.synced && moa.text.toString() === '§a',
      'both with the one who writes',
    );
    const always = compose(sectionId, async (held) => {
      await sql.begin((tx) => sealRoom(tx, sectionId));
      return saying(sql, '+')(held);
    });
    await expect(always).rejects.toThrow('taken twice');
  });

  test('lets the words of people go before the next that the server writes', async () => {
    const { sql, sectionId, manager, compose, enter, server } = await scene();
    const moa = await enter(manager);
    const { pass, reached, open } = gate();
    const first = compose(sectionId, async (held) => {
      await pass();
      return saying(sql, '1')(held);
    });
    await reached;
    const rows: string[] = [];
    const others = [2, 3, 4].map((number) =>
      compose(sectionId, async (held) => {
        rows.push((await storedText(sql, sectionId)).includes('x') ? 'x' : '-');
        return saying(sql, `${number}`)(held);
      }),
    );
    moa.text.insert(0, 'x');
    await waitUntil(() => server.collab.counts().waitingBytes > 0, 'the words in line');
    open();
    await Promise.all([first, ...others]);
    expect(rows).toEqual(['x', 'x', 'x']);
  });

  test('that comes too late, when its number is used and put away, stores nothing', async () => {
    const { sql, sectionId, compose } = await scene();
    for (const words of ['Ett. ', 'Två. ']) await compose(sectionId, saying(sql, words));
    const tries: number[] = [];
    const result = await compose(sectionId, async (held) => {
      tries.push(held.seq);
      if (tries.length > 1) return saying(sql, '§')(held);
      // What others have written meanwhile is in the snapshot.
      const { seq } = held;
      await compactRoom(sql, sectionId, seq + 4, mergeUpdates([...held.parts]));
      return saying(sql, '§')(held);
    });
    expect([result, tries]).toEqual(['stored', [3, 8]]);
    expect(await storedText(sql, sectionId)).toBe('§Två. Ett. ');
  });

  test('is told when it has taken too long, so that it does not commit', async () => {
    const { sql, sectionId, compose } = await scene();
    let late: Promise<unknown> = Promise.resolve();
    const given = compose(sectionId, (held) => {
      late = sql.begin(async (tx) => {
        await once(held.patience, 'abort');
        await appendComposed(tx, {
          ...held,
          update: updateSaying(held, '§', held.client),
          newClients: [],
          shares: [],
        });
        held.patience.throwIfAborted();
      });
      return late as Promise<never>;
    });
    await expect(given).rejects.toThrow('No answer');
    await expect(late).rejects.toThrow('too long');
    expect(await compose(sectionId, saying(sql, '+'))).toBe('stored');
    expect(await storedText(sql, sectionId)).toBe('+');
  }, 30_000);

  test('stands under Yjs clients that nobody else writes under', async () => {
    const { sql, sectionId, manager, staff, compose, enter } = await scene();
    let own = 0;
    const look = async (held: Held) => {
      own = held.client;
      return saying(sql, '§')(held);
    };
    const reader = await enter(manager);
    await compose(sectionId, look);
    expect(await forging(await enter(staff), own)).toBe(CLOSE.malformed);
    expect(await storedText(sql, sectionId)).toBe('§');

    await compose(sectionId, saying(sql, 'Sams. ', staff.accountId));
    const [[credit = 0, whose] = []] = (await loadRoom(sql, sectionId)).owners;
    expect(whose).toBe(staff.accountId);
    expect(await forging(await enter(manager), credit)).toBe(CLOSE.malformed);
    expect(reader.text.toString()).toBe('Sams. §');
  });

  test('is stored before the server goes down, and nothing is begun after', async () => {
    const { sql, sectionId, manager, server, compose, enter } = await scene();
    const moa = await enter(manager);
    const { pass, reached, open } = gate();
    const writing = compose(sectionId, async (held) => {
      await pass();
      return saying(sql, '§')(held);
    });
    await reached;
    moa.text.insert(0, 'a');
    const queued = compose(sectionId, saying(sql, '+'));
    const closing = server.close();
    open();
    expect(await writing).toBe('stored');
    await queued.catch(() => {});
    await closing;
    expect(await storedText(sql, sectionId)).toContain('§');
    const late = await compose(sectionId, saying(sql, '–')).catch((cause: unknown) => cause);
    expect(isOutage(late)).toBe(true);
  });
});
