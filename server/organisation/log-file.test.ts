import { expect, test } from 'vitest';
import type { LogLine } from './contract.ts';
import { logFile } from './log-file.ts';

const line: LogLine = {
  id: 1,
  at: '2026-12-31T23:30:00.000Z',
  act: 'unit.add',
  by: 'Anna Ek',
  person: null,
  unit: 'Norr',
  detail: {},
};

test('the log as a file has a mark, semicolons and a row for each act', () => {
  const rows = logFile([line]).split('\r\n');
  expect(rows[0]?.startsWith('\ufeff"Dag";"Tid";')).toBe(true);
  expect(rows[1]).toBe('"2027-01-01";"00.30";"Anna Ek";"Ny enhet";"";"Norr";"Lade till enheten Norr."');
  expect(rows).toHaveLength(3);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1'])('a name that reads %j is no formula', (unit) => {
  expect(logFile([{ ...line, unit }])).toContain(`;"'${unit}";`);
});

test('quotes and semicolons stay in their cell', () => {
  expect(logFile([{ ...line, unit: 'A "B"; C' }])).toContain(';"A ""B""; C";');
});
