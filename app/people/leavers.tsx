import { sv } from '@delaktig/texts';
import type { PeoplePreview } from '../../server/people/contract.ts';

const t = sv.people.leavers;

/** Who may have left: nobody is chosen until somebody chooses. */
export function Leavers({ preview }: { preview: PeoplePreview }) {
  const { leavers, counts } = preview;
  if (counts.leavers === 0) return null;
  const listed = counts.new + counts.changed + counts.unchanged;
  return (
    <section className="roster-part" aria-labelledby="saknas">
      <h2 id="saknas">{t.heading(counts.leaving)}</h2>
      <p className="after">{t.more}</p>
      {counts.leaving > listed ? <p className="after doubt">{t.many}</p> : null}
      <fieldset>
        <legend className="sr">{t.legend}</legend>
        {counts.leavers > 1 ? (
          <label className="leaver all">
            <input type="checkbox" name="all" value="1" />
            <span>{leavers.some(({ name }) => name === '') ? t.allNamed : t.all}</span>
          </label>
        ) : null}
        {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
        <ul role="list">
          {leavers.map(({ assignmentId, name, unit, why }) => (
            <li key={assignmentId}>
              <label className="leaver">
                <input type="checkbox" name="leaves" value={assignmentId} />
                <span>
                  {name === '' ? sv.roles.staff : name}
                  <small>{why === 'absent' ? unit : `${unit}. ${t.why[why]}.`}</small>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {counts.leavers > leavers.length ? (
          <p className="after">{t.rest(counts.leavers - leavers.length)}</p>
        ) : null}
      </fieldset>
    </section>
  );
}
