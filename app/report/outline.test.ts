import type { GoalNode, HeadingNode, SectionView } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { entriesOf, flatten } from './outline.ts';

const section = (id: string): SectionView => ({
  id,
  epoch: 0,
  state: 'draft',
  readyFor: 'approver',
  mode: 'comment',
  writers: { groups: [], controllers: false },
  deputies: [],
  lastAct: null,
  approval: null,
  fingerprint: null,
  mayRestore: false,
  missing: [],
  rights: {
    read: true,
    comment: 'report',
    write: false,
    editFacts: false,
    setStatus: false,
    open: false,
    markReady: false,
    approve: false,
    reopen: false,
    dissent: false,
  },
  fields: [],
});

function goal(id: string, level: GoalNode['level'], rest: Partial<GoalNode> = {}): GoalNode {
  return {
    kind: 'goal',
    id,
    level,
    number: null,
    title: `Mål ${id}`,
    status: null,
    reference: null,
    inherited: null,
    section: null,
    indicators: [],
    activities: [],
    children: [],
    ...rest,
  };
}

function heading(id: string, rest: Partial<HeadingNode> = {}): HeadingNode {
  return {
    kind: 'heading',
    id,
    title: `Rubrik ${id}`,
    level: 1,
    contains: 'content',
    section: section(id),
    tables: [],
    children: [],
    ...rest,
  };
}

describe('the tree', () => {
  const own = goal('u', 'unit', { section: section('u') });
  const outline = [
    heading('s'),
    heading('m', {
      contains: 'goals',
      section: null,
      children: [
        goal('d', 'direction', {
          number: '1',
          children: [goal('a', 'area', { children: [goal('b', 'board', { children: [own] })] })],
        }),
      ],
    }),
    heading('e', { children: [heading('e1')] }),
  ];

  test('a board goal without a room and the heading of the goals step back', () => {
    const lines = flatten(entriesOf(outline)).map(({ look, anchor }) => `${look} ${anchor}`);
    expect(lines).toEqual(['top a-s', 'top a-d', 'area a-a', 'own a-u', 'top a-e', 'sub a-e1']);
  });

  test('a board goal in which the unit writes stands in the tree', () => {
    const board = goal('b', 'board', { section: section('b'), children: [own] });
    expect(flatten(entriesOf([board])).map(({ look }) => look)).toEqual(['board', 'own']);
  });

  test('a goal that only refers is called by what it says', () => {
    const refers = goal('u', 'unit', { title: null, reference: { raw: 'Se målet under 1.2.', goal: null } });
    expect(entriesOf([refers])[0]?.title).toBe('Se målet under 1.2.');
  });
});
