import { describe, expect, it } from 'vitest';
import { Wheel } from './wheel.ts';

describe('a wheel', () => {
  it('comes by each member once a round, in even shares', () => {
    const wheel = new Wheel<number>(4);
    for (let member = 0; member < 10; member++) wheel.add(member);
    const round = Array.from({ length: 4 }, () => [...wheel.step()]);
    expect(round.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...round.map((slot) => slot.length))).toBe(3);
    expect(Array.from({ length: 4 }, () => [...wheel.step()])).toEqual(round);
  });

  it('passes over those who have left, also while it is at their step', () => {
    const wheel = new Wheel<string>(1);
    for (const member of ['a', 'b', 'c']) wheel.add(member);
    const met: string[] = [];
    for (const member of wheel.step()) {
      met.push(member);
      wheel.delete('b');
    }
    expect(met).toEqual(['a', 'c']);
  });
});
