import { describe, expect, it } from 'vitest';
import { account, ground, HOME, LAKE, planOf, problemsOf, staff } from './roster.testing.ts';

const SAM = 'Sam Lind | sam@a.example | 070-123 45 67 | Enheten för hemnära stöd | Nattgruppen |';

describe('somebody who is here', () => {
  const here = account('a', {
    email: 'Sam@a.example',
    mobile: '+46701234567',
    roles: [staff('r', HOME, 'g-night')],
  });

  it('is another when only the number is the same and nothing else is', () => {
    const plan = planOf(ground({ accounts: [here] }), 'Eva Al | | 0701234567 | Sjöhagens boende | |');
    expect(plan.wrong[0]?.problems).toEqual([{ is: 'mobile-taken', name: 'Sam Lind' }]);
    const two = ground({ accounts: [here, account('b', { name: 'Eva Al', email: 'eva@a.example' })] });
    expect(problemsOf(planOf(two, 'Eva Al | eva@a.example | 0701234567 | Sjöhagens boende | |'))).toEqual({
      2: ['mobile-taken'],
    });
  });

  it('keeps a number with more names, but does not hand it on to a namesake in part', () => {
    const holder = account('a', { name: 'Sam Lind', mobile: '+46701234567', roles: [staff('r', HOME)] });
    const named = (name: string) =>
      planOf(ground({ accounts: [holder] }), `${name} | | 0701234567 | Enheten för hemnära stöd | |`);
    expect(named('Sam Erik Lind-Ek').people).toMatchObject([
      { accountId: 'a', set: { name: 'Sam Erik Lind-Ek' } },
    ]);
    for (const other of ['Eva Lind', 'Sam Berg', 'Sam']) {
      expect(named(other).wrong[0]?.problems).toEqual([{ is: 'mobile-taken', name: 'Sam Lind' }]);
    }
  });

  it('and has left is not found by name, so that no namesake gets the account', () => {
    const past = { ...staff('r', HOME), to: '2026-10-31' };
    const left = [
      account('a', { username: 'lind-1000', closed: true, roles: [staff('r', HOME)] }),
      account('a', { username: 'lind-1000', roles: [past] }),
    ];
    for (const one of left) {
      const found = (row: string) => planOf(ground({ accounts: [one] }), row).people[0]?.accountId;
      expect(found('Sam Lind | | | Enheten för hemnära stöd | |')).toBeNull();
      expect(found(SAM)).toBeNull();
    }
    const moved = account('a', { username: 'lind-1000', roles: [past, staff('s', LAKE)] });
    const back = planOf(ground({ accounts: [moved] }), 'Sam Lind | | | Enheten för hemnära stöd | |');
    expect(back.people[0]?.accountId).toBe('a');
  });

  it('without address and number is known by name within the unit, when only one has it', () => {
    const one = account('a', { username: 'sam.lind', roles: [staff('r', HOME)] });
    const row = 'Sam Lind | | | Enheten för hemnära stöd | |';
    expect(planOf(ground({ accounts: [one] }), row).people[0]).toMatchObject({
      accountId: 'a',
      is: 'unchanged',
    });
    const two = ground({ accounts: [one, account('b', { roles: [staff('s', HOME)] })] });
    expect(problemsOf(planOf(two, row))).toEqual({ 2: ['same-name'] });
    expect(planOf(ground({ accounts: [one] }), row.replace(HOME.name, LAKE.name)).people[0]?.is).toBe('new');
  });

  it('without address and number gets them by name, when only one has it', () => {
    const one = account('a', { username: 'sam.lind', roles: [staff('r', HOME, 'g-night')] });
    const plan = planOf(ground({ accounts: [one] }), SAM);
    expect(plan.people).toMatchObject([
      { accountId: 'a', is: 'changed', set: { email: 'sam@a.example', mobile: '+46701234567' } },
    ]);
    const accountsOf = (given: ReturnType<typeof ground>, ...lines: string[]) =>
      planOf(given, ...lines).people.map(({ accountId }) => accountId);
    const namesake = 'Sam Lind | sam2@a.example | | Enheten för hemnära stöd | |';
    expect(accountsOf(ground({ accounts: [one] }), SAM, namesake)).toEqual([null, null]);
    const another = account('b', { email: 'b@a.example', roles: [staff('s', HOME)] });
    expect(accountsOf(ground({ accounts: [one, another] }), SAM)).toEqual([null]);
    expect(accountsOf(ground({ accounts: [another] }), SAM)).toEqual([null]);
  });
});
