import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { IdSet, readIdSet, writeIdSet } from './id-set.ts';

const range = fc
  .record({ client: fc.nat(2), from: fc.nat(30), length: fc.nat(6) })
  .map(({ client, from, length }) => ({ client, from, to: from + length }));

/** The ids one by one, as a set that cannot be wrong. */
const plain = (ranges: readonly { client: number; from: number; to: number }[]): Set<string> => {
  const ids = new Set<string>();
  for (const { client, from, to } of ranges) {
    for (let clock = from; clock < to; clock++) ids.add(`${client}:${clock}`);
  }
  return ids;
};

describe('a set of ids', () => {
  test('holds what was added, in as few ranges as can be, and survives its encoding', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 25 }), range, (added, asked) => {
        const set = IdSet.of(added);
        const ids = plain(added);
        expect(plain([...set.ranges()])).toEqual(ids);
        const ranges = [...set.ranges()];
        for (const [at, { client, from, to }] of ranges.entries()) {
          expect(from).toBeLessThan(to);
          const next = ranges[at + 1];
          if (next?.client === client) expect(to).toBeLessThan(next.from);
        }
        expect(set.has(asked)).toBe([...plain([asked])].every((id) => ids.has(id)));
        const encoder = encoding.createEncoder();
        writeIdSet(encoder, set);
        const read = readIdSet(decoding.createDecoder(encoding.toUint8Array(encoder)));
        expect([...read.ranges()]).toEqual(ranges);
      }),
      { numRuns: 1000 },
    );
  });

  test('knows how far each client is known without a gap', () => {
    const set = IdSet.of([
      { client: 1, from: 0, to: 5 },
      { client: 2, from: 3, to: 9 },
      { client: 1, from: 7, to: 9 },
    ]);
    expect(set.heads()).toEqual(new Map([[1, 5]]));
    set.add({ client: 1, from: 5, to: 7 });
    expect(set.heads()).toEqual(new Map([[1, 9]]));
  });

  test('is empty until something is added', () => {
    expect(new IdSet().isEmpty).toBe(true);
    expect(IdSet.of([{ client: 1, from: 4, to: 4 }]).isEmpty).toBe(true);
    expect(IdSet.of([{ client: 1, from: 4, to: 5 }]).isEmpty).toBe(false);
  });
});
