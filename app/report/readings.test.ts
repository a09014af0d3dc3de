import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserTimers } from '../browser-timers.ts';
import type { Outcome } from './readings.ts';
import { Readings } from './readings.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Readings that wait until the test answers them. */
function waiting() {
  const asked: { answer(outcome: Outcome): Promise<void>; signal: AbortSignal }[] = [];
  const readings = new Readings({
    read: (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        asked.push({
          signal,
          answer: async (outcome) => {
            resolve(outcome);
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      }),
    timers: browserTimers,
    random: () => 0.5,
  });
  return { readings, asked };
}

test('what is asked for while it is read is read once more after it', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  readings.ask();
  readings.ask();
  expect(asked).toHaveLength(1);
  await asked[0]?.answer('read');
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('read');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
});

test('a reading without an answer is given up after ten seconds, and begun again', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(asked[0]?.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[0]?.signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(7_499);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
});

test('what is lost is read again until it is read; asked for meanwhile, it is read at once and not twice', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  await asked[0]?.answer('lost');
  await vi.advanceTimersByTimeAsync(7_500);
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('lost');
  readings.ask();
  expect(asked).toHaveLength(3);
  await asked[2]?.answer('read');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(3);
});

test('stopped, it reads no more, until it is asked again', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  readings.ask();
  readings.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(1);
  readings.ask();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('lost');
  readings.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
});
