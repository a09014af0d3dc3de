import type { ScenarioSummary } from './summary.ts';
import { barText, tableOf } from './words.ts';

/** To standard output, in columns. */
export function printReport(summaries: ScenarioSummary[]): void {
  for (const summary of summaries) {
    const { head, lines } = tableOf(summary);
    const widths = head.map((_, column) =>
      Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
    );
    const lineUp = (cells: string[]) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd();
    console.log(`\n${summary.scenario.title}\n${summary.scenario.method}\n`);
    for (const line of [head, ...lines]) console.log(lineUp(line));
    if (summary.bars.length > 0) console.log('');
    for (const bar of summary.bars) console.log(barText(bar));
  }
}
