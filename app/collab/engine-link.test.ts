import { CLOSE, encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryBrowser } from '../../tests/support/memory-store.ts';
import { pageEngine, text } from '../../tests/support/page-engine.ts';
import { mayReload } from './reload.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

async function writing(browser = new MemoryBrowser()) {
  const page = pageEngine({ browser });
  const section = page.engine.enter('s', true, 0);
  await settle();
  page.server.commit();
  return { ...page, section, type: (words: string) => text(section.doc).insert(0, words) };
}

describe('a server that cannot save now', () => {
  test('is told apart from one that cannot be reached, and goes on by itself', async () => {
    const { engine, server, type } = await writing();
    type('ord');
    await settle();
    server.failCommits();
    server.shut.set('s', CLOSE.unavailable);
    expect(engine.saveState().line.kind).toBe('saving');
    await pass(3000);
    expect(engine.saveState().line).toEqual({ kind: 'away', unsent: 1 });
    server.shut.clear();
    await pass(30_000);
    server.commit();
    expect(engine.saveState().line.kind).toBe('saved');
    expect(text(server.room('s')).toString()).toBe('ord');
  });

  test('is not told of when it was away for a moment', async () => {
    const { engine, server, type } = await writing();
    const told = vi.fn();
    engine.subscribe(() => told(engine.saveState().line.kind));
    type('ord');
    await settle();
    server.failCommits();
    await pass(1300);
    server.commit();
    await pass(10_000);
    expect(new Set(told.mock.calls.flat())).toEqual(new Set(['saving', 'saved']));
  });

  test('may say it on the socket itself', async () => {
    const { engine, server } = await writing();
    server.away = true;
    server.awayCode = CLOSE.unavailable;
    server.breakOff(CLOSE.unavailable);
    await pass(2500);
    expect(engine.saveState().line).toEqual({ kind: 'away', unsent: 0 });
    server.awayCode = 1006;
    await pass(5000);
    expect(engine.saveState().line).toEqual({ kind: 'offline', unsent: 0 });
  });

  test('asks a section again at ever longer waits, not all the time', async () => {
    const { server } = await writing();
    server.failCommits();
    server.shut.set('s', CLOSE.unavailable);
    const asked = () => server.heard.filter(({ kind }) => kind === 'open').length;
    await pass(60_000);
    expect(asked()).toBeLessThanOrEqual(7);
    expect(asked()).toBeGreaterThanOrEqual(5);
  });
});

describe('rights that change', () => {
  test('bring the section back at once, and have the report read again', async () => {
    const { engine, server, readAgain } = await writing();
    for (const channel of server.channelsOf('s')) server.close(channel, CLOSE.rightsChanged);
    await pass(1000);
    expect(server.channelsOf('s')).toHaveLength(1);
    expect(readAgain).toHaveBeenCalledOnce();
    expect(engine.saveState().held).toBe(null);
  });

  test('are not read with the comments, nor the comments with them', async () => {
    const { server, readAgain, readThreads } = await writing();
    server.send({ kind: 'event', channel: 0, event: { type: 'changed', what: 'threads' } });
    await pass(1000);
    expect(readThreads).toHaveBeenCalledOnce();
    expect(readAgain).not.toHaveBeenCalled();
    server.send({ kind: 'event', channel: 0, event: { type: 'changed', what: 'sections' } });
    await pass(1000);
    expect(readThreads).toHaveBeenCalledOnce();
    expect(readAgain).toHaveBeenCalledOnce();
  });

  test('make a reader of a writer, who is told where something was written', async () => {
    const { engine, server, section, type } = await writing();
    type('ord');
    await settle();
    server.commit();
    engine.leave(section);
    engine.enter('s', false, 0);
    expect(engine.saveState()).toMatchObject({ line: { kind: 'saved' }, held: { code: 4403, unsent: 0 } });
    engine.dismiss();
    expect(engine.saveState().held).toBe(null);
  });

  test('are told to nobody who had not written there', async () => {
    const { engine, section } = await writing();
    engine.leave(section);
    engine.enter('s', false, 0);
    expect(engine.saveState().held).toBe(null);
  });

  test('that changed unheard are asked for when contact is back', async () => {
    const { server, readAgain } = await writing();
    server.breakOff(1006);
    await pass(10_000);
    expect(readAgain).toHaveBeenCalledOnce();
  });

  test('may be why the report is not watched: a server that could not say is asked again', async () => {
    const { server, readAgain } = await writing();
    const watched = () => server.heard.filter(({ kind }) => kind === 'watch').length;
    server.send({ kind: 'closed', channel: 0, code: CLOSE.unavailable, reason: '' });
    await pass(10_000);
    expect([watched(), readAgain.mock.calls.length]).toEqual([2, 0]);
    server.send({ kind: 'closed', channel: 0, code: CLOSE.noRight, reason: '' });
    await pass(10_000);
    expect([watched(), readAgain.mock.calls.length]).toEqual([2, 1]);
  });
});

describe('the carets of others', () => {
  test('are shown again as soon as contact is back, although they have not moved', async () => {
    const { server, section } = await writing();
    const tell = () => {
      const data = encodeAwareness(encodeAwarenessEntries([{ clientId: 7, clock: 3, state: { user: {} } }]));
      for (const channel of server.channelsOf('s')) server.send({ kind: 'data', channel, data });
    };
    tell();
    expect(section.awareness.getStates().has(7)).toBe(true);
    server.breakOff(1006);
    expect(section.awareness.getStates().has(7)).toBe(false);
    await pass(5000);
    tell();
    expect(section.awareness.getStates().has(7)).toBe(true);
  });
});

describe('a page that is too old', () => {
  test('is loaded again when everything is saved', async () => {
    const { server, outdated } = await writing();
    server.breakOff(CLOSE.oldSchema);
    expect(outdated).toHaveBeenCalled();
  });

  test('waits until what is unsent is kept', async () => {
    const { server, outdated, type } = await writing();
    type('a');
    server.breakOff(CLOSE.oldSchema);
    expect(outdated).not.toHaveBeenCalled();
    await pass(300);
    expect(outdated).toHaveBeenCalled();
  });

  test('stays where the browser does not let us keep', async () => {
    const browser = new MemoryBrowser();
    browser.refuses = true;
    const { server, engine, outdated, type } = await writing(browser);
    type('a');
    server.breakOff(CLOSE.oldSchema);
    await pass(60_000);
    expect(outdated).not.toHaveBeenCalled();
    expect(engine.saveState().line).toEqual({ kind: 'closed', code: 4426, unsent: 1 });
  });

  test('is loaded again once in five minutes, and never where the browser notes nothing', () => {
    const noted = new Map<string, string>();
    const storage = { getItem: (key: string) => noted.get(key) ?? null, setItem: noted.set.bind(noted) };
    const tries = [1_000_000, 1_000_500, 1_299_999, 1_300_000].map((now) => mayReload(() => storage, now));
    expect(tries).toEqual([true, false, false, true]);
    const refuses = () => {
      throw new Error('Not in this browser');
    };
    expect(mayReload(refuses, 1_000_000)).toBe(false);
  });
});

describe('a page that was left', () => {
  test('goes on until the last word is saved, and keeps it meanwhile', async () => {
    const { browser, server, engine, ended, type } = await writing();
    server.away = true;
    engine.networkLost();
    type('sist');
    engine.destroy();
    await settle();
    expect(browser.of('me')).toHaveLength(1);
    server.away = false;
    await pass(5000);
    expect(ended).not.toHaveBeenCalled();
    server.commit();
    await settle();
    expect(ended).toHaveBeenCalledOnce();
    expect(text(server.room('s')).toString()).toBe('sist');
    expect(browser.of('me')).toEqual([]);
  });

  test('ends where nothing more can be sent, with its words kept', async () => {
    const { browser, engine, ended, type } = await writing();
    type('sist');
    engine.destroy();
    engine.signedOut();
    await pass(1000);
    expect(ended).toHaveBeenCalledOnce();
    expect(browser.of('me')).toHaveLength(1);
  });
});
