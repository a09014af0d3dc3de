import os from 'node:os';
import type { Tasks } from '../page/long-tasks.ts';
import type { Opening, PageRun } from '../page/measure.ts';
import { median } from '../percentiles.ts';

/** What no task may take. */
const BAR_MS = 200;

export const PAGE_HEADING = '# The page with many comments';

/** The part of a report about the page, as Markdown that can also be read as it is. */
export function pageReport(runs: readonly PageRun[], comments: number): string {
  const reference = median(runs.map((run) => run.reference));
  const [first] = runs;
  const rows = (first?.openings ?? []).flatMap(({ who, comments: many }, at) => {
    const all = runs.flatMap(({ openings }) => openings[at] ?? []);
    const title = `${who}, ${many === 0 ? 'no comments' : `${many} comments`}`;
    return MOMENTS.flatMap(({ name, of }) => {
      const tasks = all.flatMap((opening) => of(opening) ?? []);
      return tasks.length === 0 ? [] : [rowOf(`${title}: ${name}`, tasks, reference)];
    });
  });
  const worst = Math.max(
    ...runs.flatMap(({ openings }) =>
      openings
        .filter(({ comments: many }) => many > 0)
        .flatMap(({ opening, scrolling }) => [opening.longest, scrolling.longest]),
    ),
  );
  return [
    PAGE_HEADING,
    [
      `Written by \`npm run bench -- page --write\` on ${new Date().toISOString().slice(0, 10)}:`,
      `the report of the demo in Chromium at 1440 px, opened and scrolled to its foot, ${runs.length} times;`,
      `${comments} comments on one section, half of them on words that overlap.`,
      'A task is what a browser calls long, 50 ms or more: "under 50" is none. Medians, the worst in brackets.',
      `The reference is a job of known weight in an empty page of the same run: ${Math.round(reference)} ms.`,
      `Machine: ${os.availableParallelism()} processors, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}; server, database and browser share it.`,
    ].join(' '),
    [
      '|  | longest task, ms | of the reference | blocking in all, ms |',
      '|---|---:|---:|---:|',
      ...rows,
    ].join('\n'),
    `- longest task with comments, in every run: ${Math.round(worst)} ms, bar at most ${BAR_MS}: ${worst <= BAR_MS ? 'met' : 'not met'}`,
  ].join('\n\n');
}

const MOMENTS: { name: string; of(opening: Opening): Tasks | null }[] = [
  { name: 'opening', of: ({ opening }) => opening },
  { name: 'scrolling', of: ({ scrolling }) => scrolling },
  { name: 'opening a card', of: ({ card }) => card },
];

function rowOf(title: string, tasks: readonly Tasks[], reference: number): string {
  const longest = tasks.map((task) => task.longest);
  const blocking = tasks.map((task) => task.blocking);
  const ratio = median(longest) / reference;
  return `| ${title} | ${spread(longest, 'under 50')} | ${ratio === 0 ? '-' : `${ratio.toFixed(2)}x`} | ${spread(blocking, '0')} |`;
}

function spread(values: readonly number[], none: string): string {
  const text = (value: number) => (value === 0 ? none : Math.round(value).toString());
  const middle = median(values);
  const most = Math.max(...values);
  return middle === most ? text(middle) : `${text(middle)} (${text(most)})`;
}
