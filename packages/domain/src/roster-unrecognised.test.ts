import { expect, it } from 'vitest';
import { account, ground, HOME, planOf, staff } from './roster.testing.ts';

const SAM = 'Sam Lind | sam@a.example | 070-123 45 67 | Enheten för hemnära stöd | Nattgruppen |';

it('with a protected identity and no row may be anybody who is new in the unit', () => {
  const hidden = account('a', { name: '', email: 'sam@a.example', roles: [staff('r', HOME)] });
  const unproven = (accounts: (typeof hidden)[], ...lines: string[]) => {
    const plan = planOf(ground({ accounts }), ...lines);
    return [plan.unrecognised, plan.unproven];
  };
  const home = [{ unitId: HOME.id, people: 1 }];
  const eva = 'Eva Al | eva@a.example | | Enheten för hemnära stöd | |';
  const bo = account('b', { name: 'Bo Ek', email: 'bo@a.example', roles: [staff('s', HOME)] });
  expect(unproven([hidden], eva, 'Sam Lind | | | Enheten för hemnära stöd | |')).toEqual([home, 2]);
  expect(unproven([hidden, bo], 'Bo Ek | bo@a.example | | Enheten för hemnära stöd | |')).toEqual([home, 0]);
  expect(unproven([hidden], eva, SAM)).toEqual([[], 0]);
  expect(unproven([hidden], 'Eva Al | | | Sjöhagens boende | |')).toEqual([[], 0]);
  expect(unproven([{ ...hidden, closed: true }], eva)).toEqual([[], 0]);
  const past = { ...staff('r', HOME), to: '2026-10-31' };
  expect(unproven([{ ...hidden, roles: [past] }], eva)).toEqual([[], 0]);
});
