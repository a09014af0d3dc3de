import { describe, expect, it } from 'vitest';
import { Doorway, type Waiting } from './doorway.ts';

describe('the doorway', () => {
  it('holds so many and no more, until one has left', () => {
    const doorway = new Doorway(2, 1000);
    const first = doorway.enter(0, () => {});
    expect(doorway.enter(0, () => {})).not.toBeNull();
    expect(doorway.enter(0, () => {})).toBeNull();
    expect(doorway.leave(first as Waiting)).toBe(true);
    expect(doorway.enter(0, () => {})).not.toBeNull();
  });

  it('gives up on those who have waited too long, and on nobody else', () => {
    const doorway = new Doorway(10, 1000);
    const givenUp: string[] = [];
    const early = doorway.enter(0, () => givenUp.push('early'));
    const answered = doorway.enter(100, () => givenUp.push('answered'));
    doorway.enter(900, () => givenUp.push('late'));
    doorway.leave(answered as Waiting);
    doorway.beat(999);
    expect(givenUp).toEqual([]);
    doorway.beat(1200);
    expect(givenUp).toEqual(['early']);
    expect(doorway.leave(early as Waiting)).toBe(false);
    doorway.beat(1900);
    expect(givenUp).toEqual(['early', 'late']);
  });
});
