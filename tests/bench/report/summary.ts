import type { Contestant } from '../contestants/contestant.ts';
import { median } from '../percentiles.ts';
import type { Run } from '../runner.ts';
import type { Bar, Metric, Scenario } from '../scenarios/scenario.ts';

const YARDSTICK = 'hocuspocus';
const FLOOR = 'durable-relay';
const OURS = 'delaktig';

/** `least` and `most` are the spread over the repetitions. */
export type Value = { median: number; least: number; most: number };

export type Row = {
  metric: Metric;
  /** By contestant; absent where it does not apply or failed. */
  values: Record<string, Value | undefined>;
  /** To Hocuspocus in the same repetition, the median of them. */
  ratios: Record<string, Value | undefined>;
};

export type BarResult = Bar & {
  label: string;
  ours: number | null;
  /** What the floor of those who store before showing has. */
  floor: number | null;
  met: boolean | null;
};

export type ScenarioSummary = {
  scenario: Scenario;
  contestants: Contestant[];
  rows: Row[];
  bars: BarResult[];
};

export function summarise(scenarios: Scenario[], contestants: Contestant[], runs: Run[]): ScenarioSummary[] {
  return scenarios.map((scenario) => {
    const own = runs.filter((run) => run.scenario === scenario.name);
    const fitting = contestants.filter((contestant) => scenario.fits(contestant));
    const rows = scenario.metrics.map((metric) => rowOf(metric, fitting, own));
    return { scenario, contestants: fitting, rows, bars: scenario.bars.map((bar) => barOf(bar, rows)) };
  });
}

function rowOf(metric: Metric, contestants: Contestant[], runs: Run[]): Row {
  const row: Row = { metric, values: {}, ratios: {} };
  for (const { name } of contestants) {
    const mine = runs.filter((run) => run.contestant === name);
    row.values[name] = spreadOf(mine.map((run) => run.figures[metric.key]));
    if (!metric.ratio || name === YARDSTICK) continue;
    row.ratios[name] = spreadOf(
      mine.map((run) => {
        const beside = runs.find((r) => r.contestant === YARDSTICK && r.repetition === run.repetition);
        return divide(run.figures[metric.key], beside?.figures[metric.key]);
      }),
    );
  }
  return row;
}

function barOf(bar: Bar, rows: Row[]): BarResult {
  const row = rows.find(({ metric }) => metric.key === bar.metric);
  if (!row) throw new Error(`A bar stands on ${bar.metric}, which is not measured`);
  const figures = bar.of === 'ratio' ? row.ratios : row.values;
  const ours = figures[OURS]?.median ?? null;
  return {
    ...bar,
    label: row.metric.label,
    ours,
    floor: figures[FLOOR]?.median ?? null,
    met: ours === null ? null : bar.sense === 'at most' ? ours <= bar.limit : ours >= bar.limit,
  };
}

function spreadOf(found: (number | undefined)[]): Value | undefined {
  const numbers = found.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (numbers.length === 0) return undefined;
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) };
}

function divide(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}
