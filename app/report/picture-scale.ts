import type { Cell, IndicatorView } from '@delaktig/domain';

/** What the picture of an indicator shows, on a scale from 0 to `max`. */
export type PictureScale = {
  outcome: number;
  previous: number | null;
  target: number | null;
  max: number;
  unit: string | null;
};

/**
 * A picture only where it tells the truth: an outcome and something to hold it against, all figures of one
 * unit and none below zero. The scale starts at zero; per cent that stay below 100 end at 100.
 */
export function pictureScale(indicator: IndicatorView): PictureScale | null {
  const outcome = figure(indicator.outcome);
  const previous = figure(indicator.previous);
  const target = figure(indicator.target);
  if (outcome === null || (previous === null && target === null)) return null;
  const shown = [outcome, previous, target].filter((item) => item !== null);
  if (shown.some(({ unit, value }) => unit !== outcome.unit || value < 0)) return null;
  const highest = Math.max(...shown.map(({ value }) => value));
  if (highest === 0) return null;
  return {
    outcome: outcome.value,
    previous: previous?.value ?? null,
    target: target?.value ?? null,
    max: outcome.unit === '%' && highest <= 100 ? 100 : roundEnd(highest),
    unit: outcome.unit,
  };
}

function figure(cell: Cell | null): { value: number; unit: string | null } | null {
  return cell?.kind === 'number' && cell.value !== null ? { value: cell.value, unit: cell.unit } : null;
}

/** The next 1, 2, 3 or 5 with noughts. */
function roundEnd(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return Number((step * power).toPrecision(3));
}
