import type { BarResult, Row, ScenarioSummary, Value } from './summary.ts';

/** The tables of a report as cells; how they are lined up is the printer's. */
export type Table = { head: string[]; lines: string[][] };

export function tableOf({ contestants, rows }: ScenarioSummary): Table {
  const lines = rows.flatMap((row) => {
    const { metric } = row;
    const label = metric.unit ? `${metric.label}, ${metric.unit}` : metric.label;
    const values = [label, ...contestants.map(({ name }) => valueText(row.values[name], metric.digits))];
    return metric.ratio ? [values, ratiosOf(row, contestants)] : [values];
  });
  return { head: ['', ...contestants.map(({ name }) => name)], lines };
}

function ratiosOf({ ratios }: Row, contestants: ScenarioSummary['contestants']): string[] {
  return ['  against hocuspocus', ...contestants.map(({ name }) => ratioText(ratios[name]))];
}

/** `12.3 (11.9-12.8)`, the median and the spread. */
function valueText(value: Value | undefined, digits: number): string {
  if (!value) return '-';
  const text = (number: number) =>
    number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const middle = text(value.median);
  return value.least === value.most ? middle : `${middle} (${text(value.least)}-${text(value.most)})`;
}

const ratioText = (value: Value | undefined): string => (value ? `${value.median.toFixed(2)}x` : '');

/** `cpu: 0.61x, bar at most 0.58x: not met (durable-relay 0.55x)`. */
export function barText({ label, limit, of, sense, ours, floor, met }: BarResult): string {
  const text = (number: number | null) => {
    if (number === null) return 'not measured';
    if (of === 'ratio') return `${number.toFixed(2)}x`;
    return number.toLocaleString('en', { maximumFractionDigits: 2 });
  };
  const verdict = met === null ? 'not measured' : met ? 'met' : 'not met';
  return `${label}: ${text(ours)}, bar ${sense} ${text(limit)}: ${verdict} (durable-relay ${text(floor)})`;
}
