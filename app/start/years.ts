import type { ReportKind } from '@delaktig/domain';
import type { ReportSummary } from '../../server/http/context.ts';

export type YearRow = { year: number; reports: Partial<Record<ReportKind, ReportSummary>> };
export type UnitReports = { unit: { id: string; name: string; initials: string }; years: YearRow[] };

/** Reports by unit, by year and kind: latest year first, units in Swedish order of name. */
export function reportsByUnit(reports: readonly ReportSummary[]): UnitReports[] {
  const units = new Map<string, UnitReports>();
  for (const report of reports) {
    const found = units.get(report.unit.id) ?? { unit: report.unit, years: [] };
    units.set(report.unit.id, found);
    const row = found.years.find(({ year }) => year === report.year) ?? { year: report.year, reports: {} };
    if (!found.years.includes(row)) found.years.push(row);
    row.reports[report.kind] = report;
  }
  for (const { years } of units.values()) years.sort((a, b) => b.year - a.year);
  return [...units.values()].sort((a, b) => a.unit.name.localeCompare(b.unit.name, 'sv'));
}
