import { checkAll } from './check.ts';
import { installCompetitors } from './competitors/install.ts';
import type { CheckOptions, PageOptions, SyncOptions } from './options.ts';
import { commands } from './options.ts';
import { measurePage } from './page/measure.ts';
import { PAGE_HEADING, pageReport } from './report/page-report.ts';
import { printReport } from './report/print.ts';
import { replacePart, writeResults } from './report/results-file.ts';
import { summarise } from './report/summary.ts';
import { measure, openClusters } from './runner.ts';
import { isLeaving, leave, leaveOnSignals } from './system/leaving.ts';
import { IS_MEASURED } from './system/proc.ts';

async function sync({ scenario, only, reps, write, env, node }: SyncOptions): Promise<void> {
  if (!IS_MEASURED) console.error('CPU and memory are read from /proc, and are not measured on this system.');
  const clusters = await openClusters(only);
  const contestants = await checkAll(only, clusters, console.error);
  const began = performance.now();
  const runs = await measure({
    scenarios: scenario,
    contestants,
    repetitions: reps,
    clusters,
    extra: { env, nodeOptions: node },
    tell: console.error,
  });
  const summary = summarise(scenario, contestants, runs);
  printReport(summary);
  const [cluster] = clusters.values();
  if (write) writeResults(summary, { reps, postgres: cluster?.version ?? null });
  console.error(`\nDone in ${Math.round((performance.now() - began) / 60_000)} minutes.`);
  const expected = reps * scenario.reduce((sum, { fits }) => sum + only.filter(fits).length, 0);
  if (runs.length < expected)
    throw new Error(`${expected - runs.length} of ${expected} runs failed, see above`);
}

async function page({ comments, reps, write }: PageOptions): Promise<void> {
  console.error(`— the page with ${comments} comments`);
  const report = pageReport(await measurePage({ comments, reps, tell: console.error }), comments);
  console.log(`\n${report}`);
  if (write) replacePart(PAGE_HEADING, report);
}

async function check({ only }: CheckOptions): Promise<void> {
  const passed = await checkAll(only, await openClusters(only), console.log);
  if (passed.length < only.length) throw new Error('Not with all of them, see above');
}

/** The competitors are fetched when they are needed. */
const prepared =
  <T extends { only: { name: string }[] }>(work: (options: T) => Promise<void>) =>
  (options: T): Promise<void> => {
    if (options.only.some(({ name }) => name === 'hocuspocus' || name === 'y-websocket-server'))
      installCompetitors();
    return work(options);
  };

leaveOnSignals();
commands(page, prepared(sync), prepared(check))
  .parseAsync()
  .then(
    () => 0,
    (error: unknown) => {
      if (!isLeaving()) console.error(error instanceof Error ? error.message : error);
      return 1;
    },
  )
  .then(async (code) => {
    await leave();
    process.exit(code);
  });
