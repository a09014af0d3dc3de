import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RoomRow } from '../database/rooms.ts';
import { type LoggedRoom, LogWriter } from './log-writer.ts';
import { UNHEARD } from './signals.ts';

/** A log whose commits the test lets go, one after the other. */
function heldLog() {
  const commits: { rows: readonly RoomRow[]; store(): void; fail(cause: unknown): void }[] = [];
  const writer = new LogWriter(
    (rows) =>
      new Promise((resolve, reject) => {
        commits.push({ rows, store: () => resolve([]), fail: reject });
      }),
    UNHEARD,
  );
  return { commits, writer };
}

/** A room that keeps what it has to say, and what became of it. */
function room(sectionId: string, audience = 2) {
  const told: string[] = [];
  let waiting: string[] = [];
  let seq = 0;
  let taken: string | null = null;
  const logged: LoggedRoom = {
    audience,
    take() {
      if (waiting.length === 0) return null;
      taken = waiting.join('');
      waiting = [];
      seq += 1;
      return { sectionId, epoch: 0, seq, update: Buffer.from(taken), shares: [], newClients: [] };
    },
    committed() {
      told.push(`stored ${taken}`);
    },
    refused() {
      told.push(`refused ${taken}`);
    },
    failed() {
      told.push(`failed ${taken}`);
    },
  };
  const say = (writer: LogWriter, word: string, as: LoggedRoom = logged) => {
    waiting.push(word);
    writer.enlist(as);
  };
  return { logged, told, say };
}

const words = (rows: readonly RoomRow[]): string[] =>
  rows.map(({ sectionId, seq, update }) => `${sectionId}${seq}:${Buffer.from(update).toString()}`);

/** A number of the test's own: no later than this many turns of the loop. */
async function commitNumber(commits: readonly unknown[], count: number): Promise<void> {
  const end = performance.now() + 5000;
  while (commits.length < count) {
    if (performance.now() > end) throw new Error(`There are ${commits.length} commits, not ${count}`);
    await turn();
  }
}

/** So much that the next commit has a reason to wait for more; all of it is stored. */
async function writeBusily(
  full: ReturnType<typeof room>,
  writer: LogWriter,
  commits: { store(): void }[],
): Promise<void> {
  for (let i = 0; i < 40; i++) {
    full.say(writer, 'a');
    const settled = writer.settled();
    await commitNumber(commits, 1);
    commits.pop()?.store();
    await settled;
  }
}

describe('the log writer', () => {
  test('commits at once when little is going on, all of one turn together, and one commit at a time', async () => {
    const { commits, writer } = heldLog();
    const a = room('a');
    const b = room('b');
    a.say(writer, 'x');
    b.say(writer, 'y');
    a.say(writer, 'z');
    await commitNumber(commits, 1);
    expect(words(commits[0]?.rows ?? [])).toEqual(['a1:xz', 'b1:y']);
    b.say(writer, 'w');
    for (let i = 0; i < 20; i++) await turn();
    expect(commits).toHaveLength(1);
    expect([...a.told, ...b.told]).toEqual([]);
    commits[0]?.store();
    await commitNumber(commits, 2);
    expect([a.told, b.told]).toEqual([['stored xz'], ['stored y']]);
    expect(words(commits[1]?.rows ?? [])).toEqual(['b2:w']);
    commits[1]?.store();
    await writer.settled();
    expect(b.told).toEqual(['stored y', 'stored w']);
  });

  test('tells of a failure, and goes on with what comes after it', async () => {
    const { commits, writer } = heldLog();
    const a = room('a');
    a.say(writer, 'x');
    await commitNumber(commits, 1);
    commits[0]?.fail(new Error('the database went away'));
    await writer.settled();
    expect(a.told).toEqual(['failed x']);
    a.say(writer, 'y');
    await commitNumber(commits, 2);
    commits[1]?.store();
    await writer.settled();
    expect(a.told).toEqual(['failed x', 'stored y']);
  });

  test.each([
    ['a number that is taken', '23505', 'refused'],
    ['a person who is gone', '23503', 'failed'],
    ["a row in another's way", '40P01', 'failed'],
  ])("%s takes nobody else's words with it", async (_what, code, fate) => {
    const wrong = Object.assign(new Error('it does not go'), { code });
    const stored: string[] = [];
    const writer = new LogWriter(async (rows) => {
      if (rows.some(({ sectionId }) => sectionId === 'b')) throw wrong;
      stored.push(...words(rows));
      return [];
    }, UNHEARD);
    const rooms = ['a', 'b', 'c'].map((id) => room(id));
    for (const each of rooms) each.say(writer, 'x');
    await writer.settled();
    expect(rooms.map(({ told }) => told)).toEqual([['stored x'], [`${fate} x`], ['stored x']]);
    expect(stored).toEqual(['a1:x', 'c1:x']);
  });

  test('rows that their sections do not take are refused, and the others stored', async () => {
    const writer = new LogWriter(async (rows) => rows.filter(({ sectionId }) => sectionId === 'b'), UNHEARD);
    const rooms = ['a', 'b', 'c'].map((id) => room(id));
    for (const each of rooms) each.say(writer, 'x');
    await writer.settled();
    expect(rooms.map(({ told }) => told)).toEqual([['stored x'], ['refused x'], ['stored x']]);
  });

  test('a room that throws is told as failed, and the others are served', async () => {
    const writer = new LogWriter(async () => [], UNHEARD);
    const a = room('a');
    const b = room('b');
    const faulty: LoggedRoom = {
      ...a.logged,
      committed() {
        throw new Error('a fault in a room');
      },
    };
    a.say(writer, 'x', faulty);
    b.say(writer, 'y');
    await writer.settled();
    expect([a.told, b.told]).toEqual([['failed x'], ['stored y']]);
  });

  test('with many readers what comes close together goes into one commit', async () => {
    const { commits, writer } = heldLog();
    const full = room('a', 1000);
    await writeBusily(full, writer, commits);
    full.say(writer, 'b');
    await turn();
    full.say(writer, 'c');
    await commitNumber(commits, 1);
    expect(words(commits[0]?.rows ?? [])).toEqual(['a41:bc']);
    commits[0]?.store();
    await writer.settled();
  });

  test('a burst does not wait for the pause', async () => {
    const { commits, writer } = heldLog();
    const full = room('a', 1000);
    await writeBusily(full, writer, commits);
    for (let i = 0; i < 500; i++) full.say(writer, 'b');
    expect(commits).toHaveLength(1);
    commits[0]?.store();
    await writer.settled();
  });

  test('a commit is no larger than a statement should be', async () => {
    const { commits, writer } = heldLog();
    const big = 'x'.repeat(3 * 1024 * 1024);
    const rooms = ['a', 'b', 'c'].map((id) => room(id));
    for (const each of rooms) each.say(writer, big);
    await commitNumber(commits, 1);
    expect(commits[0]?.rows).toHaveLength(2);
    commits[0]?.store();
    await commitNumber(commits, 2);
    expect(commits[1]?.rows).toHaveLength(1);
    commits[1]?.store();
    await writer.settled();
  });
});
