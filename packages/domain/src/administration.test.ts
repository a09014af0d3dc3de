import { describe, expect, test } from 'vitest';
import { administeredBy, administers, mayActOnAccount, mayAdminister } from './administration.ts';
import type { Actor, Role } from './roles.ts';

const HERE = 'a1';
const THERE = 'a2';

function actor(...held: [Role, string][]): Actor {
  const assignments = held.map(([role, administrationId]) => ({
    role,
    administrationId,
    unitId: role === 'administrator' ? null : 'u1',
    workGroupIds: [],
  }));
  return { accountId: 'p1', assignments };
}

const administrator = actor(['administrator', HERE]);
const here = { administrationId: HERE };
const there = { administrationId: THERE };

describe('administering', () => {
  test('is of the administration where one is administrator, whatever else one is elsewhere', () => {
    const both = actor(['administrator', HERE], ['manager', THERE]);
    expect(administeredBy(both)).toEqual([HERE]);
    expect(administers(both, HERE)).toBe(true);
    expect(administers(both, THERE)).toBe(false);
    expect(administers(actor(['manager', HERE], ['superior', HERE]), HERE)).toBe(false);
  });

  test.each([
    ['only here', [here, here], true, true],
    ['here and elsewhere', [here, there], true, false],
    ['only elsewhere', [there], false, false],
    ['nowhere', [], false, false],
  ])('of a person with roles %s', (_where, roles, knows, acts) => {
    expect(mayAdminister(administrator, roles)).toBe(knows);
    expect(mayActOnAccount(administrator, roles)).toBe(acts);
  });

  test('of an account in two administrations takes both', () => {
    const both = actor(['administrator', HERE], ['administrator', THERE]);
    expect(mayActOnAccount(both, [here, there])).toBe(true);
  });
});
