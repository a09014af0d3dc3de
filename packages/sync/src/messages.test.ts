import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { decodeAwareness, encodeAwarenessEntries } from './awareness.ts';
import {
  carriesDocument,
  decodeMessage,
  encodeAwareness,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from './messages.ts';

const bytes = new Uint8Array([1, 2, 3]);

describe('messages of y-websocket', () => {
  test('each comes back as it was', () => {
    expect(decodeMessage(encodeSyncStep1(bytes))).toEqual({ kind: 'sync-step-1', stateVector: bytes });
    expect(decodeMessage(encodeSyncStep2(bytes))).toEqual({ kind: 'sync-step-2', update: bytes });
    expect(decodeMessage(encodeUpdate(bytes))).toEqual({ kind: 'update', update: bytes });
    expect(decodeMessage(encodeAwareness(bytes))).toEqual({ kind: 'awareness', update: bytes });
    expect(decodeMessage(new Uint8Array([3]))).toEqual({ kind: 'query-awareness' });
  });

  test('words are counted, questions and carets are not', () => {
    expect(carriesDocument(encodeSyncStep2(bytes))).toBe(true);
    expect(carriesDocument(encodeUpdate(bytes))).toBe(true);
    expect(carriesDocument(encodeSyncStep1(bytes))).toBe(false);
    expect(carriesDocument(encodeAwareness(bytes))).toBe(false);
  });

  test('a tail, a cut end and unknown kinds are no message', () => {
    expect(decodeMessage(new Uint8Array([...encodeUpdate(bytes), 0]))).toBeNull();
    expect(decodeMessage(encodeUpdate(bytes).slice(0, -1))).toBeNull();
    expect(decodeMessage(new Uint8Array([2, 0]))).toBeNull();
    expect(decodeMessage(new Uint8Array([]))).toBeNull();
  });
});

describe('awareness', () => {
  test('reads what y-protocols writes', () => {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    awareness.setLocalState({ user: { name: 'Ann' }, cursor: null });
    const entries = decodeAwareness(encodeAwarenessUpdate(awareness, [doc.clientID]));
    expect(entries).toEqual([
      { clientId: doc.clientID, clock: 1, state: { user: { name: 'Ann' }, cursor: null } },
    ]);
    awareness.destroy();
  });

  test('comes back as it was', () => {
    const entries = [
      { clientId: 4_000_000_000, clock: 7, state: { cursor: { anchor: 1 } } },
      { clientId: 1, clock: 0, state: null },
    ];
    expect(decodeAwareness(encodeAwarenessEntries(entries))).toEqual(entries);
  });

  test('a list or a word is no state, and a crowd is no page', () => {
    expect(
      decodeAwareness(encodeAwarenessEntries([{ clientId: 1, clock: 1, state: [] as never }])),
    ).toBeNull();
    const crowd = Array.from({ length: 1025 }, (_, clientId) => ({ clientId, clock: 1, state: {} }));
    expect(decodeAwareness(encodeAwarenessEntries(crowd))).toBeNull();
  });

  test('any bytes at all give entries or null, never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        const decoded = decodeAwareness(noise);
        expect(decoded === null || Array.isArray(decoded)).toBe(true);
        decodeMessage(noise);
      }),
      { numRuns: 2000 },
    );
  });
});
