import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pageEngine, text } from '../../tests/support/page-engine.ts';

/** Lets what is under way arrive; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the page's engine with y-websocket's own provider", () => {
  test('opens a section when the connection stands, and makes it whole', async () => {
    const { server, engine } = pageEngine();
    text(server.room('s')).insert(0, 'Ord');
    const session = engine.enter('s', true, 0);
    const ready = vi.fn();
    session.onReady(ready);
    expect(session.ready).toBe(false);
    await settle();
    expect(ready).toHaveBeenCalledOnce();
    expect(text(session.doc).toString()).toBe('Ord');
    expect(server.heard[0]).toEqual({ kind: 'watch', channel: 0, reportId: 'report' });
  });

  test('tells "saved" when the server has committed, and not before', async () => {
    const { server, engine } = pageEngine();
    const session = engine.enter('s', true, 0);
    await settle();
    server.commit();
    expect(engine.saveState().line).toEqual({ kind: 'idle' });
    text(session.doc).insert(0, 'Ord');
    await settle();
    expect(engine.saveState().line).toEqual({ kind: 'saving' });
    server.commit();
    expect(engine.saveState().line).toEqual({ kind: 'saved', at: expect.any(Number) });
    expect(text(server.room('s')).toString()).toBe('Ord');
  });

  test('counts what is written offline, sends it when contact is back, and brings the words of others', async () => {
    const { server, engine } = pageEngine();
    const session = engine.enter('s', true, 0);
    await settle();
    server.commit();
    server.away = true;
    engine.networkLost();
    text(session.doc).insert(0, 'a');
    text(session.doc).insert(1, 'b');
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.saveState().line).toEqual({ kind: 'offline', unsent: 2 });
    text(server.room('s')).insert(0, 'annat ');
    server.away = false;
    engine.networkBack();
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.saveState().line).toEqual({ kind: 'saving' });
    server.commit();
    expect(engine.saveState().line).toEqual({ kind: 'saved', at: expect.any(Number) });
    const words = text(session.doc).toString();
    expect(words).toContain('annat ');
    expect(words).toContain('ab');
    expect(text(server.room('s')).toString()).toBe(words);
  });

  test('says offline when the server takes no answer out of its socket', async () => {
    const { server, engine } = pageEngine();
    const session = engine.enter('s', true, 0);
    await settle();
    server.commit();
    text(session.doc).insert(0, 'a');
    await vi.advanceTimersByTimeAsync(9000);
    expect(engine.saveState().line.kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.saveState().line).toEqual({ kind: 'offline', unsent: 1 });
  });

  test('stays when the only thing that the server says is that it lives', async () => {
    const { server, engine } = pageEngine();
    engine.enter('s', false, 0);
    await settle();
    for (let i = 0; i < 12; i++) {
      await vi.advanceTimersByTimeAsync(15_000);
      server.send({ kind: 'event', channel: 0, event: { type: 'alive' } });
    }
    expect(server.heard.filter(({ kind }) => kind === 'open')).toHaveLength(1);
  });

  test('signed out: keeps the words, and sends them after a new sign-in', async () => {
    const { server, engine } = pageEngine();
    const session = engine.enter('s', true, 0);
    await settle();
    server.commit();
    server.breakOff(4401);
    text(session.doc).insert(0, 'sista');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.saveState().line).toEqual({ kind: 'closed', code: 4401, unsent: 1 });
    engine.retry();
    await vi.advanceTimersByTimeAsync(5000);
    server.commit();
    expect(engine.saveState().line).toEqual({ kind: 'saved', at: expect.any(Number) });
    expect(text(server.room('s')).toString()).toBe('sista');
  });

  test('a reader sends nothing to be saved, and sees what others write', async () => {
    const { server, engine } = pageEngine();
    const session = engine.enter('s', false, 0);
    await settle();
    server.write('s', 'Nytt');
    expect(text(session.doc).toString()).toBe('Nytt');
    expect(engine.saveState().line).toEqual({ kind: 'idle' });
    expect(session.awareness.getLocalState()).toBe(null);
  });

  test('lets a section go a while after it was left, but never with something unsent', async () => {
    const { server, engine } = pageEngine();
    const [quiet, busy] = [engine.enter('quiet', true, 0), engine.enter('busy', true, 0)];
    await settle();
    server.commit();
    text(busy.doc).insert(0, 'a');
    engine.leave(quiet);
    engine.leave(busy);
    server.send({ kind: 'event', channel: 0, event: { type: 'alive' } });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.heard.filter(({ kind }) => kind === 'close')).toHaveLength(1);
    expect(engine.enter('busy', true, 0)).toBe(busy);
    server.commit();
    expect(engine.saveState().line).toEqual({ kind: 'saved', at: expect.any(Number) });
  });

  test('ends when the page is left, but not before the last word is committed', async () => {
    const { server, engine, ended } = pageEngine();
    const session = engine.enter('s', true, 0);
    await settle();
    server.commit();
    text(session.doc).insert(0, 'sist');
    engine.destroy();
    await settle();
    expect(ended).not.toHaveBeenCalled();
    server.commit();
    expect(ended).toHaveBeenCalledOnce();
    expect(text(server.room('s')).toString()).toBe('sist');
  });

  test('tells who writes, oneself excluded, and that the report has changed', async () => {
    const { server, engine, readAgain } = pageEngine();
    await settle();
    const other = { accountId: 'other', name: 'Eva Ek', initials: 'EE', pen: 2 };
    const writers = [{ ...other, accountId: 'me' }, other];
    server.send({ kind: 'event', channel: 0, event: { type: 'presence', sectionId: 's', writers } });
    expect(engine.writersIn('s')).toEqual([other]);
    expect(engine.writersIn('elsewhere')).toEqual([]);
    server.send({ kind: 'event', channel: 0, event: { type: 'changed', what: 'sections' } });
    await settle();
    expect(readAgain).toHaveBeenCalledOnce();
  });

  test('without contact nobody is told to write, however it was lost', async () => {
    const { server, engine } = pageEngine();
    await settle();
    const writers = [{ accountId: 'other', name: 'Eva Ek', initials: 'EE', pen: 2 }];
    server.send({ kind: 'event', channel: 0, event: { type: 'presence', sectionId: 's', writers } });
    expect(engine.writersIn('s')).toHaveLength(1);
    server.breakOff(4401);
    expect(engine.writersIn('s')).toEqual([]);
  });
});
