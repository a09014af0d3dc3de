import { list, sv } from '@delaktig/texts';
import { Form, useNavigation } from '@remix-run/react';
import type { DemoAccount } from '../../server/http/context.ts';
import { Icon } from '../components/icons.tsx';

/** The people of the demo: choosing one signs in. */
export function People(props: { people: DemoAccount[]; till: string; refused: boolean }) {
  const underWay = useNavigation().state !== 'idle';
  return (
    <Form method="post">
      <input type="hidden" name="till" value={props.till} />
      {props.refused ? (
        <p className="error" role="alert">
          <Icon name="off" />
          {sv.signIn.refusedDemo}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="people" role="list">
        {props.people.map((person) => (
          <li key={person.id}>
            <button type="submit" name="account" value={person.id} aria-disabled={underWay || undefined}>
              <b>{person.name}</b>
              <span>
                {list([...new Set(person.roles.map(({ role }) => sv.roles[role]))])}
                <small>{whereabouts(person)}</small>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Form>
  );
}

/** "Kvällsgruppen, Enheten för …", each unit once. */
function whereabouts({ roles }: DemoAccount): string {
  const groups = [...new Set(roles.flatMap((role) => role.groups))];
  const units = [...new Set(roles.flatMap((role) => (role.unit === null ? [] : [role.unit])))];
  return [groups.length > 0 ? list(groups) : '', units.length > 0 ? list(units) : '']
    .filter((part) => part !== '')
    .join(', ');
}
