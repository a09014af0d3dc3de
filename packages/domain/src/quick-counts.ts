import { SMALLEST_GROUP } from './thread-rights.ts';
import type { QuickAnswer, QuickCounts } from './threads.ts';
import { QUICK_ANSWERS } from './threads.ts';

/** The most that a range of few hides: nobody, one or two. */
const FEW = 2;

/**
 * How a group of `members` has answered, in numbers that give nobody away even to one who knows this rule: no cell,
 * those who have not answered included, can be known to be nobody or everybody. Null in a group that is too small.
 *
 * Few (0-2) are always shown as that range, never 0 by itself, and more are shown exactly as long as what is left
 * of the group is more than the ranges could hold. Otherwise nearly all have answered, and what is left is known by
 * subtraction: then each cell says only whether it is more than half of the group.
 */
export function quickCounts(members: number, answers: Readonly<Record<QuickAnswer, number>>): QuickCounts {
  if (members < SMALLEST_GROUP) return null;
  const cells = QUICK_ANSWERS.map((answer) => ({ answer, count: answers[answer] }));
  const exact = cells.filter(({ count }) => count > FEW);
  const left = members - exact.reduce((sum, { count }) => sum + count, 0);
  const hidden = (cells.length - exact.length) * FEW;
  if (left <= hidden) return cells.map(({ answer, count }) => ({ answer, ...half(members, count) }));
  return cells.map(({ answer, count }) =>
    count > FEW ? { answer, from: count, to: count } : { answer, from: 0, to: FEW },
  );
}

function half(members: number, count: number): { from: number; to: number } {
  const middle = Math.floor(members / 2);
  return count <= middle ? { from: 0, to: middle } : { from: middle + 1, to: members };
}
