import { describe, expect, test } from 'vitest';
import { seeded } from '../../tests/support/random.ts';
import { waitAfter } from './backoff.ts';

/** When a phone has contact again, and how often it tried, if the server is away for so long; all in ms. */
function comeBack(awayFor: number, random: () => number): { at: number; tries: number } {
  let at = 0;
  for (let tries = 1; ; tries += 1) {
    at += waitAfter(tries - 1, random());
    if (at >= awayFor) return { at, tries };
  }
}

describe('the waits between tries', () => {
  test.each([500, 1500, 2000, 2400, 2800])(
    'sixty phones, server away for %i ms: all within 4.5 s, at most two tries',
    (away) => {
      const random = seeded(away).next;
      const phones = Array.from({ length: 6000 }, () => comeBack(away, random));
      expect(Math.max(...phones.map(({ at }) => at))).toBeLessThan(4500);
      expect(Math.max(...phones.map(({ tries }) => tries))).toBeLessThanOrEqual(2);
    },
  );

  test('no instant gets many of them: of sixty at most ten within any 50 ms', () => {
    const random = seeded(7).next;
    const first = Array.from({ length: 60 }, () => waitAfter(0, random())).sort((a, b) => a - b);
    const crowd = first.map((start) => first.filter((at) => at >= start && at < start + 50).length);
    expect(Math.max(...crowd)).toBeLessThanOrEqual(10);
  });

  test('grow to at most 25 s, and keep a spread of ten', () => {
    expect(
      [0, 1, 2, 3, 4, 5, 50].map((failures) => [waitAfter(failures, 0), waitAfter(failures, 1)]),
    ).toEqual([
      [1000, 2000],
      [1800, 2500],
      [4000, 6000],
      [8000, 12_000],
      [15_000, 25_000],
      [15_000, 25_000],
      [15_000, 25_000],
    ]);
  });
});
