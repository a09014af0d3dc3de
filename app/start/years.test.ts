import type { ReportKind } from '@delaktig/domain';
import { expect, test } from 'vitest';
import type { ReportSummary } from '../../server/http/context.ts';
import { reportsByUnit } from './years.ts';

function summary(unit: string, kind: ReportKind, year: number): ReportSummary {
  return {
    id: `${unit}-${kind}-${year}`,
    kind,
    year,
    state: 'draft',
    lastCommentDay: null,
    ready: 0,
    sections: 3,
    unit: { id: unit, name: `Enheten ${unit}`, initials: unit },
  };
}

test('latest year first, one cell a kind, units in Swedish order', () => {
  const units = reportsByUnit([
    summary('Ö', 'VB', 2025),
    summary('A', 'VB', 2025),
    summary('A', 'VP', 2026),
    summary('A', 'VP', 2025),
    summary('Å', 'T1', 2026),
  ]);
  expect(units.map(({ unit }) => unit.id)).toEqual(['A', 'Å', 'Ö']);
  expect(units[0]?.years.map(({ year, reports }) => [year, Object.keys(reports).sort()])).toEqual([
    [2026, ['VP']],
    [2025, ['VB', 'VP']],
  ]);
});

test('no reports, no units', () => {
  expect(reportsByUnit([])).toEqual([]);
});
