import { describe, expect, test } from 'vitest';
import { Owners } from './owners.ts';

const under = (client: number) => [{ client, from: 0, to: 1 }];

describe('whose an id is', () => {
  test('is decided by who used it first, and told once', () => {
    const owners = new Owners(new Map([[1, 'eva']]));
    expect(owners.claim(under(1), 'bo')).toBe(false);
    expect(owners.claim([...under(2), ...under(1)], 'eva')).toBe(true);
    expect(owners.claim(under(2), 'eva')).toBe(true);
    expect(owners.takeFresh()).toEqual([{ client: 2, accountId: 'eva' }]);
    expect(owners.takeFresh()).toEqual([]);
  });

  test('is kept for who was only present, however many ids a colleague is present under', () => {
    const owners = new Owners(new Map());
    owners.saw(50, 'eva');
    for (let client = 1000; client < 11_000; client++) owners.saw(client, 'bo');
    expect(owners.claim(under(50), 'bo')).toBe(false);
    expect(owners.claim(under(50), 'eva')).toBe(true);
    // Of one's own the oldest are forgotten.
    expect(owners.isFree(1000, 'eva')).toBe(true);
    expect(owners.isFree(10_999, 'eva')).toBe(false);
  });
});
