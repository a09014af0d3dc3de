import type { Cell, ReportTable, TableRow } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { isBlank, writtenCell } from './cells.ts';
import { rowGroups } from './row-groups.ts';

const t = sv.report.tables;
const WIDE = 6;

/** A table of the report itself: income statement, complaints, or another. `heading`: the one it stands under. */
export function ReportTableRows({ table, heading }: { table: ReportTable; heading: string }) {
  const values = Math.max(0, ...table.rows.map(({ cells }) => cells.length));
  const [first, columns] = headOf(table, values);
  const noted = table.rows.some(({ note }) => note !== null && note !== '');
  const caption = table.kind === 'other' ? heading : t[table.kind];
  return (
    <div className="row block facts-block">
      <div className="wide">
        <table className={columns.length + Number(noted) > WIDE ? 'tab dense' : 'tab'}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((label, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place
                <th scope="col" className="n" key={index}>
                  {label}
                </th>
              ))}
              {noted ? <th scope="col">{t.note}</th> : null}
            </tr>
          </thead>
          {rowGroups(table.rows).map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
            <tbody key={index}>
              {group.title === null ? null : (
                <tr className="group">
                  <th scope="rowgroup" colSpan={1 + columns.length + Number(noted)}>
                    {group.title}
                  </th>
                </tr>
              )}
              {group.rows.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
                <Row key={place} row={row} columns={columns} noted={noted} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

function Row({ row, columns, noted }: { row: TableRow; columns: string[]; noted: boolean }) {
  return (
    <tr className={row.kind === 'sum' ? 'sum' : undefined}>
      <th scope="row">{row.label}</th>
      {columns.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place
        <Value key={index} label={label} cell={row.cells[index]} />
      ))}
      {noted ? (
        <td className={row.note ? 'span note' : 'note blank'} data-label={t.note}>
          {row.note}
        </td>
      ) : null}
    </tr>
  );
}

function Value({ label, cell }: { label: string; cell: Cell | undefined }) {
  if (cell === undefined || isBlank(cell)) return <td className="n blank" data-label={label} />;
  return (
    <td className={cell.kind === 'text' ? 'n words' : 'n'} data-label={label}>
      {writtenCell(cell)}
    </td>
  );
}

/** Some heads name the column of labels too, some do not; a head that is missing is told by number. */
function headOf(table: ReportTable, values: number): [string, string[]] {
  const own =
    table.columns.length > values ? table.columns.slice(table.columns.length - values) : table.columns;
  const first = table.columns.length > values ? (table.columns[0] ?? '') : '';
  const columns = Array.from({ length: values }, (_, index) => own[index] ?? t.column(index + 1));
  return [first || (table.kind === 'complaints' ? t.category : t.row), columns];
}
