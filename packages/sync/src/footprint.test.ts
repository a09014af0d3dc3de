import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addToShare, decodeShare, encodeShare, footprintOf, newShare } from './footprint.ts';

function updatesOf(clientId: number, work: (text: Y.Text) => void): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.on('update', (update: Uint8Array) => updates.push(update));
  work(doc.getText('t'));
  return updates;
}

describe('the footprint of an update', () => {
  test('names the ids that come and those that go', () => {
    const [first, second] = updatesOf(7, (text) => {
      text.insert(0, 'hej');
      text.delete(1, 2);
    });
    expect(footprintOf(first ?? new Uint8Array())).toEqual({
      inserted: [{ client: 7, from: 0, to: 3 }],
      deleted: [],
    });
    expect(footprintOf(second ?? new Uint8Array())).toEqual({
      inserted: [],
      deleted: [{ client: 7, from: 1, to: 3 }],
    });
  });

  test('passes over what is not there: a gap is nobody’s words', () => {
    const [first, , third] = updatesOf(7, (text) => {
      for (const word of ['a', 'b', 'c']) text.insert(text.length, word);
    });
    const gapped = Y.mergeUpdates([first ?? new Uint8Array(), third ?? new Uint8Array()]);
    expect(footprintOf(gapped)?.inserted).toEqual([
      { client: 7, from: 0, to: 1 },
      { client: 7, from: 2, to: 3 },
    ]);
  });

  test.each([
    ['nothing', []],
    ['half an update', [1, 1, 7]],
    ['noise', [200, 201, 202, 203]],
  ])('there is none of %s', (_what, bytes) => {
    expect(footprintOf(new Uint8Array(bytes))).toBeNull();
  });

  test('there is none of a struct that leans on its own author’s later one', () => {
    const [, second] = updatesOf(7, (text) => {
      text.insert(0, 'a');
      text.insert(1, 'b');
    });
    const bytes = Uint8Array.from(second ?? []);
    // clients, structs, client, clock, info, origin's client, origin's clock
    expect([...bytes.subarray(0, 7)]).toEqual([1, 1, 7, 1, 132, 7, 0]);
    bytes[6] = 9;
    expect(footprintOf(bytes)).toBeNull();
  });
});

test('a share gathers what one person did, and survives its encoding', () => {
  const share = newShare();
  for (const update of updatesOf(7, (text) => {
    for (let i = 0; i < 50; i++) text.insert(text.length, 'x');
    text.delete(10, 5);
  })) {
    addToShare(share, footprintOf(update) ?? { inserted: [], deleted: [] });
  }
  const bytes = encodeShare(share);
  expect(bytes.byteLength).toBeLessThan(12);
  const read = decodeShare(bytes);
  expect([...read.inserted.ranges()]).toEqual([{ client: 7, from: 0, to: 50 }]);
  expect([...read.deleted.ranges()]).toEqual([{ client: 7, from: 10, to: 15 }]);
});
