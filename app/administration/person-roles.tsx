import { list, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { PersonView, RoleLine } from '../../server/organisation/contract.ts';
import { ActForm, Fold, isOf, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { SpanFields, TextField, Ticks } from './fields.tsx';
import { dutyOf } from './people-table.tsx';

const t = sv.organisation;

type Props = { view: PersonView; answer: Answer | undefined };

export function PersonRoles({ view, answer }: Props) {
  return (
    <section className="part first">
      <h2>{t.person.duties}</h2>
      {view.roles.length === 0 ? <p>{t.person.noDuties}</p> : null}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="plain duties" role="list">
        {view.roles.map((role) => (
          <Duty key={role.id} role={role} view={view} answer={answer} />
        ))}
      </ul>
      {view.ended.length === 0 ? null : (
        <Fold summary={t.person.ended}>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
          <ul className="plain" role="list">
            {view.ended.map((role) => (
              <li key={role.id}>{dutyOf(role)}</li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

function Duty({ role, view, answer }: Props & { role: RoleLine }) {
  const groups = view.units.find(({ id }) => id === role.unit?.id)?.groups ?? [];
  const about = [
    list(role.groups.map(({ name }) => name)),
    role.protectionArea,
    role.from !== null && role.to !== null ? t.person.standIn : null,
    t.span(role),
  ].filter(Boolean);
  const place = role.unit?.name ?? t.person.wholeAdministration;
  const name = `${sv.roles[role.role]}, ${place}`;
  const isOpen = isOf(answer, 'change-role', role.id) || isOf(answer, 'end-role', role.id);
  return (
    <li>
      <b>{sv.roles[role.role]}</b>,{' '}
      {role.unit === null ? place : <Link to={`/administration/enheter/${role.unit.id}`}>{place}</Link>}
      {about.length === 0 ? null : <small>{about.join(', ')}</small>}
      <Fold summary={t.change} about={name} open={isOpen}>
        <ActForm intent="change-role" target={role.id} answer={answer}>
          <Ticks
            name="groups"
            legend={t.newPerson.groups}
            options={groups}
            ticked={role.groups.map(({ id }) => id)}
          />
          {role.role === 'representative' ? (
            <TextField
              name="protectionArea"
              label={t.person.area}
              hint={t.person.areaHint}
              value={role.protectionArea ?? ''}
              maxLength={120}
            />
          ) : null}
          <SpanFields from={role.from} to={role.to} />
          <Submit low>{t.change}</Submit>
        </ActForm>
        <ActForm intent="end-role" target={role.id} answer={answer}>
          <p>{t.person.endRoleText}</p>
          <Submit low>{t.person.endRole}</Submit>
        </ActForm>
      </Fold>
    </li>
  );
}
