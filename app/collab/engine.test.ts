import type { ClientFrame, ServerFrame } from '@delaktig/sync';
import {
  decodeClientFrame,
  decodeMessage,
  encodeFrame,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from '@delaktig/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { RealSocket } from './connection.ts';
import { Engine } from './engine.ts';

/**
 * A server in memory on the other end of the page's socket, with the protocol of the real one: a room per
 * section, words told to others and told as saved only when the test commits them.
 */
class Server {
  readonly rooms = new Map<string, Y.Doc>();
  readonly heard: ClientFrame[] = [];
  away = false;
  #channels = new Map<number, { room: Y.Doc; received: number; open: boolean }>();
  #uncommitted: (() => void)[] = [];
  #socket: Wire | null = null;

  room(sectionId: string): Y.Doc {
    const room = this.rooms.get(sectionId) ?? new Y.Doc();
    this.rooms.set(sectionId, room);
    return room;
  }

  accept(): RealSocket {
    const socket = new Wire((bytes) => this.#receive(bytes));
    this.#socket = socket;
    this.#channels.clear();
    this.#uncommitted = [];
    queueMicrotask(() => (this.away ? socket.onclose?.({ code: 1006 }) : socket.onopen?.()));
    return socket;
  }

  send(frame: ServerFrame): void {
    this.#socket?.onmessage?.({ data: encodeFrame(frame).slice().buffer });
  }

  commit(): void {
    for (const act of this.#uncommitted.splice(0)) act();
  }

  /** Somebody else writes. */
  write(sectionId: string, words: string): void {
    const room = this.room(sectionId);
    const before = Y.encodeStateVector(room);
    room.getText('words').insert(0, words);
    const data = encodeUpdate(Y.encodeStateAsUpdate(room, before));
    for (const [channel, { room: other }] of this.#channels) {
      if (other === room) this.send({ kind: 'data', channel, data });
    }
  }

  breakOff(code: number): void {
    this.#socket?.onclose?.({ code });
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes);
    if (!frame) throw new Error('The page sent something that is no frame');
    this.heard.push(frame);
    if (frame.kind === 'open') {
      const room = this.room(frame.sectionId);
      this.#channels.set(frame.channel, { room, received: 0, open: true });
      this.send({ kind: 'opened', channel: frame.channel });
      this.send({ kind: 'data', channel: frame.channel, data: encodeSyncStep1(Y.encodeStateVector(room)) });
    } else if (frame.kind === 'close') {
      this.#channels.delete(frame.channel);
    } else if (frame.kind === 'data') {
      this.#take(frame.channel, frame.data);
    }
  }

  #take(number: number, data: Uint8Array): void {
    const channel = this.#channels.get(number);
    const message = decodeMessage(data);
    if (!channel || !message) throw new Error('Words for no channel, or no message');
    if (message.kind === 'sync-step-1') {
      const missing = Y.encodeStateAsUpdate(channel.room, message.stateVector);
      this.send({ kind: 'data', channel: number, data: encodeSyncStep2(missing) });
    } else if (message.kind === 'update' || message.kind === 'sync-step-2') {
      channel.received += 1;
      const count = channel.received;
      this.#uncommitted.push(() => {
        Y.applyUpdate(channel.room, message.update);
        this.send({ kind: 'saved', channel: number, count });
      });
    }
  }
}

class Wire implements RealSocket {
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  #deliver: (bytes: Uint8Array) => void;
  constructor(deliver: (bytes: Uint8Array) => void) {
    this.#deliver = deliver;
  }
  send(data: Uint8Array): void {
    queueMicrotask(() => this.#deliver(data));
  }
  close(): void {}
}

function setUp() {
  const server = new Server();
  const ended = vi.fn();
  const changed = vi.fn();
  const engine = new Engine({
    reportId: 'report',
    accountId: 'me',
    openSocket: () => server.accept(),
    timers: {
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    random: () => 0,
    now: () => 42,
    changed,
    ended,
  });
  return { server, engine, ended, changed };
}

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
    const { server, engine } = setUp();
    server.room('s').getText('words').insert(0, 'Ord');
    const session = engine.enter('s', true);
    const ready = vi.fn();
    session.onReady(ready);
    expect(session.ready).toBe(false);
    await settle();
    expect(ready).toHaveBeenCalledOnce();
    expect(session.doc.getText('words').toString()).toBe('Ord');
    expect(server.heard[0]).toEqual({ kind: 'watch', channel: 0, reportId: 'report' });
  });

  test('tells "saved" when the server has committed, and not before', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'idle' });
    session.doc.getText('words').insert(0, 'Ord');
    await settle();
    expect(engine.saveState()).toEqual({ kind: 'saving' });
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'saved', at: 42 });
    expect(server.room('s').getText('words').toString()).toBe('Ord');
  });

  test('counts what is written offline, sends it when contact is back, and brings the words of others', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    server.away = true;
    engine.networkLost();
    session.doc.getText('words').insert(0, 'a');
    session.doc.getText('words').insert(1, 'b');
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.saveState()).toEqual({ kind: 'offline', unsent: 2 });
    server.room('s').getText('words').insert(0, 'annat ');
    server.away = false;
    engine.networkBack();
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.saveState()).toEqual({ kind: 'saving' });
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'saved', at: 42 });
    const words = session.doc.getText('words').toString();
    expect(words).toContain('annat ');
    expect(words).toContain('ab');
    expect(server.room('s').getText('words').toString()).toBe(words);
  });

  test('says offline when the server takes no answer out of its socket', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    session.doc.getText('words').insert(0, 'a');
    await vi.advanceTimersByTimeAsync(9000);
    expect(engine.saveState().kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.saveState()).toEqual({ kind: 'offline', unsent: 1 });
  });

  test('stays when the only thing that the server says is that it lives', async () => {
    const { server, engine } = setUp();
    engine.enter('s', false);
    await settle();
    for (let i = 0; i < 12; i++) {
      await vi.advanceTimersByTimeAsync(15_000);
      server.send({ kind: 'event', channel: 0, event: { type: 'alive' } });
    }
    expect(server.heard.filter(({ kind }) => kind === 'open')).toHaveLength(1);
  });

  test('signed out: keeps the words, and sends them after a new sign-in', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    server.breakOff(4401);
    session.doc.getText('words').insert(0, 'sista');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.saveState()).toEqual({ kind: 'closed', code: 4401, unsent: 1 });
    engine.retry();
    await vi.advanceTimersByTimeAsync(5000);
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'saved', at: 42 });
    expect(server.room('s').getText('words').toString()).toBe('sista');
  });

  test('a section that is closed to the writer keeps what was unsent, and sends it if it opens again', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    session.doc.getText('words').insert(0, 'osänt');
    engine.leave(session);
    const reader = engine.enter('s', false);
    await settle();
    expect(engine.saveState()).toEqual({ kind: 'closed', code: 4403, unsent: 1 });
    engine.leave(reader);
    const again = engine.enter('s', true);
    await settle();
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'saved', at: 42 });
    expect(again.doc.getText('words').toString()).toBe('osänt');
    expect(server.room('s').getText('words').toString()).toBe('osänt');
  });

  test('a reader sends nothing to be saved, and sees what others write', async () => {
    const { server, engine } = setUp();
    const session = engine.enter('s', false);
    await settle();
    server.write('s', 'Nytt');
    expect(session.doc.getText('words').toString()).toBe('Nytt');
    expect(engine.saveState()).toEqual({ kind: 'idle' });
    expect(session.awareness.getLocalState()).toBe(null);
  });

  test('lets a section go a while after it was left, but never with something unsent', async () => {
    const { server, engine } = setUp();
    const [quiet, busy] = [engine.enter('quiet', true), engine.enter('busy', true)];
    await settle();
    server.commit();
    busy.doc.getText('words').insert(0, 'a');
    engine.leave(quiet);
    engine.leave(busy);
    server.send({ kind: 'event', channel: 0, event: { type: 'alive' } });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.heard.filter(({ kind }) => kind === 'close')).toHaveLength(1);
    expect(engine.enter('busy', true)).toBe(busy);
    server.commit();
    expect(engine.saveState()).toEqual({ kind: 'saved', at: 42 });
  });

  test('ends when the page is left, but not before the last word is committed', async () => {
    const { server, engine, ended } = setUp();
    const session = engine.enter('s', true);
    await settle();
    server.commit();
    session.doc.getText('words').insert(0, 'sist');
    engine.destroy();
    await settle();
    expect(ended).not.toHaveBeenCalled();
    server.commit();
    expect(ended).toHaveBeenCalledOnce();
    expect(server.room('s').getText('words').toString()).toBe('sist');
  });

  test('tells who writes, oneself excluded, and that the report has changed', async () => {
    const { server, engine, changed } = setUp();
    await settle();
    const other = { accountId: 'other', name: 'Eva Ek', initials: 'EE', pen: 2 };
    const writers = [{ ...other, accountId: 'me' }, other];
    server.send({ kind: 'event', channel: 0, event: { type: 'presence', sectionId: 's', writers } });
    expect(engine.writersIn('s')).toEqual([other]);
    expect(engine.writersIn('elsewhere')).toEqual([]);
    server.send({ kind: 'event', channel: 0, event: { type: 'changed', what: 'status' } });
    expect(changed).toHaveBeenCalledWith('status');
  });

  test('without contact nobody is told to write, however it was lost', async () => {
    const { server, engine } = setUp();
    await settle();
    const writers = [{ accountId: 'other', name: 'Eva Ek', initials: 'EE', pen: 2 }];
    server.send({ kind: 'event', channel: 0, event: { type: 'presence', sectionId: 's', writers } });
    expect(engine.writersIn('s')).toHaveLength(1);
    server.breakOff(4401);
    expect(engine.writersIn('s')).toEqual([]);
  });
});
