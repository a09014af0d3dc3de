import { describe, expect, test } from 'vitest';
import { Outbox } from './outbox.ts';
import { type Signals, UNHEARD } from './signals.ts';
import { Message, type Wire } from './wire.ts';

const MB = 1024 * 1024;

/** A reader whose reading the test does. */
function reader() {
  const state = { queued: 0, isOpen: true, sent: 0 };
  const closed: string[] = [];
  const signals: Signals = { ...UNHEARD, closed: (reason) => closed.push(reason) };
  const wire: Wire = {
    get isOpen() {
      return state.isOpen;
    },
    get queuedBytes() {
      return state.queued;
    },
    send(message) {
      state.queued += message.bytes.byteLength;
      state.sent += 1;
    },
    close() {},
    cut() {
      state.isOpen = false;
    },
    pause() {},
    resume() {},
    together: (work) => work(),
    onMessage() {},
    onClose() {},
  };
  return { state, closed, outbox: new Outbox(wire, signals) };
}

const bytes = (count: number) => new Message(new Uint8Array(count));

describe('what is sent to a reader', () => {
  test('is cut when 4 MiB wait unread', () => {
    const { state, closed, outbox } = reader();
    for (let i = 0; i < 10 && state.isOpen; i++) outbox.send(bytes(MB));
    expect([state.sent, state.isOpen, closed]).toEqual([5, false, ['tooSlow']]);
  });

  test('may be long when they asked for it: a large section opens on a slow line', () => {
    const { state, outbox } = reader();
    outbox.answer(bytes(5 * MB));
    outbox.answer(bytes(1000));
    for (let i = 0; i < 3; i++) outbox.send(bytes(MB));
    expect(state.isOpen).toBe(true);
    // And what comes then is counted as ever, once they have read.
    state.queued = 0;
    for (let i = 0; i < 10 && state.isOpen; i++) outbox.send(bytes(MB));
    expect(state.isOpen).toBe(false);
  });

  test('has an end for those who ask and ask, and never read', () => {
    const { state, outbox } = reader();
    for (let i = 0; i < 100 && state.isOpen; i++) outbox.answer(bytes(5 * MB));
    expect(state.isOpen).toBe(false);
    expect(state.queued).toBeLessThanOrEqual(22 * MB);
  });
});
