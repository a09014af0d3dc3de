import type { ActivityView, SectionView } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import { CommentAt, rowPlace } from '../threads/comment-at.tsx';
import { FieldRow, fieldNamed } from './section-fields.tsx';

const t = sv.report.activities;

type Column = 'start' | 'end' | 'state' | 'mark' | 'responsible' | 'deviation';
/** In the order in which they are read; dates are short, the rest may be sentences. */
const COLUMNS: readonly Column[] = ['start', 'end', 'responsible', 'state', 'mark', 'deviation'];

type Props = { activities: readonly ActivityView[]; section: SectionView | null; level: number };

/** A goal's activities with dates written out; columns that say nothing anywhere are left out. */
export function Activities({ activities, section, level }: Props) {
  if (activities.length === 0) return null;
  const columns = COLUMNS.filter((column) => activities.some((activity) => said(activity[column])));
  return (
    <>
      <div className="row block facts-block">
        <div className="wide">
          <table className="tab">
            <caption>{t.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                {columns.map((column) => (
                  <th scope="col" key={column}>
                    {t[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {activities.map((activity) => (
                <tr key={activity.id} data-at={rowPlace(section, { of: 'activity', id: activity.id })}>
                  <th scope="row" className="act">
                    {activity.name}
                    {section === null ? null : (
                      <CommentAt
                        section={section}
                        anchor={{ of: 'activity', id: activity.id }}
                        name={activity.name}
                      />
                    )}
                  </th>
                  {columns.map((column) => (
                    <Value key={column} column={column} text={activity[column]} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {activities.map((activity) => {
        const field = fieldNamed(section, activity.field);
        return section === null || field === undefined ? null : (
          <FieldRow
            key={activity.id}
            section={section}
            field={field}
            label={sv.fields.analysis}
            beneath={activity.name}
            level={level}
          />
        );
      })}
    </>
  );
}

function Value({ column, text }: { column: Column; text: string | null }) {
  if (!said(text)) return <td className="blank" data-label={t[column]} />;
  const date = column === 'start' || column === 'end';
  return (
    <td className={date ? 'date' : column === 'deviation' ? 'span said' : 'span'} data-label={t[column]}>
      {date ? formatDate(text) : text}
    </td>
  );
}

function said(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}
