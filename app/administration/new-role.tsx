import { ROLES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { PersonView } from '../../server/organisation/contract.ts';
import { ActForm, Fold, isOf, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { SelectField, SpanFields, TextField, Tick } from './fields.tsx';

const t = sv.organisation.person;

/** A role in one unit or several; the groups of a unit show when it is chosen. */
export function NewRole({ view, answer }: { view: PersonView; answer: Answer | undefined }) {
  return (
    <section className="part">
      <Fold summary={t.newRole} open={isOf(answer, 'add-role') || view.roles.length === 0}>
        <ActForm intent="add-role" answer={answer}>
          <p>{t.newRoleText}</p>
          <input type="hidden" name="administration" value={view.administration.id} />
          <SelectField
            name="role"
            label={sv.organisation.newPerson.role}
            value="staff"
            options={ROLES.map((role) => ({ value: role, label: sv.roles[role] }))}
          />
          <fieldset className="ticks units">
            <legend>{t.units}</legend>
            <p className="hint">{t.administratorHint}</p>
            {view.units.map((unit) => (
              <div className="unit-choice" key={unit.id}>
                <Tick name="units" value={unit.id} label={unit.name} />
                {unit.groups.length === 0 ? null : (
                  <div className="groups">
                    {unit.groups.map(({ id, name }) => (
                      <Tick key={id} name="groups" value={id} label={name} />
                    ))}
                  </div>
                )}
              </div>
            ))}
          </fieldset>
          <TextField
            name="protectionArea"
            label={`${t.area} (${sv.organisation.optional})`}
            hint={t.areaHint}
          />
          <SpanFields from={null} to={null} />
          <Submit main>{t.addRole}</Submit>
        </ActForm>
      </Fold>
    </section>
  );
}
