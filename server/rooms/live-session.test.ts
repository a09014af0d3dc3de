import type { Actor, Assignment } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { isSameActor } from './live-session.ts';

const staff: Assignment = {
  role: 'staff',
  administrationId: 'a',
  unitId: 'u',
  workGroupIds: ['dag', 'natt'],
};
const deputy: Assignment = { role: 'deputy', administrationId: 'a', unitId: 'v', workGroupIds: [] };
const actor = (...assignments: Assignment[]): Actor => ({ accountId: 'p', assignments });

describe('what somebody may, as far as roles decide it', () => {
  it('is the same in whatever order it comes', () => {
    const turned = { ...staff, workGroupIds: ['natt', 'dag'] };
    expect(isSameActor(actor(staff, deputy), actor(deputy, turned))).toBe(true);
  });

  it.each<[string, Actor]>([
    ['a role more', actor(staff, deputy, deputy)],
    ['a role less', actor(staff)],
    ['another role', actor(staff, { ...deputy, role: 'manager' })],
    ['another unit', actor(staff, { ...deputy, unitId: 'u' })],
    ['no unit', actor(staff, { ...deputy, unitId: null })],
    ['another administration', actor(staff, { ...deputy, administrationId: 'b' })],
    ['a group less', actor({ ...staff, workGroupIds: ['dag'] }, deputy)],
    ['another person', { ...actor(staff, deputy), accountId: 'q' }],
  ])('is not the same with %s', (_name, other) => {
    expect(isSameActor(actor(staff, deputy), other)).toBe(false);
  });
});
