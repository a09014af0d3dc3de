import os from 'node:os';
import type { Tasks } from '../page/long-tasks.ts';
import type { Opening, PageRun } from '../page/measure.ts';
import { median } from '../percentiles.ts';

/** What no task may take. */
const BAR_MS = 200;

export const PAGE_HEADING = '# The page with many comments';

/** The part of a report about the page, as Markdown that can also be read as it is. */
export function pageReport(runs: readonly PageRun[], comments: number): string {
  const reference = {
    longest: median(runs.map((run) => run.reference.longest)),
    worked: median(runs.map((run) => run.reference.worked)),
  };
  const [first] = runs;
  const rows = (first?.openings ?? []).flatMap(({ who, comments: many }, at) => {
    const all = runs.flatMap(({ openings }) => openings[at] ?? []);
    const title = `${who}, ${many === 0 ? 'no comments' : `${many} comments`}`;
    return MOMENTS.flatMap(({ name, of }) => {
      const tasks = all.flatMap((opening) => of(opening) ?? []);
      return tasks.length === 0 ? [] : [rowOf(`${title}: ${name}`, tasks, reference.worked)];
    });
  });
  const head = ['', 'longest task, ms', 'of work in a task, ms', 'of the reference', 'blocking in all, ms'];
  return [
    PAGE_HEADING,
    [
      `Written by \`npm run bench -- page --write\` on ${new Date().toISOString().slice(0, 10)}:`,
      `the report of the demo in Chromium at 1440 px, opened and scrolled to its foot, ${runs.length} times;`,
      `${comments} comments on one section, half of them on words that overlap.`,
      'A task is one of the main thread, by the clock and by what it had of the processor. Medians, the worst in brackets.',
      `The reference is a job of known weight in an empty page of the same run: ${Math.round(reference.longest)} ms by the clock, ${Math.round(reference.worked)} of work.`,
      `Machine: ${os.availableParallelism()} processors, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}; server, database and browser share it.`,
      `Its load at the end was ${os.loadavg()[0]?.toFixed(1)}: beyond ${os.availableParallelism()} the clock tells of what else runs on it, and the work alone is the page's.`,
    ].join(' '),
    [`| ${head.join(' | ')} |`, `|---${'|---:'.repeat(head.length - 1)}|`, ...rows].join('\n'),
    [verdict(runs, 'by the clock', 'longest'), verdict(runs, 'of work', 'worked')].join('\n'),
  ].join('\n\n');
}

const MOMENTS: { name: string; of(opening: Opening): Tasks | null }[] = [
  { name: 'opening', of: ({ opening }) => opening },
  { name: 'scrolling', of: ({ scrolling }) => scrolling },
  { name: 'opening a card', of: ({ card }) => card },
];

function rowOf(title: string, tasks: readonly Tasks[], reference: number): string {
  const worked = tasks.map((task) => task.worked);
  const cells = [
    title,
    spread(tasks.map((task) => task.longest)),
    spread(worked),
    `${(median(worked) / reference).toFixed(2)}x`,
    spread(tasks.map((task) => task.blocking)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function spread(values: readonly number[]): string {
  const [middle, most] = [Math.round(median(values)), Math.round(Math.max(...values))];
  return middle === most ? `${middle}` : `${middle} (${most})`;
}

/** Of the median run, opening and scrolling with comments. */
function verdict(runs: readonly PageRun[], how: string, by: 'longest' | 'worked'): string {
  const worst = runs.map(({ openings }) => {
    const filled = openings.filter(({ comments }) => comments > 0);
    return Math.max(...filled.flatMap(({ opening, scrolling }) => [opening[by], scrolling[by]]));
  });
  const ms = Math.round(median(worst));
  return `- longest task in opening and scrolling with comments, ${how}: ${ms} ms, bar at most ${BAR_MS}: ${ms <= BAR_MS ? 'met' : 'not met'}`;
}
