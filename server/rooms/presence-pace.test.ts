import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type PacedRoom, PresencePace } from './presence-pace.ts';

/** A room that notes when it told. */
function room(pace: PresencePace, options: { audience?: number; hasWords?: boolean } = {}) {
  const told: number[] = [];
  const paced = {
    audience: options.audience ?? 2,
    hasWords: options.hasWords ?? false,
    tellPresence() {
      told.push(performance.now());
      pace.told(paced);
    },
  } satisfies PacedRoom;
  return { paced, told };
}

describe('the pace of presence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('tells soon, once for all that came, and then leaves no timer', () => {
    const pace = new PresencePace();
    const { paced, told } = room(pace);
    for (let i = 0; i < 10; i++) pace.soon(paced);
    vi.advanceTimersByTime(20);
    expect(told).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('tells a full room more seldom, and never later than is promised', () => {
    for (const [audience, most] of [
      [2, 34],
      [500, 11],
    ] as const) {
      const pace = new PresencePace();
      const { paced, told } = room(pace, { audience });
      for (let ms = 0; ms < 1000; ms += 5) {
        pace.soon(paced);
        vi.advanceTimersByTime(5);
      }
      expect(told.length).toBeLessThanOrEqual(most);
      for (const [at, when] of told.entries()) {
        expect(when - (told[at - 1] ?? told[0] ?? 0)).toBeLessThanOrEqual(150);
      }
    }
  });

  test('lets carets wait a little for words that are on their way', () => {
    const pace = new PresencePace();
    const { paced, told } = room(pace, { hasWords: true });
    pace.soon(paced);
    expect(pace.isDue(paced)).toBe(true);
    vi.advanceTimersByTime(29);
    expect(told).toHaveLength(0);
    vi.advanceTimersByTime(30);
    expect(told).toHaveLength(1);
    pace.soon(paced);
    expect(pace.isDue(paced)).toBe(false);
  });
});
