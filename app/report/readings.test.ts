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
  readings.start();
  return { readings, asked };
}

test('what is asked for while it is read is read once more after it', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  readings.ask();
  readings.ask();
  expect(asked).toHaveLength(1);
  await asked[0]?.answer('done');
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('done');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
});

test('a reading without an answer is given up after 20 s, and the next one has twice as long', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  await vi.advanceTimersByTimeAsync(19_999);
  expect(asked[0]?.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[0]?.signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(39_999);
  expect(asked[1]?.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[1]?.signal.aborted).toBe(true);
});

test('no reading has more than two minutes', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  for (let losses = 0; losses < 20; losses++) {
    await asked[losses]?.answer('lost');
    await vi.advanceTimersByTimeAsync(20_000);
  }
  const last = asked.at(-1)?.signal;
  await vi.advanceTimersByTimeAsync(99_999);
  expect(last?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(20_001);
  expect(last?.aborted).toBe(true);
});

test('what is lost is read again after 5, 10 and then each 20 s, until it is done', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  for (const [losses, wait] of [5_000, 10_000, 20_000, 20_000].entries()) {
    await asked[losses]?.answer('lost');
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(asked).toHaveLength(losses + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(losses + 2);
  }
  await asked[4]?.answer('done');
  readings.ask();
  await asked[5]?.answer('lost');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(7);
});

test('what is asked for while a lost reading waits is read at once, and not twice', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  await asked[0]?.answer('lost');
  readings.ask();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('done');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
});

test('stopped, it reads nothing any more, until it is started again', async () => {
  const { readings, asked } = waiting();
  readings.ask();
  readings.ask();
  readings.stop();
  expect(asked[0]?.signal.aborted).toBe(true);
  readings.ask();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(1);
  readings.start();
  readings.ask();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer('lost');
  readings.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
});
