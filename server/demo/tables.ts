import type { ReportTable, TableRow } from '@delaktig/domain';
import { cell, grouped } from './prose.ts';

type Table = Omit<ReportTable, 'section'>;
type Amount = { label: string; outcome: number; budget: number };

/** Label, outcome and budget in thousands of kronor. */
export type AmountRow = [label: string, outcome: number, budget: number];

/**
 * The income statement of a year. Deviations are worked out as municipalities do: income is outcome less
 * budget, cost and net are budget less outcome, so that minus is always the worse for the unit.
 */
export function incomeStatement(year: number, income: AmountRow[], cost: AmountRow[]): Table {
  const earned = income.map(amount);
  const spent = cost.map(amount);
  const totals = { earned: total('Summa intäkter', earned), spent: total('Summa kostnader', spent) };
  const net: Amount = {
    label: 'Summa netto',
    outcome: totals.spent.outcome - totals.earned.outcome,
    budget: totals.spent.budget - totals.earned.budget,
  };
  return {
    kind: 'income-statement',
    columns: [`Utfall i bokslut ${year}`, 'Budget', 'Avvikelse'],
    rows: [
      groupRow('Intäkter'),
      ...earned.map((one) => amountRow('row', 'Intäkter', one, one.outcome - one.budget)),
      amountRow('sum', 'Intäkter', totals.earned, totals.earned.outcome - totals.earned.budget),
      groupRow('Kostnader'),
      ...spent.map((one) => amountRow('row', 'Kostnader', one, one.budget - one.outcome)),
      amountRow('sum', 'Kostnader', totals.spent, totals.spent.budget - totals.spent.outcome),
      amountRow('sum', null, net, net.budget - net.outcome),
    ],
  };
}

function amount([label, outcome, budget]: AmountRow): Amount {
  return { label, outcome, budget };
}

function total(label: string, amounts: Amount[]): Amount {
  return {
    label,
    outcome: amounts.reduce((sum, one) => sum + one.outcome, 0),
    budget: amounts.reduce((sum, one) => sum + one.budget, 0),
  };
}

function groupRow(label: string): TableRow {
  return { kind: 'group', label, group: null, cells: [cell(''), cell(''), cell('')], note: null };
}

function amountRow(kind: 'row' | 'sum', group: string | null, one: Amount, deviation: number): TableRow {
  const cells = [one.outcome, one.budget, deviation].map((value) => cell(grouped(value)));
  return { kind, label: one.label, group, cells, note: null };
}

/** Category, count in T1, T2 and VB (0 is printed blank), and what the unit says about it. */
export type ComplaintRow = [category: string, t1: number, t2: number, vb: number, note?: string];

/** The complaints table: rows by the question that they answer. */
export function complaints(groups: { question: string; rows: ComplaintRow[] }[]): Table {
  return {
    kind: 'complaints',
    columns: [
      'Uppdelning',
      'Kategori',
      'Utfall T1',
      'Utfall T2',
      'Utfall VB',
      'Totalt ack. utfall',
      'Sammanfattning och planerade åtgärder',
    ],
    rows: groups.flatMap(({ question, rows }) =>
      rows.map(([label, t1, t2, vb, note]): TableRow => {
        const sum = t1 + t2 + vb;
        const cells = [t1, t2, vb].map((count) => cell(count === 0 ? '' : grouped(count)));
        return {
          kind: 'row',
          label,
          group: question,
          cells: [...cells, cell(sum === 0 ? '' : `${grouped(sum)} st`)],
          note: note ?? '',
        };
      }),
    ),
  };
}
