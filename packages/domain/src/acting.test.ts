import { expect, test } from 'vitest';
import { actsInSection, actsOnReport } from './acting.ts';
import type { ReportFacts, SectionFacts } from './rights.ts';
import type { Actor, Role } from './roles.ts';

const REPORT: ReportFacts = {
  state: 'open',
  unitIds: ['unit'],
  administrationId: 'home',
  approver: 'superior',
};
const SECTION: SectionFacts = {
  state: 'draft',
  readyFor: 'approver',
  mode: 'comment',
  economy: false,
  writers: { workGroupIds: [], controllers: false },
  deputyIds: ['maria'],
};

function person(accountId: string, ...roles: Role[]): Actor {
  const place = { administrationId: 'home', unitId: 'unit', workGroupIds: [] };
  return { accountId, assignments: roles.map((role) => ({ role, ...place })) };
}

test('an act is done in the strongest of the roles that give the right', () => {
  const both = person('maria', 'staff', 'deputy', 'manager');
  expect(actsInSection(both, REPORT, SECTION, 'markReady')).toEqual({ ok: true, role: 'manager' });
  expect(actsInSection(person('maria', 'staff', 'deputy'), REPORT, SECTION, 'markReady')).toEqual({
    ok: true,
    role: 'deputy',
  });
  // The manager of this one does not approve: the superior that they are, too, does.
  const ready: SectionFacts = { ...SECTION, state: 'ready' };
  expect(actsInSection(person('x', 'manager', 'superior'), REPORT, ready, 'approve')).toEqual({
    ok: true,
    role: 'superior',
  });
});

test('what another state would allow is told from what the role never does', () => {
  const superior = person('x', 'superior');
  expect(actsInSection(superior, REPORT, SECTION, 'approve')).toEqual({ ok: false, reason: 'changed' });
  const marked: SectionFacts = { ...SECTION, state: 'ready', readyFor: 'manager' };
  expect(actsInSection(superior, REPORT, marked, 'approve')).toEqual({ ok: false, reason: 'changed' });
  expect(actsInSection(person('x', 'manager'), REPORT, SECTION, 'approve')).toEqual({
    ok: false,
    reason: 'forbidden',
  });
  expect(actsInSection(person('other', 'deputy'), REPORT, SECTION, 'markReady')).toEqual({
    ok: false,
    reason: 'forbidden',
  });
  expect(actsOnReport(person('x', 'superior'), REPORT, [], 'receive')).toEqual({
    ok: false,
    reason: 'changed',
  });
  expect(actsOnReport(person('x', 'staff'), REPORT, [], 'lead')).toEqual({ ok: false, reason: 'forbidden' });
});

test('roles elsewhere open nothing in any state', () => {
  const stranger: Actor = {
    accountId: 'x',
    assignments: [{ role: 'manager', administrationId: 'home', unitId: 'other', workGroupIds: [] }],
  };
  expect(actsInSection(stranger, REPORT, SECTION, 'markReady')).toEqual({ ok: false, reason: 'forbidden' });
});
