import { describe, expect, it } from 'vitest';
import { quickCounts } from './quick-counts.ts';

function counted(members: number, a: number, b: number, c: number) {
  return quickCounts(members, { true: a, 'not-here': b, 'not-understood': c });
}

describe('how a section was answered', () => {
  it('is not told in a group of fewer than eight', () => {
    expect(counted(7, 3, 2, 0)).toBeNull();
    expect(counted(8, 3, 2, 0)).not.toBeNull();
  });

  it('is told exactly, but for the few', () => {
    expect(counted(20, 11, 4, 1)).toEqual([
      { answer: 'true', from: 11, to: 11 },
      { answer: 'not-here', from: 4, to: 4 },
      { answer: 'not-understood', from: 0, to: 2 },
    ]);
  });

  it('tells nobody and one alike', () => {
    expect(counted(12, 0, 0, 0)).toEqual(counted(12, 1, 2, 0));
  });

  it('says only what most say when hardly anybody is left', () => {
    expect(counted(9, 9, 0, 0)).toEqual([
      { answer: 'true', from: 5, to: 9 },
      { answer: 'not-here', from: 0, to: 4 },
      { answer: 'not-understood', from: 0, to: 4 },
    ]);
  });

  it('holds what is true', () => {
    for (const { members, cells } of everything(8, 20)) {
      const shown = counted(members, ...cells) ?? [];
      for (const [at, cell] of shown.entries()) {
        expect(cell.from).toBeLessThanOrEqual(cells[at] ?? -1);
        expect(cell.to).toBeGreaterThanOrEqual(cells[at] ?? members + 1);
      }
    }
  });
});

/** Somebody who knows the size of the group and this very rule, and tries each way in which the group can have answered. */
it('gives away no cell that is nobody or everybody, by any combination of what is shown', () => {
  for (let members = 8; members <= 24; members++) {
    const alike = new Map<string, number[][]>();
    for (const { cells } of everything(members, members)) {
      const shown = JSON.stringify(counted(members, ...cells));
      const silent = members - cells.reduce((sum, cell) => sum + cell, 0);
      alike.set(shown, [...(alike.get(shown) ?? []), [...cells, silent]]);
    }
    for (const [shown, possible] of alike) {
      for (let at = 0; at < 4; at++) {
        const between = possible.some((all) => (all[at] ?? 0) > 0 && (all[at] ?? members) < members);
        expect(between, `${members}: ${shown} gives away cell ${at}`).toBe(true);
      }
    }
  }
});

function everything(least: number, most: number) {
  const all: { members: number; cells: [number, number, number] }[] = [];
  for (let members = least; members <= most; members++) {
    for (let a = 0; a <= members; a++) {
      for (let b = 0; a + b <= members; b++) {
        for (let c = 0; a + b + c <= members; c++) all.push({ members, cells: [a, b, c] });
      }
    }
  }
  return all;
}
