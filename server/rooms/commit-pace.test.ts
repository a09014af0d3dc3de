import { describe, expect, test } from 'vitest';
import { CommitPace } from './commit-pace.ts';

/** So many updates a second for two seconds, each committed in its room. What a commit would wait afterwards. */
function pause(options: { perSecond: number; rooms: number; readers: number }): number {
  const pace = new CommitPace();
  const updates = options.perSecond * 2;
  for (let i = 0; i < updates; i++) {
    pace.came((i * 1000) / options.perSecond);
    pace.begins(i % options.rooms);
  }
  return pace.pauseMs(2000, options.readers);
}

describe('a commit waits for more words', () => {
  test('not when someone writes alone, however many read', () => {
    expect(pause({ perSecond: 8, rooms: 1, readers: 200 })).toBe(0);
    expect(new CommitPace().pauseMs(0, 500)).toBe(0);
  });

  test('not when two write with each other', () => {
    expect(pause({ perSecond: 16, rooms: 1, readers: 2 })).toBe(0);
  });

  test('the longer the more there are to tell, and never so long that it is felt', () => {
    const fifty = pause({ perSecond: 40, rooms: 1, readers: 50 });
    const crowd = pause({ perSecond: 80, rooms: 1, readers: 200 });
    expect(fifty).toBeGreaterThan(3);
    expect(crowd).toBeGreaterThan(fifty);
    expect(pause({ perSecond: 80, rooms: 1, readers: 10_000 })).toBeLessThanOrEqual(25);
  });

  test('when there are many rooms with a few in each', () => {
    expect(pause({ perSecond: 125, rooms: 500, readers: 2 })).toBeGreaterThan(30);
    expect(pause({ perSecond: 1000, rooms: 500, readers: 2 })).toBeLessThanOrEqual(40);
  });

  test('no more once it has become quiet', () => {
    const pace = new CommitPace();
    for (let at = 0; at < 1000; at += 10) pace.came(at);
    expect(pace.pauseMs(1000, 100)).toBeGreaterThan(0);
    expect(pace.pauseMs(9000, 100)).toBe(0);
  });
});
