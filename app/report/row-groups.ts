import type { TableRow } from '@delaktig/domain';

export type RowGroup = { title: string | null; rows: TableRow[] };

/** Rows under their group: a row of kind `group` opens one, and so does another `group` than the row before had. */
export function rowGroups(rows: readonly TableRow[]): RowGroup[] {
  const groups: RowGroup[] = [];
  let named: string | null = null;
  for (const row of rows) {
    if (row.kind === 'group') {
      groups.push({ title: row.label, rows: [] });
      named = row.label;
      continue;
    }
    // Rows below a group row may repeat its name, or have none.
    if (row.group !== null && row.group !== named) {
      groups.push({ title: row.group, rows: [] });
      named = row.group;
    }
    const last = groups.at(-1);
    if (last === undefined) groups.push({ title: null, rows: [row] });
    else last.rows.push(row);
  }
  return groups;
}
