import { ROLES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Form } from '@remix-run/react';
import type { PeopleFilter, UnitChoice } from '../../server/organisation/contract.ts';
import { SelectField, TextField } from './fields.tsx';

const t = sv.organisation.people;

type Props = { filter: PeopleFilter; units: UnitChoice[]; administration: string | null };

export function PeopleSearch({ filter, units, administration }: Props) {
  const all = { value: '', label: t.all };
  const groups = units.flatMap((unit) =>
    unit.groups.map(({ id, name }) => ({ value: id, label: `${name}, ${unit.name}` })),
  );
  return (
    <Form className="search" role="search" key={JSON.stringify(filter)}>
      {administration === null ? null : <input type="hidden" name="forvaltning" value={administration} />}
      {filter.closed ? <input type="hidden" name="visa" value="stangda" /> : null}
      <div className="fields">
        <TextField name="namn" label={t.find} value={filter.name} />
        <SelectField
          name="enhet"
          label={t.unit}
          value={filter.unitId ?? ''}
          options={[all, ...units.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {groups.length === 0 ? null : (
          <SelectField name="grupp" label={t.group} value={filter.groupId ?? ''} options={[all, ...groups]} />
        )}
        <SelectField
          name="roll"
          label={t.role}
          value={filter.role ?? ''}
          options={[all, ...ROLES.map((role) => ({ value: role, label: sv.roles[role] }))]}
        />
        <SelectField
          name="saknar"
          label={t.lack.label}
          value={filter.lack ?? ''}
          options={[
            { value: '', label: '–' },
            { value: 'sign-in', label: t.lack['sign-in'] },
            { value: 'role', label: t.lack.role },
          ]}
        />
      </div>
      <button className="btn" type="submit">
        {t.search}
      </button>
    </Form>
  );
}
