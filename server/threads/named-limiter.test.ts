import { expect, test } from 'vitest';
import { NAMED_A_MINUTE, NamedLimiter } from './named-limiter.ts';

test('lets a person say much, and no more, and gives back what was not said', async () => {
  const limiter = new NamedLimiter();
  for (let turn = 1; turn < NAMED_A_MINUTE; turn++) expect(await limiter.take('nils')).not.toBeNull();
  (await limiter.take('nils'))?.();
  expect(await limiter.take('nils')).not.toBeNull();
  expect(await limiter.take('nils')).toBeNull();
  expect(await limiter.take('ebba')).not.toBeNull();
});
