import type { QuickCounts } from './threads.ts';

/** So many lines come into view at a time: no new one can be the line of the only person who was there that day. */
const TOGETHER = 3;

/** What somebody added to their answer, and the ISO date on which they did. */
export type QuickLine = { line: string; day: string };

/**
 * The lines that those who lead a section may read, without names and without the answers that they stood beside. `lines`
 * are as they were when the day began, as `counts` are; the same rules keep both from giving anybody away:
 *
 * - Always fewer lines than the counts by themselves say have answered. So the number of lines tells nothing of any
 *   answer that its count does not, it is never known that all who answered wrote, and where counts are not shown lines
 *   are not.
 * - They come in threes, the oldest days first; what is left over waits for others. Fewer than three are as none.
 * - Each may have stood beside any answer: no count says that nobody gave one.
 * - They are in order of their own letters, which tells neither day nor person.
 *
 * What they cannot hide is a hand or a story that gives its writer away by itself, which the form says.
 */
export function quickLines(counts: QuickCounts, lines: readonly QuickLine[]): string[] {
  const answered = (counts ?? []).reduce((sum, { from }) => sum + from, 0);
  const most = Math.max(0, Math.min(lines.length, answered - 1));
  const shown = most - (most % TOGETHER);
  return [...lines]
    .sort((a, b) => inOrder(a.day, b.day) || inOrder(a.line, b.line))
    .slice(0, shown)
    .map(({ line }) => line)
    .sort(inOrder);
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
