import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryBrowser } from '../../tests/support/memory-store.ts';
import type { Setting } from '../../tests/support/page-engine.ts';
import { pageEngine, text } from '../../tests/support/page-engine.ts';
import { PageServer } from '../../tests/support/page-server.ts';
import { typedWords } from './typed-words.ts';

/** Lets what is under way arrive; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page with an open section of one's own, all of it saved. */
async function writing(setting: Setting = {}) {
  const page = pageEngine(setting);
  const section = page.engine.enter('s', true, 0);
  await settle();
  page.server.commit();
  const type = (words: string) => {
    for (const letter of words) text(section.doc).insert(text(section.doc).length, letter);
  };
  return { ...page, section, type };
}

/** What a browser keeps after somebody wrote without contact and closed the tab. */
async function leftBehind(words = 'kvar', setting: Setting = {}) {
  const page = await writing(setting);
  page.server.away = true;
  page.engine.networkLost();
  page.type(words);
  await pass(250);
  page.kill();
  return { browser: page.browser, server: new PageServer(page.server.rooms) };
}

const inRoom = (server: PageServer) => text(server.room('s')).toString();

describe('words that stay unsent', () => {
  test('are kept after a moment, and not before', async () => {
    const { browser, engine, type, server } = await writing();
    server.away = true;
    engine.networkLost();
    type('ab');
    await pass(249);
    expect(browser.of('me')).toEqual([]);
    expect(engine.wouldLose).toBe(true);
    await pass(1);
    expect(browser.of('me')).toMatchObject([
      {
        reportId: 'report',
        sectionId: 's',
        reportName: 'Verksamhetsberättelse 2031, Provenheten',
        sectionName: 'Avsnitt s',
        schema: 1,
        count: 2,
      },
    ]);
    expect(engine.wouldLose).toBe(false);
  });

  test('are never written where the server answers in time', async () => {
    const { browser, server, type } = await writing();
    for (let at = 0; at < 20; at += 1) {
      type('a');
      await pass(40);
      server.commit();
    }
    await pass(1000);
    expect(browser.writes).toBe(0);
  });

  test('are kept at once when the page may go away', async () => {
    const { browser, engine, type } = await writing();
    type('a');
    await engine.keepNow();
    expect(browser.of('me')).toHaveLength(1);
  });

  test('are the unsent ones alone, and go when the server has told them as saved', async () => {
    const { browser, server, type } = await writing();
    type('Ett långt stycke som är sparat sedan länge. '.repeat(50));
    await settle();
    server.commit();
    type('ab');
    await pass(300);
    expect(browser.of('me')[0]?.update.byteLength).toBeLessThan(100);
    server.commit();
    await settle();
    expect(browser.of('me')).toEqual([]);
  });

  test('are in few records, however long one writes without contact', async () => {
    const { browser, engine, server, type } = await writing();
    server.away = true;
    engine.networkLost();
    for (let at = 0; at < 300; at += 1) {
      type('x');
      await pass(300);
    }
    const kept = browser.of('me');
    expect(kept.length).toBeLessThanOrEqual(33);
    expect(kept.reduce((sum, { count }) => sum + count, 0)).toBe(300);
  });
});

describe('words that were left behind', () => {
  test('come to the server when the report is opened, once, also out of sight; then nothing is kept', async () => {
    const { browser, server } = await leftBehind();
    text(server.room('s')).insert(0, 'Andras. ');
    const { engine } = pageEngine({ browser, server });
    await settle();
    expect(engine.saveState().line).toEqual({ kind: 'saving' });
    server.commit();
    await settle();
    expect(['Andras. kvar', 'kvarAndras. ']).toContain(inRoom(server));
    expect(engine.saveState().line.kind).toBe('saved');
    expect(browser.of('me')).toEqual([]);
  });

  test('are counted as they were made, and told as unsent while there is no contact', async () => {
    const { browser, server } = await leftBehind();
    server.away = true;
    const { engine } = pageEngine({ browser, server });
    await pass(5000);
    expect(engine.saveState().line).toEqual({ kind: 'offline', unsent: 4 });
    expect(engine.wouldLose).toBe(false);
  });

  test('are not doubled by two tabs that both have them', async () => {
    const { browser, server } = await leftBehind();
    const other = new PageServer(server.rooms);
    const [one, two] = [pageEngine({ browser, server }), pageEngine({ browser, server: other })];
    await settle();
    server.commit();
    other.commit();
    await settle();
    expect(inRoom(server)).toBe('kvar');
    expect([one.engine.unsent, two.engine.unsent]).toEqual([0, 0]);
    expect(browser.of('me')).toEqual([]);
  });

  test('stay kept by a tab that has them in its hands and finds them once more, until they are saved', async () => {
    const { browser, server } = await leftBehind();
    const { engine } = pageEngine({ browser, server });
    await settle();
    engine.networkLost();
    // Another tab has written the same words together anew.
    const [record] = browser.of('me');
    if (!record) throw new Error('Nothing was kept');
    browser.kept.set('me', new Map([['again', { ...record, id: 'again' }]]));
    await pass(5000);
    expect(browser.of('me').map(({ update }) => typedWords(update))).toContain('kvar');
    server.commit();
    await settle();
    expect(browser.of('me')).toEqual([]);
    expect(inRoom(server)).toBe('kvar');
  });

  test('are neither sent nor seen by another account, nor by another report', async () => {
    const { browser, server } = await leftBehind();
    const other = pageEngine({ browser, server, accountId: 'somebody else' });
    await pass(5000);
    server.commit();
    expect(inRoom(server)).toBe('');
    expect(other.engine.unsentWords()).toBe('');
    expect(browser.of('me')).toHaveLength(1);
  });

  test('of an older schema are sent, those of a newer one wait for a newer page', async () => {
    const { browser, server: first } = await leftBehind('nytt', { schema: 2 });
    const { server: second } = await leftBehind('gammalt', { browser, server: first });
    pageEngine({ browser, server: second });
    await settle();
    second.commit();
    await settle();
    expect(inRoom(second)).toBe('gammalt');
    expect(browser.of('me')).toMatchObject([{ schema: 2 }]);
    const { server: third } = await leftBehind('äldre', { browser, server: new PageServer(second.rooms) });
    pageEngine({ browser, server: third, schema: 2 });
    await settle();
    third.commit();
    await settle();
    expect(inRoom(third)).toHaveLength('gammaltäldrenytt'.length);
    expect(browser.of('me')).toEqual([]);
  });

  test('stay where the server refuses them, although the page has them in hand', async () => {
    const { browser, server } = await leftBehind();
    server.shut.set('s', 4403);
    const { engine, readAgain } = pageEngine({ browser, server });
    await pass(2000);
    expect(engine.saveState().held).toEqual({ code: 4403, unsent: 4, sections: ['s'] });
    expect(readAgain).toHaveBeenCalled();
    expect(browser.of('me')).toHaveLength(1);
  });
});

describe('a browser that does not let us keep', () => {
  test('is told of, and the page works on', async () => {
    const browser = new MemoryBrowser();
    browser.refuses = true;
    const { engine, server, type } = await writing({ browser });
    type('a');
    await pass(1000);
    expect(engine.keeps()).toBe(false);
    expect(engine.wouldLose).toBe(true);
    expect(engine.inTabAlone()).toMatchObject([{ reportId: 'report', sectionName: 'Avsnitt s', count: 1 }]);
    server.commit();
    expect(engine.saveState().line.kind).toBe('saved');
    expect(engine.wouldLose).toBe(false);
  });

  test('may be full for a while: what is unsent is kept when there is room again', async () => {
    const { browser, engine, type } = await writing();
    browser.refuses = true;
    type('a');
    await pass(300);
    expect(engine.keeps()).toBe(false);
    browser.refuses = false;
    await pass(10_000);
    expect(engine.keeps()).toBe(true);
    expect(engine.wouldLose).toBe(false);
    expect(browser.of('me')).toHaveLength(1);
  });
});

describe('signing out in another tab', () => {
  test('leaves nothing kept, and nothing more is, until one has signed in again', async () => {
    const { browser, engine, server, type } = await writing();
    server.away = true;
    engine.networkLost();
    type('a');
    await pass(300);
    engine.signedOut();
    browser.wipe('me');
    type('b');
    await pass(60_000);
    expect(browser.of('me')).toEqual([]);
    expect(engine.keeps()).toBe(false);
    expect(engine.saveState().line).toEqual({ kind: 'closed', code: 4401, unsent: 2 });
    server.away = false;
    engine.retry();
    await pass(5000);
    server.commit();
    await settle();
    expect(engine.saveState().line.kind).toBe('saved');
    expect(inRoom(server)).toBe('ab');
  });

  test("sends nothing with another's session, whatever is tried", async () => {
    const { engine, server, session, type } = await writing();
    engine.networkLost();
    type('mitt');
    session.own = false;
    engine.networkBack();
    await pass(60_000);
    engine.retry();
    await pass(60_000);
    server.commit();
    expect(inRoom(server)).toBe('');
    expect(engine.saveState().line).toEqual({ kind: 'closed', code: 4401, unsent: 4 });
    session.own = true;
    engine.retry();
    await pass(5000);
    server.commit();
    expect(inRoom(server)).toBe('mitt');
  });
});
