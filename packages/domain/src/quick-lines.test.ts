import { describe, expect, it } from 'vitest';
import { quickCounts } from './quick-counts.ts';
import { quickLines } from './quick-lines.ts';
import { QUICK_ANSWERS } from './threads.ts';

type Three = [number, number, number];

function counted(members: number, [a, b, c]: Three) {
  return quickCounts(members, { true: a, 'not-here': b, 'not-understood': c });
}

/** Lines of days, as `d1: b a` has it. */
function given(days: string) {
  return days.split(';').flatMap((part) => {
    const [day = '', ...lines] = part.trim().split(/:?\s+/);
    return lines.map((line) => ({ day, line }));
  });
}

const MANY = counted(40, [20, 8, 0]);

describe('lines beside quick answers', () => {
  it('are shown in threes, the oldest days first, in order of their letters', () => {
    expect(quickLines(MANY, given('d1: f a'))).toEqual([]);
    expect(quickLines(MANY, given('d1: f a; d2: c'))).toEqual(['a', 'c', 'f']);
    expect(quickLines(MANY, given('d1: f a; d2: c; d3: b e'))).toEqual(['a', 'c', 'f']);
    expect(quickLines(MANY, given('d1: f a; d2: c; d3: b e; d4: d'))).toEqual([...'abcdef']);
  });

  it('are shown nowhere that counts are not, and always fewer than the counts say have answered', () => {
    const lines = given('d1: a b c d e f g');
    expect(quickLines(null, lines)).toEqual([]);
    expect(quickLines(counted(12, [2, 2, 2]), lines)).toEqual([]);
    expect(quickLines(counted(12, [3, 2, 0]), lines)).toEqual([]);
    expect(quickLines(counted(12, [6, 1, 0]), lines)).toEqual(['a', 'b', 'c']);
    expect(quickLines(counted(12, [7, 1, 0]), lines)).toEqual([...'abcdef']);
  });

  it('stand in the same order whichever day each was left', () => {
    expect(quickLines(MANY, given('d1: c; d2: b; d3: a'))).toEqual(quickLines(MANY, given('d1: a; d2: b c')));
  });

  it('come into view three at a time as days go by', () => {
    for (let days = 0; days < 24; days++) {
      const lines = Array.from({ length: days + 1 }, (_, at) => ({
        day: `2026-01-${10 + at}`,
        line: `rad ${(at * 7) % 24}`,
      }));
      const before = new Set(quickLines(MANY, lines.slice(0, -1)));
      const after = quickLines(MANY, lines);
      expect([0, 3]).toContain(after.length - before.size);
      expect(after).toEqual(expect.arrayContaining([...before]));
    }
  });
});

/**
 * Somebody who knows the size of the group and these very rules, sees the counts and how many lines there are, and tries
 * each way in which the group can have answered and each of the answers can have had lines.
 */
describe('by any combination of what is shown', () => {
  const worlds = Array.from({ length: 5 }, (_, at) => 8 + at).flatMap(worldsOf);
  const alike = Map.groupBy(worlds, ({ members, counts, lines }) => `${members} ${counts} ${lines}`);

  it('no more is known of an answer than its count tells', () => {
    const byCounts = Map.groupBy(worlds, ({ members, counts }) => `${members} ${counts}`);
    const cellsIn = (those: readonly World[]) => new Set(those.map(({ cells }) => cells.join(' ')));
    for (const those of alike.values()) {
      const [{ members, counts } = { members: 0, counts: '' }] = those;
      expect(cellsIn(those)).toEqual(cellsIn(byCounts.get(`${members} ${counts}`) ?? []));
    }
  });

  it('no line is tied to an answer, and of no answer is it known that all who gave it wrote one, or none', () => {
    let shown = 0;
    for (const [key, those] of alike) {
      if (those[0]?.lines === 0) continue;
      shown += 1;
      for (let at = 0; at < QUICK_ANSWERS.length; at++) {
        const others = ({ wrote }: World) => wrote.some((count, other) => other !== at && count > 0);
        expect(those.some(others), `${key}: all lines are of answer ${at}`).toBe(true);
        const some = ({ wrote }: World) => (wrote[at] ?? 0) > 0;
        expect(those.some(some), `${key}: none is of answer ${at}`).toBe(true);
        const silent = ({ wrote, cells }: World) => (wrote[at] ?? 0) < (cells[at] ?? 0);
        expect(those.some(silent), `${key}: all of answer ${at} wrote`).toBe(true);
      }
    }
    expect(shown).toBeGreaterThan(50);
  });

  it('it is never known that everybody wrote, nor in what shows none that nobody did', () => {
    for (const [key, those] of alike) {
      const wrote = those.map((world) => world.wrote.reduce((sum, count) => sum + count, 0));
      expect(Math.min(...wrote), key).toBeLessThan((those[0]?.members ?? 0) - 1);
      expect(Math.max(...wrote), key).toBeGreaterThan(0);
    }
  });
});

type World = { members: number; cells: Three; wrote: Three; counts: string; lines: number };

function worldsOf(members: number): World[] {
  return triples([members, members, members], members).flatMap((cells) => {
    const counts = counted(members, cells);
    return triples(cells, members).map((wrote) => {
      const all = wrote.reduce((sum, count) => sum + count, 0);
      const given = Array.from({ length: all }, (_, at) => ({ day: '2026-01-21', line: String(at) }));
      return {
        members,
        cells,
        wrote,
        counts: JSON.stringify(counts),
        lines: quickLines(counts, given).length,
      };
    });
  });
}

/** All triples whose parts are at most those given, and whose sum is at most `most`. */
function triples([a, b, c]: Three, most: number): Three[] {
  const all: Three[] = [];
  for (let x = 0; x <= a; x++)
    for (let y = 0; y <= b; y++) for (let z = 0; z <= c; z++) if (x + y + z <= most) all.push([x, y, z]);
  return all;
}
