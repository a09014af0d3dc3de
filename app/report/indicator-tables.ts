import type { Cell, IndicatorValue, IndicatorView } from '@delaktig/domain';
import { INDICATOR_VALUES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { isBlank } from './cells.ts';

export type IndicatorColumn = { key: string; label: string };
export type IndicatorTable = { columns: IndicatorColumn[]; indicators: IndicatorView[]; unplaced: boolean };

/** Tables of a goal: indicators in a row that share their head share a table. Columns that are blank throughout are left out. */
export function indicatorTables(indicators: readonly IndicatorView[]): IndicatorTable[] {
  const tables: { head: string; columns: IndicatorColumn[]; indicators: IndicatorView[] }[] = [];
  for (const indicator of indicators) {
    const columns = columnsOf(indicator);
    const head = JSON.stringify(columns);
    const last = tables.at(-1);
    if (last?.head === head) last.indicators.push(indicator);
    else tables.push({ head, columns, indicators: [indicator] });
  }
  return tables.map(({ columns, indicators: own }) => ({
    columns: columns.filter(({ key }) => own.some((indicator) => !isBlank(cellOf(indicator, key)))),
    indicators: own,
    unplaced: own.some(({ unplaced }) => unplaced.length > 0),
  }));
}

/** The value of an indicator in a column: one of its own, or `organisation`, or `extra:<n>`. */
export function cellOf(indicator: IndicatorView, key: string): Cell | null {
  if (isValueKey(key)) return indicator[key];
  if (key === 'organisation')
    return indicator.organisation === null ? null : textCell(indicator.organisation);
  const extra = /^extra:(\d+)$/.exec(key)?.[1];
  return extra === undefined ? null : (indicator.extra[Number(extra)]?.cell ?? null);
}

/** The table's own head; where it is not known, the columns that have values, by our names for them. */
function columnsOf(indicator: IndicatorView): IndicatorColumn[] {
  const own = indicator.columns.filter(({ key }) => key !== 'name');
  if (own.length > 0) return own;
  return INDICATOR_VALUES.filter((key) => indicator[key] !== null).map((key) => ({
    key,
    label: sv.report.indicators.columns[key],
  }));
}

function isValueKey(key: string): key is IndicatorValue {
  return (INDICATOR_VALUES as readonly string[]).includes(key);
}

function textCell(text: string): Cell {
  return { raw: text, kind: text.trim() === '' ? 'blank' : 'text', value: null, unit: null };
}
