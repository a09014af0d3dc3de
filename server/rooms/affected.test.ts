import { describe, expect, it } from 'vitest';
import { Affected, type Concern } from './affected.ts';

const affectedBy = (...concerns: Concern[]) => {
  const affected = new Affected();
  for (const concern of concerns) affected.add(concern);
  return affected;
};

const mine = { sessionId: 'session 1', accountId: 'account 1' };

describe('whom changes concern', () => {
  it('is nobody at first', () => {
    const affected = affectedBy();
    expect(affected.isEmpty).toBe(true);
    expect(affected.hasSession(mine) || affected.hasSection('s') || affected.hasReport('r', ['u'])).toBe(
      false,
    );
  });

  it.each<[string, Concern, { session: boolean; section: boolean; report: boolean }]>([
    ['its session', { of: 'session', id: 'session 1' }, { session: true, section: false, report: false }],
    [
      'another session',
      { of: 'session', id: 'session 2' },
      { session: false, section: false, report: false },
    ],
    ['its account', { of: 'account', id: 'account 1' }, { session: true, section: false, report: false }],
    [
      'another account',
      { of: 'account', id: 'account 2' },
      { session: false, section: false, report: false },
    ],
    [
      'its section',
      { of: 'section', id: 's', reportId: 'r' },
      { session: false, section: true, report: true },
    ],
    [
      'its neighbour',
      { of: 'section', id: 't', reportId: 'r' },
      { session: false, section: false, report: true },
    ],
    ['an opening', { of: 'opening', sectionId: 's' }, { session: false, section: true, report: false }],
    // Which sections a report has is not known here: all of them are looked at.
    ['its report', { of: 'report', id: 'r' }, { session: false, section: true, report: true }],
    ['another report', { of: 'report', id: 'q' }, { session: false, section: true, report: false }],
    ['an act on its report', { of: 'revision', id: 'r' }, { session: false, section: false, report: true }],
    ['its unit', { of: 'unit', id: 'u' }, { session: false, section: true, report: true }],
    ['another unit', { of: 'unit', id: 'v' }, { session: false, section: true, report: false }],
    ['everything', { of: 'everything' }, { session: true, section: true, report: true }],
  ])('%s', (_name, concern, { session, section, report }) => {
    const affected = affectedBy(concern);
    expect(affected.isEmpty).toBe(false);
    expect(affected.hasSession(mine)).toBe(session);
    expect(affected.hasSection('s')).toBe(section);
    expect(affected.hasReport('r', ['u'])).toBe(report);
    const later = affectedBy();
    later.addAll(affected);
    expect(later).toEqual(affected);
  });

  it('is a report whose unit is not known, when any unit changed', () => {
    expect(affectedBy({ of: 'unit', id: 'v' }).hasReport('r', null)).toBe(true);
  });
});
