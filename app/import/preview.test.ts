import { describe, expect, test } from 'vitest';
import { foldQuiet } from './fold.ts';
import type { PairRow } from './preview.ts';
import { groupClaims } from './preview.ts';

const claim = (from: number, to: number, node: string, part: string) => ({
  lines: [from, to] as [number, number],
  node,
  part,
});

describe('rows of source beside structure', () => {
  test('label, title and status are one thing, and so are a field and its text', () => {
    const groups = groupClaims([
      claim(1, 1, 'g1', 'label'),
      claim(3, 3, 'g1', 'title'),
      claim(5, 5, 'g1', 'status'),
      claim(7, 7, 'g1', 'fields.analysis'),
      claim(9, 11, 'g1', 'fields.analysis'),
    ]);
    expect(groups).toEqual([
      { node: 'g1', part: 'head', from: 1, to: 5 },
      { node: 'g1', part: 'fields.analysis', from: 7, to: 11 },
    ]);
  });

  test('an analysis inside a table stays with the table; another goal begins another row', () => {
    const groups = groupClaims([
      claim(1, 1, 'g1', 'table head'),
      claim(2, 3, 'g1', 'table'),
      claim(3, 3, 'g1', 'analysis'),
      claim(4, 4, 'g1', 'table'),
      claim(6, 6, 'g2', 'label'),
    ]);
    expect(groups.map(({ node, part, from, to }) => [node, part, from, to])).toEqual([
      ['g1', 'table', 1, 4],
      ['g2', 'head', 6, 6],
    ]);
  });
});

describe('folding what has nothing to look at', () => {
  const row = (from: number, remarks = 0): PairRow => ({
    from,
    to: from,
    source: [],
    understood: null,
    remarks: Array.from({ length: remarks }, () => ({
      text: '',
      reason: '',
      severity: 'uncertain' as const,
    })),
  });
  const rows = (count: number, remarkAt: number) =>
    Array.from({ length: count }, (_, index) => row(index + 1, index + 1 === remarkAt ? 1 : 0));

  test('a short text is shown whole', () => {
    expect(foldQuiet(rows(20, 3)).every((stretch) => stretch.kind === 'open')).toBe(true);
  });

  test('in a long one the neighbours of a remark stay, the rest folds; nothing is lost', () => {
    const stretches = foldQuiet(rows(400, 200));
    expect(stretches.map(({ kind, rows: own }) => [kind, own[0]?.from, own.at(-1)?.from])).toEqual([
      ['folded', 1, 196],
      ['open', 197, 203],
      ['folded', 204, 400],
    ]);
  });
});
