import { expect, test } from 'vitest';
import { REPORT_STATES, SECTION_STATES } from './report.ts';
import {
  commentsClosed,
  handedOver,
  marked,
  opened,
  reopenedFrom,
  sentBack,
  stateOn,
} from './transitions.ts';

test('a report is open through its last day, and closed for comments from the next', () => {
  expect(stateOn('open', '2027-01-22', '2027-01-22')).toBe('open');
  expect(stateOn('open', '2027-01-22', '2027-01-23')).toBe('closing');
  expect(stateOn('open', null, '2027-01-23')).toBe('open');
  for (const state of ['draft', 'closing', 'submitted', 'adopted'] as const) {
    expect(stateOn(state, '2027-01-22', '2027-01-23')).toBe(state);
  }
});

test('what follows from what for a report', () => {
  const from = (next: (state: (typeof REPORT_STATES)[number]) => string | null) =>
    Object.fromEntries(REPORT_STATES.map((state) => [state, next(state)]));
  const nowhere = { draft: null, open: null, closing: null, submitted: null, adopted: null };
  expect(from(opened)).toEqual({ ...nowhere, draft: 'open', open: 'open', closing: 'open' });
  expect(from(commentsClosed)).toEqual({ ...nowhere, open: 'closing' });
  expect(from(handedOver)).toEqual({ ...nowhere, open: 'submitted', closing: 'submitted' });
  expect(from(sentBack)).toEqual({ ...nowhere, submitted: 'closing' });
});

test("a deputy's mark waits for the manager, the manager's for the one who approves", () => {
  expect(marked('deputy')).toEqual({ state: 'ready', readyFor: 'manager' });
  expect(marked('manager')).toEqual({ state: 'ready', readyFor: 'approver' });
});

test('only what was shut is reopened', () => {
  expect(Object.fromEntries(SECTION_STATES.map((state) => [state, reopenedFrom(state)]))).toEqual({
    draft: null,
    ready: 'reopened',
    approved: 'reopened',
    reopened: null,
  });
});
