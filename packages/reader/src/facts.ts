import type { Activity, Cell, Indicator, IndicatorValue } from '@delaktig/domain';
import { INDICATOR_VALUES } from '@delaktig/domain';
import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import { ContentBuilder, type Setting } from './content.ts';
import type { RowDraft } from './rows.ts';
import { squash } from './text.ts';

type Keyed = { key: string; label: string };

/** What the columns of an indicator table mean together: which utfall is this period's, which is last year's. */
export function indicatorColumns(columns: Column[], year: number | null): Keyed[] {
  const hasOutcome = columns.some((column) => column.key === 'outcome');
  const tertials = columns.filter((column) => column.key === 'tertial');
  const used = new Set<string>();
  let extras = 0;
  return columns.map((column, i) => {
    let key = i === 0 ? 'name' : column.key;
    if (key === 'tertial') key = !hasOutcome && column === tertials.at(-1) ? 'outcome' : null;
    if (key === 'dated') key = datedKey(column, hasOutcome, year);
    if (key === null || key === 'extra' || used.has(key) || !isKnown(key)) {
      extras += 1;
      return { key: `extra:${extras - 1}`, label: column.label };
    }
    used.add(key);
    return { key, label: column.label };
  });
}

function datedKey(column: Column, hasOutcome: boolean, year: number | null): string {
  const own = Number(/20\d\d/.exec(column.label)?.[0] ?? Number.NaN);
  return hasOutcome || (year !== null && own < year) ? 'previous' : 'outcome';
}

function isKnown(key: string): boolean {
  return key === 'name' || key === 'organisation' || (INDICATOR_VALUES as readonly string[]).includes(key);
}

export function toIndicator(row: RowDraft, columns: Keyed[]): Indicator {
  const values = Object.fromEntries(INDICATOR_VALUES.map((key) => [key, null])) as Record<
    IndicatorValue,
    Cell | null
  >;
  const indicator: Indicator = {
    name: row.name,
    organisation: null,
    columns,
    ...values,
    extra: [],
    unplaced: row.unplaced.map((raw) => readCell(raw, 'value')),
    analysis: row.analysis?.finish() ?? null,
    lines: [row.from, row.to],
  };
  columns.slice(1).forEach(({ key, label }, i) => {
    const raw = row.cells[i];
    if (key === 'organisation') indicator.organisation = raw ?? null;
    else if (raw === null || raw === undefined) return;
    else if (key.startsWith('extra:')) indicator.extra.push({ label, cell: readCell(raw, 'value') });
    else indicator[key as IndicatorValue] = readCell(raw, key === 'period' ? 'period' : 'value');
  });
  return indicator;
}

export function toActivity(row: RowDraft, columns: Column[], setting: Setting, target: string): Activity {
  const activity: Activity = {
    name: row.name,
    start: null,
    end: null,
    deviation: null,
    mark: row.mark,
    state: null,
    responsible: null,
    analysis: null,
    lines: [row.from, row.to],
  };
  columns.slice(1).forEach(({ key, label }, i) => {
    const raw = row.cells[i];
    if (raw === null || raw === undefined) return;
    if (key === 'start' || key === 'end' || key === 'deviation' || key === 'state' || key === 'responsible') {
      activity[key] ??= raw;
    } else if (key === 'analysis') {
      if (raw !== '') addAnalysis(row, raw, setting, target);
    } else if (raw !== '') {
      const reason = `Kolumnen "${label}" har ingen plats i formatet.`;
      setting.account.uncertain(row, raw, reason, target);
    }
  });
  if (row.unplaced.length > 0) {
    setting.account.uncertain(row, row.unplaced.join(' | '), 'Värdena hör inte till någon kolumn.', target);
  }
  activity.analysis = row.analysis?.finish() ?? null;
  return activity;
}

function addAnalysis(row: RowDraft, text: string, setting: Setting, target: string): void {
  const builder = row.analysis ?? new ContentBuilder(setting, target, 'analysis');
  builder.add({
    from: row.from,
    to: row.to,
    rich: text,
    text,
    cells: null,
    layout: null,
    bullet: null,
    strong: false,
    blankBefore: 1,
    pageBreak: false,
    width: text.length,
    glued: true,
  });
  row.analysis = builder;
}

/**
 * What is worth saying of an indicator table: a mark before a name has no place of its own, and a cell whose
 * word a narrow column broke stands as it stood. Each is said once a text.
 */
export function remarkOddities(row: RowDraft, said: Set<string>, setting: Setting, target: string): void {
  const once = (what: string, reason: string): void => {
    if (said.has(what)) return;
    said.add(what);
    setting.account.uncertain(row, what, reason, target);
  };
  if (row.mark) once(row.mark, `Tecknet "${row.mark}" framför indikatorn har ingen plats i formatet.`);
  for (const cell of row.cells) {
    if (cell && /^tasframavnamnd/.test(squash(cell)) && /\/\s?\p{L}{1,3} \p{L}/u.test(cell)) {
      once(cell, 'Ett ord kan ha delats av en smal kolumn. Det står som i texten.');
    }
  }
}
