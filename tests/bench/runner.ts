import type { Contestant } from './contestants/contestant.ts';
import { Company } from './scenarios/company.ts';
import type { Figures, Scenario } from './scenarios/scenario.ts';
import { type Extra, Stage } from './stage.ts';
import { type BenchCluster, openCluster } from './system/database.ts';
import { isLeaving } from './system/leaving.ts';

/** One contestant in one scenario in one repetition. */
export type Run = { scenario: string; contestant: string; repetition: number; figures: Figures };

export type Clusters = Map<string, BenchCluster>;

/** One PostgreSQL for each that stores. */
export async function openClusters(contestants: Contestant[]): Promise<Clusters> {
  const clusters: Clusters = new Map();
  for (const { name, stores } of contestants) if (stores) clusters.set(name, await openCluster(name));
  return clusters;
}

export type Measurement = {
  scenarios: Scenario[];
  contestants: Contestant[];
  repetitions: number;
  clusters: Clusters;
  extra: Extra;
  /** Told after each run, and of those that failed. */
  tell(line: string): void;
};

/** Interleaved: in each repetition each scenario, in it each contestant, in an order that turns. */
export async function measure(measurement: Measurement): Promise<Run[]> {
  const { scenarios, contestants, repetitions } = measurement;
  const runs: Run[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const [index, scenario] of scenarios.entries()) {
      const fitting = contestants.filter((contestant) => scenario.fits(contestant));
      const turned = rotate(fitting, repetition + index);
      measurement.tell(`— ${scenario.title} (${repetition + 1} of ${repetitions})`);
      const groups = scenario.together ? [turned] : turned.map((contestant) => [contestant]);
      for (const group of groups) {
        const company = new Company(group.length);
        const figures = await Promise.all(group.map((one) => runOne(measurement, scenario, one, company)));
        for (const [place, contestant] of group.entries()) {
          const found = figures[place];
          if (found)
            runs.push({ scenario: scenario.name, contestant: contestant.name, repetition, figures: found });
        }
      }
    }
  }
  return runs;
}

/** Null when it failed: the others go on without it. */
async function runOne(
  { clusters, extra, tell }: Measurement,
  scenario: Scenario,
  contestant: Contestant,
  company: Company,
): Promise<Figures | null> {
  const cluster = clusters.get(contestant.name) ?? null;
  let stage: Stage | null = null;
  try {
    stage = await company.turn(() => Stage.open(contestant, cluster, scenario.wanted, extra));
    const figures = await scenario.run(stage, company);
    tell(`  ${contestant.name.padEnd(20)} ${inShort(scenario, figures)}`);
    return figures;
  } catch (error) {
    if (isLeaving()) throw error;
    tell(`  ${contestant.name.padEnd(20)} FAILED: ${error instanceof Error ? error.message : error}`);
    return null;
  } finally {
    company.leave();
    if (!isLeaving()) await stage?.close();
  }
}

function inShort({ metrics }: Scenario, figures: Figures): string {
  return metrics
    .filter(({ key }) => figures[key] !== undefined)
    .map(({ key, digits }) => `${key} ${figures[key]?.toFixed(digits)}`)
    .join(' · ');
}

function rotate<T>(items: T[], by: number): T[] {
  const at = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
