import type { RosterProblem, RosterRow, RosterTable } from './roster.ts';
import { readEmail, readMobile, readName } from './roster-cells.ts';
import { sameName } from './roster-names.ts';
import type { RosterPerson } from './roster-persons.ts';

/**
 * Those of whom every row is right. Somebody with one wrong row waits whole: half of a person would lose the groups
 * that the wrong row gives.
 */
export function holdBack(
  persons: readonly RosterPerson[],
  table: RosterTable,
  wrong: Map<number, RosterProblem[]>,
): RosterPerson[] {
  const waited = new Map<string, number>();
  for (const row of table.rows) {
    if (!wrong.has(row.row)) continue;
    for (const key of keysOf(row)) if (!waited.has(key)) waited.set(key, row.row);
  }
  return persons.filter(({ lines }) => {
    const behind = lines
      .flatMap(({ row }) => keysOf(row))
      .map((key) => waited.get(key))
      .find((row) => row !== undefined);
    if (behind === undefined) return true;
    for (const { row } of lines) wrong.set(row.row, [{ is: 'waits', row: behind }]);
    return false;
  });
}

/** What a row says of who it is, as far as it can be read. */
export function keysOf({ cells }: RosterRow): string[] {
  const email = readEmail(cells.email);
  const mobile = readMobile(cells.mobile);
  if (!email.ok && !mobile.ok) {
    // An address that cannot be read may be anybody's.
    return cells.email === '' && cells.mobile === ''
      ? [`n ${nameOf(cells.name)} ${sameName(cells.unit)}`]
      : [];
  }
  return [
    ...(email.ok ? [`e ${email.value.toLowerCase()}`] : []),
    ...(mobile.ok ? [`m ${mobile.value}`] : []),
  ];
}

export function nameOf(cell: string): string {
  const name = readName(cell);
  return sameName(name.ok ? name.value : cell);
}
