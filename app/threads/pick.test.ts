import type { ThreadView } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { bySection, countThreads, isUnanswered, picked } from './pick.ts';
import { thread } from './thread.testing.ts';

const ALL = [
  thread('open'),
  thread('mine', { mine: true, state: 'closed' }),
  thread('fresh', { unread: true, state: 'closed', ofMyGroup: true }),
  thread('hidden', { hidden: { reason: 'Nämner en brukare', day: '2026-11-02' } }),
  thread('late', { forNextPlan: true }),
];
const ids = (threads: ThreadView[]) => threads.map(({ id }) => id);

test('each filter lets its own through, and never takes the active one away', () => {
  expect(ids(picked(ALL, 'all', null))).toEqual(['open', 'fresh', 'hidden', 'late']);
  expect(ids(picked(ALL, 'mine', null))).toEqual(['mine']);
  expect(ids(picked(ALL, 'group', null))).toEqual(['fresh']);
  expect(ids(picked(ALL, 'open', null))).toEqual(['open']);
  expect(ids(picked(ALL, 'fresh', null))).toEqual(['fresh']);
  expect(ids(picked(ALL, 'fresh', 'mine'))).toEqual(['mine', 'fresh']);
});

test('what is hidden, answered or too late waits for nobody', () => {
  expect(ids(ALL.filter(isUnanswered))).toEqual(['open']);
  expect(countThreads(ALL)).toEqual({ all: 5, open: 1, fresh: 1 });
});

test('threads by section, in their order', () => {
  const sections = bySection([thread('a'), thread('b', { sectionId: 'other' }), thread('c')]);
  expect(ids(sections.get('s') ?? [])).toEqual(['a', 'c']);
  expect(ids(sections.get('other') ?? [])).toEqual(['b']);
});
