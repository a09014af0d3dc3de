import type { ClientFrame, ServerFrame } from '@delaktig/sync';
import { decodeClientFrame, encodeFrame } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import type { ChannelEnd, LinkState, RealSocket } from './connection.ts';
import { Connection } from './connection.ts';

class FakeSocket implements RealSocket {
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  sent: (ClientFrame | null)[] = [];
  closed = false;
  send(data: Uint8Array) {
    this.sent.push(decodeClientFrame(data));
  }
  close() {
    this.closed = true;
  }
  hear(frame: ServerFrame) {
    this.onmessage?.({ data: encodeFrame(frame).slice().buffer });
  }
}

function setUp(random = 1) {
  const sockets: FakeSocket[] = [];
  const timers: { ms: number; act: () => void }[] = [];
  const states: [LinkState, number][] = [];
  const events: unknown[] = [];
  const connection = new Connection(
    {
      openSocket: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      timers: {
        after(ms, act) {
          const timer = { ms, act };
          timers.push(timer);
          return () => {
            const index = timers.indexOf(timer);
            if (index >= 0) timers.splice(index, 1);
          };
        },
      },
      random: () => random,
    },
    { state: (state, code) => states.push([state, code]), event: (event) => events.push(event) },
  );
  const socket = () => sockets.at(-1) ?? fail();
  /** Lets the one timer of so many ms run out. */
  const elapse = (ms: number) => {
    const index = timers.findIndex((timer) => timer.ms === ms);
    const [timer] = timers.splice(index, 1);
    if (index < 0 || !timer) fail(`no timer of ${ms} ms among ${timers.map((other) => other.ms)}`);
    timer.act();
  };
  return { connection, sockets, socket, timers, states, events, elapse };
}

function fail(message = 'no socket'): never {
  throw new Error(message);
}

function listening(): ChannelEnd & { told: unknown[] } {
  const told: unknown[] = [];
  return {
    told,
    ready: () => told.push('ready'),
    receive: (frame) => told.push(frame.kind),
    lost: () => told.push('lost'),
  };
}

describe('the connection', () => {
  test('tells channels that wait when it stands, and hands each its frames', () => {
    const { connection, socket } = setUp();
    const [one, two] = [listening(), listening()];
    connection.connect();
    const first = connection.channel(one);
    connection.channel(two);
    first.send({ kind: 'open', channel: first.number, sectionId: 's' });
    expect(socket().sent).toEqual([]);
    socket().onopen?.();
    socket().hear({ kind: 'opened', channel: first.number });
    socket().hear({ kind: 'event', channel: 0, event: { type: 'alive' } });
    expect(one.told).toEqual(['ready', 'opened', 'event']);
    expect(two.told).toEqual(['ready', 'event']);
  });

  test('opens again by itself, waits twice as long each time, and starts over once it has heard something', () => {
    const { connection, sockets, socket, elapse } = setUp();
    connection.connect();
    for (const wait of [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]) {
      socket().onclose?.({ code: 1006 });
      elapse(wait);
    }
    expect(sockets).toHaveLength(8);
    socket().onopen?.();
    socket().hear({ kind: 'event', channel: 0, event: { type: 'alive' } });
    socket().onclose?.({ code: 1012 });
    elapse(1000);
    expect(sockets).toHaveLength(9);
  });

  test('spreads the waits of many pages over half their length', () => {
    const { connection, socket, elapse } = setUp(0);
    connection.connect();
    socket().onclose?.({ code: 1006 });
    elapse(500);
  });

  test.each([4401, 4403, 4426])('does not open again after %i, until it is told to', (code) => {
    const { connection, sockets, socket, timers, states } = setUp();
    const end = listening();
    connection.connect();
    socket().onopen?.();
    connection.channel(end);
    socket().onclose?.({ code });
    expect(states.at(-1)).toEqual(['closed', code]);
    expect(end.told).toEqual(['lost']);
    expect(timers).toEqual([]);
    connection.connect();
    expect(sockets).toHaveLength(2);
  });

  test('gives up a socket that is silent for longer than the server ever is', () => {
    const { connection, socket, states, elapse } = setUp();
    connection.connect();
    const silent = socket();
    silent.onopen?.();
    elapse(35_000);
    expect(silent.closed).toBe(true);
    expect(states.at(-1)).toEqual(['waiting', 1006]);
    elapse(1000);
    expect(states.at(-1)).toEqual(['connecting', 0]);
  });

  test('lets a channel wait through attempts that fail', () => {
    const { connection, socket, elapse } = setUp();
    const end = listening();
    connection.connect();
    connection.channel(end);
    socket().onclose?.({ code: 1006 });
    elapse(1000);
    expect(end.told).toEqual([]);
    socket().onopen?.();
    expect(end.told).toEqual(['ready']);
  });

  test('does not wait when the network is known to be back, and never has two sockets', () => {
    const { connection, sockets, socket, timers } = setUp();
    connection.connect();
    socket().onclose?.({ code: 1006 });
    connection.connect();
    connection.connect();
    expect(sockets).toHaveLength(2);
    expect(timers.map(({ ms }) => ms)).toEqual([35_000]);
  });

  test('hands nothing to a channel that was left, and tells the server of it', () => {
    const { connection, socket } = setUp();
    const end = listening();
    connection.connect();
    socket().onopen?.();
    const channel = connection.channel(end);
    channel.leave();
    socket().hear({ kind: 'opened', channel: channel.number });
    expect(end.told).toEqual([]);
    expect(socket().sent).toEqual([{ kind: 'close', channel: channel.number }]);
  });

  test('passes over frames that it does not know', () => {
    const { connection, socket, states } = setUp();
    connection.connect();
    socket().onopen?.();
    socket().onmessage?.({ data: new Uint8Array([1, 99]).buffer });
    socket().onmessage?.({ data: 'text' });
    expect(states.at(-1)).toEqual(['open', 0]);
  });
});
