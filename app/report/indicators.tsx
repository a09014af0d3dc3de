import type { Cell, IndicatorView, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { CommentAt, rowPlace } from '../threads/comment-at.tsx';
import { isBlank, writtenCell } from './cells.ts';
import { IndicatorPicture, PictureKey } from './indicator-picture.tsx';
import type { IndicatorTable } from './indicator-tables.ts';
import { cellOf, indicatorTables } from './indicator-tables.ts';
import { pictureScale } from './picture-scale.ts';
import { FieldRow, fieldNamed } from './section-fields.tsx';

const t = sv.report.indicators;
/** With more columns than this the picture has no room beside the figures. */
const ROOM_FOR_PICTURE = 6;

type Props = { indicators: readonly IndicatorView[]; section: SectionView | null; level: number };

/** The indicators of a goal as tables, each analysis beneath its table. */
export function Indicators({ indicators, section, level }: Props) {
  return indicatorTables(indicators).map((table, index) => (
    <IndicatorBlock
      key={table.indicators[0]?.id ?? index}
      table={table}
      section={section}
      level={level}
      caption={index === 0 ? t.caption : t.captionMore}
    />
  ));
}

function IndicatorBlock(props: {
  table: IndicatorTable;
  section: SectionView | null;
  level: number;
  caption: string;
}) {
  const { table, section } = props;
  return (
    <>
      <div className="row block facts-block">
        <div className="wide">
          <Table table={table} section={section} caption={props.caption} />
        </div>
      </div>
      {table.indicators.map((indicator) => {
        const field = fieldNamed(section, indicator.field);
        return section === null || field === undefined ? null : (
          <FieldRow
            key={indicator.id}
            section={section}
            field={field}
            label={sv.fields.analysis}
            beneath={indicator.name}
            level={props.level}
          />
        );
      })}
    </>
  );
}

type TableProps = { table: IndicatorTable; section: SectionView | null; caption: string };

function Table({ table, section, caption }: TableProps) {
  const { columns, indicators, unplaced } = table;
  const scales = new Map(indicators.map((indicator) => [indicator.id, pictureScale(indicator)]));
  const pictured =
    columns.length + Number(unplaced) <= ROOM_FOR_PICTURE &&
    [...scales.values()].some((scale) => scale !== null);
  const labelOf = (key: string) => columns.find((column) => column.key === key)?.label ?? null;
  return (
    <>
      <table className="tab">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            {columns.map(({ key, label }) => (
              <th scope="col" key={key} className={key === 'organisation' ? undefined : 'n'}>
                {label}
              </th>
            ))}
            {unplaced ? (
              <th scope="col" className="n">
                {t.unplaced}
              </th>
            ) : null}
            {pictured ? (
              <th scope="col" className="scale">
                {t.scale}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {indicators.map((indicator) => {
            const scale = scales.get(indicator.id) ?? null;
            return (
              <tr key={indicator.id} data-at={rowPlace(section, { of: 'indicator', id: indicator.id })}>
                <th scope="row">
                  {indicator.name}
                  {section === null ? null : (
                    <CommentAt
                      section={section}
                      anchor={{ of: 'indicator', id: indicator.id }}
                      name={indicator.name}
                    />
                  )}
                </th>
                {columns.map(({ key, label }) => (
                  <Value key={key} name={key} label={label} cell={cellOf(indicator, key)} />
                ))}
                {unplaced ? (
                  <td className="n" data-label={t.unplaced}>
                    {indicator.unplaced.map(writtenCell).join(' · ')}
                  </td>
                ) : null}
                {pictured ? (
                  <td className={scale === null ? 'span scale blank' : 'span scale'}>
                    {scale === null ? null : <IndicatorPicture scale={scale} />}
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {pictured ? (
        <PictureKey
          outcome={labelOf('outcome') ?? t.columns.outcome}
          previous={labelOf('previous')}
          target={labelOf('target')}
        />
      ) : null}
      {unplaced ? <p className="key">{t.unplacedNote}</p> : null}
    </>
  );
}

function Value({ name, label, cell }: { name: string; label: string; cell: Cell | null }) {
  if (cell === null || isBlank(cell)) return <td className="n blank" data-label={label} />;
  if (name === 'organisation') return <td data-label={label}>{cell.raw}</td>;
  const kind = `${cell.kind === 'text' ? 'n words' : 'n'}${name === 'outcome' ? ' outcome' : ''}`;
  return (
    <td className={kind} data-label={label}>
      {writtenCell(cell)}
    </td>
  );
}
