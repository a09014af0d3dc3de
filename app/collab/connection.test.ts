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

function setUp(random = 0) {
  const clock = { now: 100_000, own: true };
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
      now: () => clock.now,
      random: () => random,
      isOwnSession: () => clock.own,
    },
    {
      state: (state, code) => states.push([state, code]),
      event: (event) => events.push(event),
      unwatched: (code) => events.push(code),
    },
  );
  const socket = () => sockets.at(-1) ?? fail();
  /** Lets the one timer of so many ms run out. */
  const elapse = (ms: number) => {
    const index = timers.findIndex((timer) => timer.ms === ms);
    const [timer] = timers.splice(index, 1);
    if (index < 0 || !timer) fail(`no timer of ${ms} ms among ${timers.map((other) => other.ms)}`);
    clock.now += ms;
    timer.act();
  };
  return { connection, clock, sockets, socket, timers, states, events, elapse };
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
    first.send({ kind: 'open', channel: first.number, room: 's' });
    expect(socket().sent).toEqual([]);
    socket().onopen?.();
    socket().hear({ kind: 'opened', channel: first.number });
    socket().hear({ kind: 'event', channel: 0, event: { type: 'alive' } });
    expect(one.told).toEqual(['ready', 'opened', 'event']);
    expect(two.told).toEqual(['ready', 'event']);
  });

  test('opens again by itself, waits longer each time, and starts over once it has heard something', () => {
    const { connection, sockets, socket, elapse } = setUp();
    connection.connect();
    for (const wait of [1000, 1800, 4000, 8000, 15_000, 15_000]) {
      socket().onclose?.({ code: 1006 });
      elapse(wait);
    }
    expect(sockets).toHaveLength(7);
    socket().onopen?.();
    socket().hear({ kind: 'event', channel: 0, event: { type: 'alive' } });
    socket().onclose?.({ code: 1012 });
    elapse(1000);
    expect(sockets).toHaveLength(8);
  });

  test.each([1006, 1012, 1013, 4503])(
    'waits alike after %i, each page for as long as its chance says',
    (code) => {
      const { connection, socket, elapse } = setUp(0.5);
      connection.connect();
      socket().onclose?.({ code });
      elapse(1500);
      socket().onclose?.({ code });
      elapse(2150);
    },
  );

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

  test('gives up a handshake that goes nowhere', () => {
    const { connection, socket, states, elapse } = setUp();
    connection.connect();
    elapse(12_000);
    expect(socket().closed).toBe(true);
    expect(states.at(-1)).toEqual(['waiting', 1006]);
  });

  test('hurries when the network is known to be back, and never has two sockets', () => {
    const { connection, clock, sockets, socket, timers, elapse } = setUp(0.5);
    connection.connect();
    for (const wait of [1500, 2150, 5000]) {
      socket().onclose?.({ code: 1006 });
      elapse(wait);
    }
    socket().onclose?.({ code: 1006 });
    clock.now += 5000;
    connection.hurry();
    connection.hurry();
    elapse(400);
    connection.connect();
    expect(sockets).toHaveLength(5);
    expect(timers.map(({ ms }) => ms)).toEqual([12_000]);
  });

  test('hurries at most once a second, goes on from the shortest wait, and is never put off by it', () => {
    const { connection, clock, socket, elapse, timers } = setUp(0);
    connection.connect();
    socket().onclose?.({ code: 1006 });
    elapse(1000);
    socket().onclose?.({ code: 1006 });
    clock.now += 300;
    connection.hurry();
    elapse(700);
    socket().onclose?.({ code: 1006 });
    clock.now += 900;
    connection.hurry();
    expect(timers.map(({ ms }) => ms)).toEqual([1000]);
  });

  test("sends nothing with somebody else's session", () => {
    const { connection, clock, sockets, states, socket, elapse } = setUp();
    connection.connect();
    socket().onclose?.({ code: 1006 });
    clock.own = false;
    elapse(1000);
    expect(states.at(-1)).toEqual(['closed', 4401]);
    connection.connect();
    expect(sockets).toHaveLength(1);
    clock.own = true;
    connection.connect();
    expect(sockets).toHaveLength(2);
  });

  test('is told when the report is not watched any more', () => {
    const { connection, socket, events } = setUp();
    connection.connect();
    socket().onopen?.();
    socket().hear({ kind: 'closed', channel: 0, code: 4503, reason: '' });
    expect(events).toEqual([4503]);
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
