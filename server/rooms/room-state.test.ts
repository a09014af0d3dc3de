import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { EMPTY_UPDATE, RoomState } from './room-state.ts';

/** A document that hands over each edit as the update it made. */
function author(clientId: number, onUpdate: (update: Uint8Array) => void): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.on('update', onUpdate);
  return doc;
}

const textOf = (update: Uint8Array): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
};

describe('the committed bytes of a room', () => {
  test('hold exactly what the documents hold, and give a client only what it lacks', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            insert: fc.boolean(),
            at: fc.nat(50),
            word: fc.string({ minLength: 1, maxLength: 5 }),
          }),
          {
            maxLength: 40,
          },
        ),
        fc.nat(40),
        (edits, behind) => {
          const state = new RoomState(EMPTY_UPDATE, [], 0);
          const late = new Y.Doc();
          let seq = 0;
          const doc = author(1, (update) => {
            seq += 1;
            state.append(update, seq);
            if (seq <= behind) Y.applyUpdate(late, update);
          });
          const text = doc.getText('t');
          for (const { insert, at, word } of edits) {
            if (insert || text.length === 0) text.insert(Math.min(at, text.length), word);
            else text.delete(Math.min(at, text.length - 1), 1);
          }
          Y.applyUpdate(late, state.missing(Y.encodeStateVector(late)));
          expect(late.getText('t').toString()).toBe(text.toString());
          expect(textOf(state.whole())).toBe(text.toString());
          expect(state.seq).toBe(seq);
          // The answer of a client that has everything adds nothing, deletions included.
          expect(state.lacks(Y.encodeStateAsUpdate(doc, state.stateVector()))).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('know a deletion that is new, and words that are new', () => {
    const updates: Uint8Array[] = [];
    const doc = author(1, (update) => updates.push(update));
    doc.getText('t').insert(0, 'ord');
    const state = new RoomState(EMPTY_UPDATE, [...updates], 1);
    doc.getText('t').delete(1, 1);
    const deletion = updates.at(-1) ?? EMPTY_UPDATE;
    expect(state.lacks(deletion)).toBe(true);
    state.append(deletion, 2);
    expect(state.lacks(deletion)).toBe(false);
    doc.getText('t').insert(0, 'nya ');
    expect(state.lacks(updates.at(-1) ?? EMPTY_UPDATE)).toBe(true);
  });

  test('throw on what is no update and on what is no state vector', () => {
    const state = new RoomState(EMPTY_UPDATE, [], 0);
    expect(() => state.lacks(new Uint8Array([9, 9, 9]))).toThrow();
    expect(() => state.missing(new Uint8Array([255]))).toThrow();
  });

  test('count the rows that wait for compaction', () => {
    const state = new RoomState(EMPTY_UPDATE, [EMPTY_UPDATE, EMPTY_UPDATE], 5);
    state.append(EMPTY_UPDATE, 6);
    expect(state.uncompacted).toBe(3);
    state.whole();
    expect(state.uncompacted).toBe(3);
    state.compacted(2);
    expect(state.uncompacted).toBe(1);
  });
});
