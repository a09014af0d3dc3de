import type { RosterField } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { PeoplePreview } from '../../server/people/contract.ts';
import { Icon } from '../components/icons.tsx';
import { cellName } from './read-form.ts';

const t = sv.people.wrong;

/** So many can be mended in the page; who has more mends the file. */
const MOST_MENDED = 50;

/** Each row that is wrong, by its number in the file, with its cells to mend. */
export function WrongRows({ preview }: { preview: PeoplePreview }) {
  const { wrong, counts, fields } = preview;
  if (counts.wrong === 0) return null;
  const mendable = wrong.slice(0, MOST_MENDED);
  const offered: RosterField[] = ['name', 'email', 'mobile', 'unit', 'group', 'role'];
  return (
    <section className="wrong-rows" aria-labelledby="fel-rader">
      <h2 id="fel-rader">{t.heading(counts.wrong)}</h2>
      <p className="after">{t.more}</p>
      <ol>
        {wrong.map(({ row, problems }, index) => (
          <li key={row.row} id={`rad-${row.row}`}>
            <h3>{t.row(row.row)}</h3>
            <div className="what">
              {problems.map((problem) => (
                <p className="why" key={JSON.stringify(problem)}>
                  <Icon name={problem.is === 'waits' ? 'wait' : 'off'} />
                  <span>{sv.people.problem(problem)}</span>
                </p>
              ))}
              {index < MOST_MENDED ? (
                <fieldset className="cells">
                  <legend className="sr">{t.row(row.row)}</legend>
                  {offered
                    .filter((field) => fields.includes(field) || field === 'email' || field === 'mobile')
                    .map((field) => (
                      <label key={field}>
                        <span>{t.fields[field]}</span>
                        <input
                          className="input"
                          name={cellName(row.row, field)}
                          defaultValue={row.cells[field]}
                          autoComplete="off"
                          spellCheck={false}
                        />
                      </label>
                    ))}
                </fieldset>
              ) : (
                <p className="small muted">
                  {fields
                    .map((field) => row.cells[field])
                    .filter((cell) => cell !== '')
                    .join(' · ')}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {counts.wrong > wrong.length ? <p className="after">{t.rest(counts.wrong - wrong.length)}</p> : null}
      {mendable.length === 0 ? null : (
        <div className="acts">
          <button className="btn" type="submit" name="intent" value="read" formNoValidate>
            {t.again}
          </button>
        </div>
      )}
    </section>
  );
}
