import type { PairRow } from './preview.ts';

export type Stretch = { kind: 'open' | 'folded'; rows: PairRow[] };

/** A text of at most so many rows is shown whole. */
const WHOLE = 160;
/** Rows on either side of a remark that stay, so that it can be understood. */
const NEIGHBOURS = 3;
/** Fewer rows than this are not worth folding. */
const LEAST = 8;

/** Stretches without remarks fold in a long text, so that what needs an eye is found. */
export function foldQuiet(rows: readonly PairRow[]): Stretch[] {
  if (rows.length <= WHOLE) return [{ kind: 'open', rows: [...rows] }];
  const kept = new Set<number>();
  rows.forEach(({ remarks }, index) => {
    if (remarks.length === 0) return;
    for (let near = index - NEIGHBOURS; near <= index + NEIGHBOURS; near += 1) kept.add(near);
  });
  const stretches: Stretch[] = [];
  rows.forEach((row, index) => {
    const kind = kept.has(index) ? 'open' : 'folded';
    const last = stretches.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else stretches.push({ kind, rows: [row] });
  });
  return stretches.map((stretch) =>
    stretch.kind === 'folded' && stretch.rows.length < LEAST ? { ...stretch, kind: 'open' } : stretch,
  );
}
