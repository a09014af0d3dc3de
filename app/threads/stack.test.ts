import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stackCards } from './stack.ts';

const ROOM = { gap: 10, first: 50 };

test('cards stand level with their text where there is room', () => {
  const tops = stackCards(
    [
      { id: 'a', at: 100, height: 50 },
      { id: 'b', at: 300, height: 50 },
    ],
    null,
    ROOM,
  );
  expect([...tops]).toEqual([
    ['a', 100],
    ['b', 300],
  ]);
});

test('a card is pushed down by the one above it, the active one pushes up', () => {
  const items = [
    { id: 'a', at: 200, height: 100 },
    { id: 'b', at: 210, height: 100 },
    { id: 'c', at: 220, height: 100 },
  ];
  expect(Object.fromEntries(stackCards(items, null, ROOM))).toEqual({ a: 200, b: 310, c: 420 });
  expect(Object.fromEntries(stackCards(items, 'b', ROOM))).toEqual({ a: 100, b: 210, c: 320 });
  // There is no room above for two: the first goes under it.
  expect(Object.fromEntries(stackCards(items, 'c', ROOM))).toEqual({ a: 330, b: 110, c: 220 });
});

test('no two cards overlap, none stands above the first line, and the active one is level with its text', () => {
  const item = fc.record({
    at: fc.integer({ min: 0, max: 3000 }),
    height: fc.integer({ min: 20, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 200 }), fc.nat(250), (drawn, active) => {
      const items = drawn.sort((a, b) => a.at - b.at).map((one, index) => ({ ...one, id: String(index) }));
      const tops = stackCards(items, String(active), ROOM);
      expect(tops.size).toBe(items.length);
      const placed = items.map(({ id, height }) => ({ top: tops.get(id) ?? Number.NaN, height }));
      let ceiling = ROOM.first;
      for (const { top, height } of placed.sort((a, b) => a.top - b.top)) {
        expect(top).toBeGreaterThanOrEqual(ceiling);
        ceiling = top + height + ROOM.gap;
      }
      const chosen = items[active];
      if (chosen !== undefined) expect(tops.get(chosen.id)).toBe(Math.max(chosen.at, ROOM.first));
    }),
  );
});
