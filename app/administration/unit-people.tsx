import { list, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { UnitView } from '../../server/organisation/contract.ts';

const t = sv.organisation;

/** Who has a role in the unit, by role. */
export function UnitPeople({ view }: { view: UnitView }) {
  return (
    <section className="part first">
      <h2>{t.unit.people}</h2>
      {view.people.length === 0 ? <p>{t.unit.noPeople}</p> : null}
      {view.people.map(({ role, people }) => (
        <div className="of-role" key={role}>
          <h3>{sv.roles[role]}</h3>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
          <ul className="plain" role="list">
            {people.map((person) => {
              const about = [
                list(person.groups.map(({ name }) => name)),
                person.protectionArea,
                t.span(person),
              ];
              return (
                <li key={`${person.id} ${person.from} ${person.to}`}>
                  <Link to={`/administration/personer/${person.id}`}>{t.shownPerson(person)}</Link>{' '}
                  <small>{about.filter(Boolean).join(', ')}</small>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}
