import type { Cell, ReportTable, SectionView, TableRow, ThreadAnchor } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { CommentAt, rowPlace } from '../threads/comment-at.tsx';
import { isBlank, writtenCell } from './cells.ts';
import { rowGroups } from './row-groups.ts';

const t = sv.report.tables;
const WIDE = 6;

type Props = {
  table: ReportTable;
  /** Which of the section's tables it is, from 0. */
  place: number;
  section: SectionView | null;
  /** The one it stands under. */
  heading: string;
};

/** A table of the report itself: income statement, complaints, or another. */
export function ReportTableRows({ table, place, section, heading }: Props) {
  const { first, columns, note } = headOf(table);
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
              {noted ? <th scope="col">{note}</th> : null}
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
              {group.rows.map((row, inGroup) => (
                <Row
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
                  key={inGroup}
                  row={row}
                  at={{ of: 'row', table: place, row: table.rows.indexOf(row) }}
                  section={section}
                  columns={columns}
                  note={noted ? note : null}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

type RowProps = {
  row: TableRow;
  at: ThreadAnchor;
  section: SectionView | null;
  columns: string[];
  note: string | null;
};

function Row({ row, at, section, columns, note }: RowProps) {
  return (
    <tr className={row.kind === 'sum' ? 'sum' : undefined} data-at={rowPlace(section, at)}>
      <th scope="row">
        {row.label}
        {section === null ? null : <CommentAt section={section} anchor={at} name={row.label} />}
      </th>
      {columns.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place
        <Value key={index} label={label} cell={row.cells[index]} />
      ))}
      {note === null ? null : (
        <td className={row.note ? 'span note' : 'note blank'} data-label={note}>
          {row.note}
        </td>
      )}
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

type Head = { first: string; columns: string[]; note: string };

/**
 * The head over the label, the values and the note. In the text it may name the label, and in a complaints
 * table the group before it and the note after; what it does not name is told by us.
 */
function headOf(table: ReportTable): Head {
  const values = Math.max(0, ...table.rows.map(({ cells }) => cells.length));
  const grouped = table.kind === 'complaints' && table.rows.some(({ group }) => group !== null);
  const noted = table.rows.some(({ note }) => note !== null);
  const named = table.columns.length - values;
  const before = Math.max(0, named - Number(noted && named > 0));
  const own = table.columns.slice(before, before + values);
  const label = table.columns[grouped && before > 1 ? 1 : 0];
  return {
    first: (before > 0 && label) || (table.kind === 'complaints' ? t.category : t.row),
    columns: Array.from({ length: values }, (_, index) => own[index] ?? t.column(index + 1)),
    note: table.columns[before + values] || t.note,
  };
}
