import { expect, test } from 'vitest';
import { createNamelessLimiter, NAMELESS_A_DAY } from './nameless-limiter.ts';

const EVENING = new Date('2026-01-21T23:50:00+01:00');
const PAST_MIDNIGHT = new Date('2026-01-22T00:01:00+01:00');

test('gives each person some turns a day, and back what was not used', () => {
  const limiter = createNamelessLimiter();
  for (let turn = 1; turn < NAMELESS_A_DAY; turn++) expect(limiter.take('nils', EVENING)).not.toBeNull();
  limiter.take('nils', EVENING)?.();
  expect(limiter.take('nils', EVENING)).not.toBeNull();
  expect(limiter.take('nils', EVENING)).toBeNull();
  expect(limiter.take('ebba', EVENING)).not.toBeNull();
});

test('forgets at midnight in Stockholm', () => {
  const limiter = createNamelessLimiter();
  for (let turn = 0; turn < NAMELESS_A_DAY; turn++) limiter.take('nils', EVENING);
  limiter.turn(EVENING);
  expect(limiter.take('nils', EVENING)).toBeNull();
  limiter.turn(PAST_MIDNIGHT);
  expect(limiter.take('nils', PAST_MIDNIGHT)).not.toBeNull();
});
