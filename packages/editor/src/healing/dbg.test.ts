import { test } from 'vitest';
import { CommentedRoom, p } from './room.testing.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
test('dbg', () => {
  const room = new CommentedRoom({ analysis: [p('alfa (bravo charlie) delta'), p('echo foxtrot golf')] });
  room.comment(A, 'bravo charlie');
  const say = (w: string) =>
    console.log(
      w,
      JSON.stringify([
        room.line('analysis'),
        room.shown(A),
        room.place(A).at,
        room.place(A).prefix,
        room.place(A).suffix,
      ]),
    );
  const D = [
    [0, 6, 0],
    [0, 2, 0],
    [0, 3, 0],
    [0, 2, 0],
    [32, 1, 0],
    [32, 5, 1],
    [0, 1, 0],
    [0, 1, 0],
  ] as const;
  const hand = room.hand(0);
  for (const [at, length, heals] of D) {
    const text = hand.textPositions();
    const from = text[at % text.length] ?? 1;
    hand.delete(from, Math.min(from + length, hand.size));
    if (heals) room.heal();
    say('d');
  }
  for (const _ of D) {
    hand.undo();
    room.deliver();
    say('u');
    room.heal();
    say('h');
  }
});
