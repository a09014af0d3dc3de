import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HealingPace } from './healing-pace.ts';

/** What was looked at, and when, in milliseconds from now; each look takes `takes` and asks for `rest` after it. */
function looks({ takes = 10, rest = 0 }: { takes?: number; rest?: number | 'failed' } = {}) {
  const from = performance.now();
  const begun: number[] = [];
  const pace = new HealingPace(async () => {
    begun.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, takes));
    return rest;
  });
  return { pace, begun };
}

describe('the pace of healing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('waits for quiet after words, and then leaves no timer', async () => {
    const { pace, begun } = looks();
    pace.soon('a');
    await vi.advanceTimersByTimeAsync(300);
    pace.soon('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toEqual([1_000]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('looks within 1.2 s, however long somebody goes on', async () => {
    const { pace, begun } = looks();
    for (let keys = 0; keys < 60; keys++) {
      pace.soon('a');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(begun.length).toBeGreaterThanOrEqual(4);
    expect(begun[0]).toBeLessThanOrEqual(1_210);
    const gaps = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1_310);
  });

  test('looks almost at once when it must, one time after the other, and not again for nothing', async () => {
    const { pace, begun } = looks({ takes: 500 });
    pace.soon('a');
    for (let times = 0; times < 9; times++) {
      pace.now('a');
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(110);
    expect(begun).toEqual([100]);
    pace.now('a');
    pace.now('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toEqual([100, 601]);
  });

  test('leaves what fails alone for ever longer, whoever asks, and forgets it when it goes well', async () => {
    const answers: (number | 'failed')[] = ['failed', 'failed', 'failed', 0, 'failed', 0];
    const from = performance.now();
    const begun: number[] = [];
    const pace = new HealingPace(async () => {
      begun.push(performance.now() - from);
      return answers.shift() ?? 0;
    });
    for (let tenths = 0; tenths < 20 * 10; tenths++) {
      if (answers.length > 0) pace.now('a');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(begun).toEqual([100, 2_100, 6_100, 14_100, 14_200, 16_200]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('takes each section by itself', async () => {
    const { pace, begun } = looks({ takes: 10_000 });
    pace.now('a');
    pace.now('b');
    await vi.advanceTimersByTimeAsync(101);
    expect(begun).toEqual([100, 100]);
  });

  test('leaves a large one alone for as long as it asks', async () => {
    const { pace, begun } = looks({ rest: 4_000 });
    pace.now('a');
    await vi.advanceTimersByTimeAsync(1_000);
    pace.soon('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toEqual([100, 4_110]);
  });

  test('begins nothing after it has been closed, and waits for what runs', async () => {
    const { pace, begun } = looks({ takes: 100 });
    pace.now('a');
    pace.soon('b');
    await vi.advanceTimersByTimeAsync(101);
    const closed = pace.close();
    pace.now('a');
    pace.soon('c');
    await vi.advanceTimersByTimeAsync(5_000);
    await closed;
    expect(begun).toEqual([100]);
  });
});
