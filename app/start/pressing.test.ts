import { expect, test } from 'vitest';
import type { WaitingReport } from '../../server/http/context.ts';
import { byUrgency, pressingIn, pressingInAll } from './pressing.ts';

function waiting(
  over: Partial<WaitingReport> & { day?: string | null; kind?: 'VB' | 'T1' } = {},
): WaitingReport {
  const { day = null, kind = 'VB', ...rest } = over;
  return {
    report: {
      id: `${kind}-${day}`,
      kind,
      year: 2026,
      state: 'open',
      lastCommentDay: day,
      ready: 0,
      sections: 3,
      unit: { id: 'u', name: 'Enheten', initials: 'E' },
    },
    write: 0,
    comment: 3,
    mark: 0,
    passOn: 0,
    approve: 0,
    returned: [],
    handIn: false,
    sentBack: null,
    ...rest,
  };
}

const returned = [{ sectionId: 's', title: 'Mål', reason: 'Mer', by: '', role: 'superior' as const, at: '' }];

test('most pressing first, and nothing where nobody waits', () => {
  expect(pressingIn(waiting())).toEqual([]);
  expect(pressingIn(waiting({ returned, approve: 2, passOn: 1 }))).toEqual([
    'Ett avsnitt är tillbaka hos dig.',
    'Ett avsnitt som biträdande chefen har klarmarkerat väntar på dig.',
    'Två avsnitt väntar på att du godkänner dem.',
  ]);
  expect(pressingIn(waiting({ handIn: true }))).toEqual([
    'Alla avsnitt är godkända, så verksamhetsberättelsen kan lämnas in.',
  ]);
  expect(pressingIn(waiting({ handIn: true, kind: 'T1' }))).toEqual([
    'Alla avsnitt är godkända, så tertialrapport 1 kan lämnas in.',
  ]);
});

test('over several reports the counts are added', () => {
  expect(pressingInAll([waiting({ approve: 2 }), waiting({ approve: 3 }), waiting()])).toEqual([
    'Fem avsnitt väntar på att du godkänner dem.',
  ]);
});

test('what came back stands before what waits for approval, and that before a nearer last day', () => {
  const soon = waiting({ day: '2026-11-30' });
  const later = waiting({ day: '2026-12-20' });
  const never = waiting();
  const toApprove = waiting({ day: '2027-01-10', approve: 1 });
  const back = waiting({ returned });
  expect([never, later, toApprove, soon, back].sort(byUrgency)).toEqual([
    back,
    toApprove,
    soon,
    later,
    never,
  ]);
});
