import { shownMobile } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { PeoplePreview, PreviewedPerson } from '../../server/people/contract.ts';

const t = sv.people;

/** Groups that are made, people who are new and people who change: what will be, before it is. */
export function PeopleLists({ preview }: { preview: PeoplePreview }) {
  const { newGroups, newPeople, changedPeople, counts } = preview;
  const units = [...new Set(newGroups.map(({ unit }) => unit))];
  return (
    <>
      {newGroups.length === 0 ? null : (
        <section className="roster-part" aria-labelledby="nya-grupper">
          <h2 id="nya-grupper">{t.groups.heading}</h2>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
          <ul role="list" className="plain-lines">
            {units.map((unit) => (
              <li key={unit}>
                {t.groups.in(
                  unit,
                  newGroups.filter((group) => group.unit === unit).map(({ name }) => name),
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <People people={changedPeople} total={counts.changed} heading={t.changedPeople(counts.changed)} open />
      <People
        people={newPeople}
        total={counts.new}
        heading={t.newPeople(counts.new)}
        open={counts.new <= FEW}
      />
    </>
  );
}

/** More are folded until one asks. */
const FEW = 12;

type Props = { people: PreviewedPerson[]; total: number; heading: string; open: boolean };

function People({ people, total, heading, open }: Props) {
  if (total === 0) return null;
  return (
    <details className="roster-part" open={open}>
      <summary>
        <h2>{heading}</h2>
      </summary>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul role="list" className="people-lines">
        {people.map((person) => (
          <li key={person.rows.join(' ')}>
            <span className="who">{person.name === '' ? sv.roles[person.role] : person.name}</span>
            <span className="what">
              {linesOf(person).map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
            <span className="where">{t.rowsOf(person.rows)}</span>
          </li>
        ))}
      </ul>
      {total > people.length ? <p className="after">{t.restOf(total - people.length)}</p> : null}
    </details>
  );
}

function linesOf({ roles, changes, hasAccount, reopens, getsUsername }: PreviewedPerson): string[] {
  const isNew = !hasAccount;
  return [
    ...(reopens
      ? [t.reopens]
      : hasAccount && changes.length === 0 && roles.some(isGiven)
        ? [t.hasAccount]
        : []),
    ...changes.map(({ field, before, after }) =>
      t.change(t.wrong.fields[field], shownValue(field, before), shownValue(field, after) ?? ''),
    ),
    ...roles.map(({ role, unit, groups, act }) =>
      t.role(isNew ? sv.roles[role] : t.roleActs[act](sv.roles[role]), unit, groups),
    ),
    ...(getsUsername ? [t.getsUsername] : []),
  ];
}

function isGiven({ act }: PreviewedPerson['roles'][number]): boolean {
  return act === 'add';
}

function shownValue(field: string, value: string | null): string | null {
  return field === 'mobile' && value !== null && value !== '' ? shownMobile(value) : value;
}
