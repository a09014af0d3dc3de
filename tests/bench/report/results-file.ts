import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CONTESTANTS } from '../contestants/all.ts';
import { IS_MEASURED } from '../system/proc.ts';
import type { ScenarioSummary } from './summary.ts';
import { barText, tableOf } from './words.ts';

const FILE = path.join(import.meta.dirname, '../RESULTS.md');

const HEADING = '# The sync server beside others';

/** Replaces what was kept of the servers. It names the machine by its kind, never by its paths or its name. */
export function writeResults(
  summaries: ScenarioSummary[],
  { reps, postgres }: { reps: number; postgres: string | null },
): void {
  const [cpu] = os.cpus();
  const parts = [
    HEADING,
    [
      `Written by \`npm run bench -- sync --write\` on ${new Date().toISOString().slice(0, 10)}:`,
      `${reps} repetitions, interleaved; medians, with the spread in brackets;`,
      `ratios to Hocuspocus in the same repetition.`,
      `Machine: ${os.availableParallelism()} processors (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()};`,
      `Node ${process.versions.node}${postgres ? `, PostgreSQL ${postgres}` : ''}.`,
      'One delivery is one typed character that arrives at one other client.',
      IS_MEASURED
        ? 'CPU is user and system time of the server and its children, and of PostgreSQL with all its backends.'
        : 'CPU and memory are not measured on this system.',
      'Load, server and database share the machine, so latencies are for comparison.',
    ].join(' '),
    CONTESTANTS.map(({ name, about }) => `- \`${name}\`: ${about}`).join('\n'),
    ...summaries.map(sectionOf),
  ];
  replacePart(HEADING, parts.join('\n\n'));
}

/** Puts a part in place of what stands under the same first heading; the others stay, and a new one comes last. */
export function replacePart(heading: string, part: string): void {
  const kept = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=# )/m) : [];
  const at = kept.findIndex((each) => each.startsWith(`${heading}\n`));
  const others = kept.map((each) => each.trimEnd());
  const parts = at === -1 ? [...others, part] : others.with(at, part);
  writeFileSync(FILE, `${parts.join('\n\n')}\n`);
}

function sectionOf(summary: ScenarioSummary): string {
  const { head, lines } = tableOf(summary);
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  const rule = `|---${'|---:'.repeat(head.length - 1)}|`;
  return [
    `## ${summary.scenario.title}`,
    `${summary.scenario.method}.`,
    [line(head), rule, ...lines.map(line)].join('\n'),
    summary.bars.map((bar) => `- ${barText(bar)}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
