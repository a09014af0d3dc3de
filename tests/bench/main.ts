import { checkAll } from './check.ts';
import { installCompetitors } from './competitors/install.ts';
import type { CheckOptions, SyncOptions } from './options.ts';
import { commands } from './options.ts';
import { printReport } from './report/print.ts';
import { writeResults } from './report/results-file.ts';
import { summarise } from './report/summary.ts';
import { measure, openClusters } from './runner.ts';
import { leave, leaveOnSignals } from './system/leaving.ts';

async function sync({ scenario, only, reps, write, env, node }: SyncOptions): Promise<void> {
  const clusters = await openClusters(only);
  await checkAll(only, clusters, console.error);
  const extra = { env, nodeOptions: node };
  const began = performance.now();
  const measurement = {
    scenarios: scenario,
    contestants: only,
    repetitions: reps,
    clusters,
    extra,
    tell: console.error,
  };
  const runs = await measure(measurement);
  const summary = summarise(scenario, only, runs);
  printReport(summary);
  const [cluster] = clusters.values();
  if (write) writeResults(summary, { reps, postgres: cluster?.version ?? null });
  console.error(`\nDone in ${Math.round((performance.now() - began) / 60_000)} minutes.`);
  const expected = scenario.reduce((sum, { fits }) => sum + only.filter(fits).length, 0) * reps;
  if (runs.length < expected)
    throw new Error(`${expected - runs.length} of ${expected} runs failed; see above.`);
}

async function check({ only }: CheckOptions): Promise<void> {
  await checkAll(only, await openClusters(only), console.log);
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
commands(prepared(sync), prepared(check))
  .parseAsync()
  .then(
    () => 0,
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    },
  )
  .then(async (code) => {
    await leave();
    process.exit(code);
  });
