import { footprintOf, IdSet } from '@delaktig/sync';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isLaidOutByYjs, outside, withoutHeld } from './update-parts.ts';

const NOTHING = new Uint8Array([0, 0]);

function footprint(update: Uint8Array) {
  const found = footprintOf(update);
  if (!found) throw new Error('The update is sound');
  return found;
}

/** Every edit of a document, one by one. */
function edits(clientId: number, work: (doc: Y.Doc) => void): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.on('update', (update: Uint8Array) => updates.push(update));
  work(doc);
  return updates;
}

const snapshotOf = (...updates: Uint8Array[]): Y.Snapshot => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.snapshot(doc);
};

describe('an update without what is held', () => {
  const updates = edits(5, (doc) => {
    const text = doc.getText('t');
    for (const word of ['Vi ', 'öppnade ', 'en ', 'ny ', 'förskola']) text.insert(text.length, word);
    text.delete(3, 4);
    text.format(0, 2, { bold: true });
    text.insertEmbed(2, { bild: 1 });
    doc.getArray('värden').insert(0, [1, 2, 3, 4]);
  });
  const whole = Y.mergeUpdates(updates);
  const { inserted } = footprint(whole);
  const last = Math.max(...inserted.map(({ to }) => to));

  test('and what is held are together what it was, wherever it is cut', () => {
    for (let from = 0; from < last; from++) {
      for (let to = from + 1; to <= last; to++) {
        const held = [{ client: 5, from, to }];
        const rest = withoutHeld(whole, held);
        const outside = [
          { client: 5, from: 0, to: from },
          { client: 5, from: to, to: last },
        ];
        const middle = withoutHeld(whole, outside);
        const all = new IdSet();
        for (const range of footprint(rest).inserted) {
          expect(range.to <= from || range.from >= to).toBe(true);
          all.add(range);
        }
        for (const range of footprint(middle).inserted) all.add(range);
        expect([...all.ranges()]).toEqual([{ client: 5, from: 0, to: last }]);
        expect(Y.equalSnapshots(snapshotOf(rest, middle), snapshotOf(whole))).toBe(true);
        expect(Y.mergeUpdates([middle, rest])).toEqual(Y.mergeUpdates([rest, middle]));
      }
    }
  });

  test('keeps its deletions, and nothing else when all of it is held', () => {
    const rest = footprint(withoutHeld(whole, inserted));
    expect(rest).toEqual({ inserted: [], deleted: footprint(whole).deleted });
  });

  test("leaves other clients' words alone", () => {
    const other = edits(9, (doc) => doc.getText('t').insert(0, 'annat'));
    const rest = withoutHeld(Y.mergeUpdates([whole, ...other]), [{ client: 5, from: 0, to: last }]);
    expect(footprint(rest).inserted).toEqual([{ client: 9, from: 0, to: 5 }]);
  });
});

describe('an update that Yjs wrote', () => {
  test('is in order, however it came to be', () => {
    const each = [5, 9, 7].flatMap((id) => edits(id, (doc) => doc.getText('t').insert(0, 'ord')));
    const doc = new Y.Doc();
    for (const update of each) Y.applyUpdate(doc, update);
    doc.getText('t').insert(3, 'mer');
    const whole = Y.encodeStateAsUpdate(doc);
    const behind = Y.encodeStateVector(new Map([[9, 2]]));
    for (const update of [...each, Y.mergeUpdates(each), whole, Y.diffUpdate(whole, behind), NOTHING])
      expect(isLaidOutByYjs(update, footprint(update))).toBe(true);
  });

  test.each([
    ['one client in two places', [7, 0], [7, 3]],
    ['the lower client first', [7, 0], [9, 0]],
  ])('does not have %s', (_name, ...places) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 2);
    // Three deleted clocks each.
    for (const [client = 0, clock = 0] of places) {
      for (const number of [1, client, clock, 0, 3]) encoding.writeVarUint(encoder, number);
    }
    encoding.writeVarUint(encoder, 0);
    const update = encoding.toUint8Array(encoder);
    expect(isLaidOutByYjs(update, footprint(update))).toBe(false);
  });
});

test('what is outside of ranges is found, however they lie', () => {
  const held = [
    { client: 5, from: 8, to: 10 },
    { client: 5, from: 2, to: 4 },
    { client: 5, from: 4, to: 5 },
    { client: 9, from: 0, to: 100 },
  ];
  expect(outside([{ client: 5, from: 0, to: 12 }], held)).toEqual([
    { client: 5, from: 0, to: 2 },
    { client: 5, from: 5, to: 8 },
    { client: 5, from: 10, to: 12 },
  ]);
  expect(outside([{ client: 5, from: 3, to: 9 }], held)).toEqual([{ client: 5, from: 5, to: 8 }]);
  expect(outside([{ client: 5, from: 2, to: 5 }], held)).toEqual([]);
  expect(outside([{ client: 7, from: 2, to: 5 }], held)).toEqual([{ client: 7, from: 2, to: 5 }]);
});
