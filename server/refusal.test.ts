import { expect, test } from 'vitest';
import { explain, Refusal } from './refusal.ts';

test('a refusal is one line; of a bug what caused it is told as well', () => {
  expect(explain(new Refusal('PORT: taken'))).toBe('PORT: taken');
  const told = explain(new Error('The migration failed', { cause: new Error('permission denied') }));
  expect(told).toContain('The migration failed');
  expect(told).toContain('permission denied');
});
