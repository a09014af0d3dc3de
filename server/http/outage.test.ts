import { expect, test } from 'vitest';
import { isOutage, TooSlow, within } from './outage.ts';

function failure(properties: object): Error {
  return Object.assign(new Error('x'), properties);
}

test.each([
  ['a refused connection', failure({ code: 'ECONNREFUSED' }), true],
  ['a socket file that is gone', failure({ code: 'ENOENT', syscall: 'connect' }), true],
  ['a connection that was ended', failure({ code: 'CONNECTION_ENDED' }), true],
  ['a server that shuts down', failure({ code: '57P01' }), true],
  ['too many connections', failure({ code: '53300' }), true],
  ['several addresses that all refuse', new AggregateError([failure({ code: 'ECONNREFUSED' })]), true],
  ['an outage further down', new Error('x', { cause: failure({ code: '08006' }) }), true],
  ['a missing file', failure({ code: 'ENOENT', syscall: 'open' }), false],
  ['a broken rule of the database', failure({ code: '23505' }), false],
  ['a bug', new TypeError('x'), false],
  ['a text', 'ECONNREFUSED', false],
])('%s', (_name, error, expected) => {
  expect(isOutage(error)).toBe(expected);
});

test('an answer that does not come in time is an outage', async () => {
  const late = within(1, new Promise(() => {}));
  await expect(late).rejects.toBeInstanceOf(TooSlow);
  expect(await within(10_000, Promise.resolve(7))).toBe(7);
});
