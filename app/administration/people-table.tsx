import { shownMobile } from '@delaktig/domain';
import { list, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { PeopleView, RoleLine } from '../../server/organisation/contract.ts';

const t = sv.organisation;

export function PeopleTable({ people }: { people: PeopleView['people'] }) {
  return (
    <table className="tab people-table">
      <caption className="sr">{t.nav.people}</caption>
      <thead>
        <tr>
          <th scope="col">{t.newPerson.name}</th>
          <th scope="col">{t.people.duties}</th>
          <th scope="col">{t.people.contact}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <Link to={`/administration/personer/${person.id}`}>{t.shownPerson(person)}</Link>
              {person.name === '' ? <small>{t.protectedMark}</small> : null}
            </th>
            <td className="span">
              {person.roles.length === 0
                ? t.people.noDuties
                : person.roles.map((role) => <span key={role.id}>{dutyOf(role)}</span>)}
            </td>
            <td className="span">{person.name === '' ? t.people.hidden : contactOf(person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "Medarbetare, Enheten för … (Kvällsgruppen), från …". */
export function dutyOf(role: RoleLine): string {
  const groups = role.groups.length === 0 ? '' : ` (${list(role.groups.map(({ name }) => name))})`;
  const place = role.unit === null ? '' : `, ${role.unit.name}`;
  const days = t.span(role);
  return `${sv.roles[role.role]}${place}${groups}${days === '' ? '' : `, ${days}`}`;
}

function contactOf({ email, mobile }: { email: string | null; mobile: string | null }): string {
  return [email, mobile === null ? null : shownMobile(mobile)].filter(Boolean).join(', ');
}
