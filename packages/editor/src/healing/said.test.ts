import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CommentedRoom, p } from './room.testing.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const WORDS = 'bravo charlie';

const commented = () => {
  const room = new CommentedRoom({ analysis: [p('alfa (bravo charlie) delta'), p('echo foxtrot golf')] });
  room.comment(A, WORDS);
  return room;
};

type Event = [name: string, act: (room: CommentedRoom) => void, shown: string];

const events: Event[] = [
  [
    'deleted letter by letter, healed between, and undone',
    (room) => {
      backspace(room, WORDS, 9);
      expect(room.shown(A)).toBe('brav');
      undo(room, 9);
    },
    WORDS,
  ],
  [
    'all deleted letter by letter, healed between, and undone',
    (room) => {
      backspace(room, WORDS);
      expect(room.shown(A)).toBe(`(${WORDS})`);
      undo(room, WORDS.length);
    },
    WORDS,
  ],
  [
    'all deleted letter by letter, healed between, and undone letter by letter, too',
    (room) => {
      backspace(room, WORDS);
      for (let each = 0; each < WORDS.length; each++) {
        undo(room, 1);
        room.heal();
      }
    },
    WORDS,
  ],
  [
    'all deleted letter by letter, healed between, and typed again by hand',
    (room) => {
      const { from } = room.hand(0).find(WORDS);
      backspace(room, WORDS);
      room.hand(0).type(from, WORDS);
    },
    WORDS,
  ],
  [
    'much put between them without their mark, healed, and taken out again',
    (room) => {
      const { from } = room.hand(0).find('charlie');
      const much = 'mycket annat som klistras in '.repeat(8);
      room.hand(0).type(from, much);
      room.hand(0).strip(from, from + much.length);
      room.heal();
      expect(room.shown(A)).toBe('charlie');
      room.hand(0).delete(from, from + much.length);
    },
    WORDS,
  ],
];

test.each(events)('words %s', (_name, act, shown) => {
  const room = commented();
  act(room);
  room.heal();
  expect(room.shown(A)).toBe(shown);
});

/** Backspace held from the end of some words, with a healing at each letter. */
function backspace(room: CommentedRoom, words: string, count = words.length): void {
  const { to } = room.hand(0).find(words);
  for (let at = to; at > to - count; at--) {
    room.hand(0).delete(at - 1, at);
    room.heal();
  }
}

function undo(room: CommentedRoom, count: number): void {
  for (let each = 0; each < count; each++) room.hand(0).undo();
}

test('of the same words twice in a row, the other ones are not taken for those that were deleted', () => {
  const room = new CommentedRoom({ analysis: [p('lima bravo bravo bravo')] });
  room.comment(A, 'bravo bravo', 'analysis', 1);
  const { to } = room.hand(0).find('bravo bravo bravo');
  room.hand(0).delete(to - 6, to);
  room.heal();
  room.hand(1).type(1, 'noll ');
  room.heal();
  expect([room.shown(A), room.place(A).at]).toEqual(['bravo', 16]);
  room.hand(0).undo();
  room.heal();
  expect([room.shown(A), room.place(A).at]).toEqual(['bravo bravo', 16]);
});

test('an author who undoes all deletions in it has the whole comment back, whatever was healed between', () => {
  const deletion = fc.record({ at: fc.nat(12), length: fc.integer({ min: 1, max: 5 }), heals: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(deletion, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (deletions, healsInUndo) => {
        const room = commented();
        const hand = room.hand(0);
        const { from: first, to } = hand.find(WORDS);
        let left = to - first;
        for (const { at, length, heals } of deletions.slice(0, left)) {
          const from = left === 0 ? 0 : at % left;
          const deleted = Math.min(length, left - from);
          hand.delete(first + from, first + from + deleted);
          left -= deleted;
          if (heals) room.heal();
        }
        for (let each = 0; each < deletions.length; each++) {
          hand.undo();
          if (healsInUndo) room.heal();
        }
        room.heal();
        expect(room.line('analysis')).toBe('alfa (bravo charlie) delta\necho foxtrot golf');
        // A letter beside them may be theirs by now: which of two that are alike went, the binding to Yjs decided.
        expect(room.place(A)).toMatchObject({ quote: expect.stringContaining(WORDS), lost: false });
      },
    ),
    { numRuns: 300, seed: 1 },
  );
}, 60_000);
