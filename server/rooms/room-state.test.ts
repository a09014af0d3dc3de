import { EMPTY_UPDATE, footprintOf } from '@delaktig/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { mergeUpdates, RoomState } from './room-state.ts';

const NOTHING = new Uint8Array([0]);

/** A document that hands over each edit as the update it made. */
function author(clientId: number, onUpdate: (update: Uint8Array) => void): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.on('update', onUpdate);
  return doc;
}

const textOf = (...updates: Uint8Array[]): string => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
};

function footprint(update: Uint8Array) {
  const found = footprintOf(update);
  if (!found) throw new Error('The update is sound');
  return found;
}

function stateOf(snapshot: Uint8Array, tail: Uint8Array[] = []): RoomState {
  return new RoomState(snapshot, tail, tail.length, [snapshot, ...tail].map(footprint));
}

const edits = fc.array(
  fc.record({ insert: fc.boolean(), at: fc.nat(50), word: fc.string({ minLength: 1, maxLength: 5 }) }),
  { maxLength: 40 },
);

function edit(text: Y.Text, { insert, at, word }: { insert: boolean; at: number; word: string }): void {
  if (insert || text.length === 0) text.insert(Math.min(at, text.length), word);
  else text.delete(Math.min(at, text.length - 1), 1);
}

describe('the committed bytes of a room', () => {
  test('hold exactly what the documents hold, and give a client only what it lacks', () => {
    fc.assert(
      fc.property(edits, fc.nat(40), (all, behind) => {
        const state = stateOf(EMPTY_UPDATE);
        const late = new Y.Doc();
        let seq = 0;
        const doc = author(1, (update) => {
          seq += 1;
          state.append(update, seq, [footprint(update)]);
          if (seq <= behind) Y.applyUpdate(late, update);
        });
        const text = doc.getText('t');
        for (const each of all) edit(text, each);
        Y.applyUpdate(late, state.missing(Y.encodeStateVector(late)).answer);
        expect(late.getText('t').toString()).toBe(text.toString());
        expect(textOf(state.missing(NOTHING).answer)).toBe(text.toString());
        expect(state.seq).toBe(seq);
        expect(Y.decodeStateVector(state.stateVector())).toEqual(
          Y.decodeStateVector(Y.encodeStateVector(doc)),
        );
        // The answer of a client that has everything adds nothing, deletions included.
        expect(state.lacks(footprint(Y.encodeStateAsUpdate(doc, state.stateVector())))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('know a deletion that is new, and words that are new', () => {
    const updates: Uint8Array[] = [];
    const doc = author(1, (update) => updates.push(update));
    doc.getText('t').insert(0, 'ord');
    const state = stateOf(EMPTY_UPDATE, [...updates]);
    doc.getText('t').delete(1, 1);
    const deletion = updates.at(-1) ?? EMPTY_UPDATE;
    expect(state.lacks(footprint(deletion))).toBe(true);
    state.append(deletion, 2, [footprint(deletion)]);
    expect(state.lacks(footprint(deletion))).toBe(false);
    doc.getText('t').insert(0, 'nya ');
    expect(state.lacks(footprint(updates.at(-1) ?? EMPTY_UPDATE))).toBe(true);
  });

  test('say what they have without a gap, when words came before those that they lean on', () => {
    const updates: Uint8Array[] = [];
    const doc = author(1, (update) => updates.push(update));
    for (const word of ['a', 'b', 'c']) doc.getText('t').insert(doc.getText('t').length, word);
    const [first = EMPTY_UPDATE, second = EMPTY_UPDATE, third = EMPTY_UPDATE] = updates;
    const state = stateOf(EMPTY_UPDATE, [first]);
    state.append(third, 2, [footprint(third)]);
    expect(Y.decodeStateVector(state.stateVector())).toEqual(new Map([[1, 1]]));
    expect(state.lacks(footprint(third))).toBe(false);
    state.append(second, 3, [footprint(second)]);
    expect(Y.decodeStateVector(state.stateVector())).toEqual(new Map([[1, 3]]));
    expect(textOf(state.missing(NOTHING).answer)).toBe('abc');
  });

  test('take of other contents under the same ids only what is after them, once they are announced', () => {
    const saying = (words: string) => {
      const doc = new Y.Doc();
      doc.clientID = 7;
      doc.getText('t').insert(0, words);
      return Y.encodeStateAsUpdate(doc);
    };
    const state = stateOf(EMPTY_UPDATE);
    const first = saying('sant');
    const footprintOfFirst = footprint(first);
    state.announce(footprintOfFirst);
    const forged = saying('falskt!');
    const taken = state.newIn(forged, footprint(forged));
    expect(taken.footprint.inserted).toEqual([{ client: 7, from: 4, to: 7 }]);
    state.append(first, 1, [footprintOfFirst]);
    expect(state.newIn(forged, footprint(forged))).toEqual(taken);
    state.append(taken.update, 2, [taken.footprint]);
    expect(textOf(state.missing(NOTHING).answer)).toBe('santkt!');
    const after = saying('santkt! och mer');
    expect(state.newIn(after, footprint(after)).footprint.inserted).toEqual([{ client: 7, from: 7, to: 15 }]);
  });

  test('know which deletions are of words that nobody has brought in, once they are said', () => {
    const deleting = (from: number, to: number) => ({ inserted: [], deleted: [{ client: 7, from, to }] });
    const doc = author(7, (update) => state.append(update, 1, [footprint(update)]));
    const state = stateOf(EMPTY_UPDATE);
    doc.getText('t').insert(0, 'abcde');
    expect(state.deletedUnseen(deleting(0, 5))).toEqual([]);
    expect(state.deletedUnseen(deleting(3, 9))).toEqual([{ client: 7, from: 5, to: 9 }]);
    state.append(EMPTY_UPDATE, 2, [deleting(3, 9)]);
    // Somebody who heard of it deletes a word more, which is one range then.
    expect(state.deletedUnseen(deleting(2, 9))).toEqual([]);
  });

  test('throw on what is no state vector', () => {
    expect(() => stateOf(EMPTY_UPDATE).missing(new Uint8Array([255]))).toThrow();
  });

  test('go on while a snapshot is made, whether it comes to something or not', () => {
    for (const outcome of ['replaced', 'kept'] as const) {
      const state = stateOf(EMPTY_UPDATE);
      let seq = 0;
      const doc = author(1, (update) => {
        seq += 1;
        state.append(update, seq, [footprint(update)]);
      });
      const text = doc.getText('t');
      for (const word of ['ett ', 'två ', 'tre ']) text.insert(text.length, word);
      const begun = state.beginSnapshot();
      expect(begun).toMatchObject({ seq: 3, rows: 3 });
      text.insert(text.length, 'fyra');
      // Somebody comes meanwhile, for whom everything is merged.
      expect(textOf(state.missing(NOTHING).answer)).toBe('ett två tre fyra');
      if (outcome === 'replaced') state.replaced(mergeUpdates(begun.parts), begun.rows, begun.bytes);
      else state.kept();
      expect(textOf(state.missing(NOTHING).answer)).toBe('ett två tre fyra');
      expect(state.isLongerThan({ rows: 1, bytes: 1e6 })).toBe(outcome === 'kept');
      expect(state.isLongerThan({ rows: 0, bytes: 1e6 })).toBe(true);
      text.insert(text.length, '!');
      const parts = state.parts();
      expect(textOf(parts.answer, ...parts.after)).toBe('ett två tre fyra!');
    }
  });
});

test('many updates merge to what they are one by one', () => {
  const updates: Uint8Array[] = [];
  const doc = author(1, (update) => updates.push(update));
  for (let i = 0; i < 1234; i++) doc.getText('t').insert(i % 7, String.fromCharCode(97 + (i % 26)));
  expect(textOf(mergeUpdates(updates))).toBe(doc.getText('t').toString());
  expect(mergeUpdates([])).toEqual(EMPTY_UPDATE);
});
