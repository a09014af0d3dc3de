import { sv } from '@delaktig/texts';
import type { UnitView } from '../../server/organisation/contract.ts';
import { ActForm, Fold, isOf, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { SelectField, TextField, Ticks } from './fields.tsx';

const t = sv.organisation.unit;

type Props = { view: UnitView; answer: Answer | undefined };

/** New name, merging, splitting, end: each from a day, and with what it means. */
export function UnitChanges({ view, answer }: Props) {
  return (
    <section className="part">
      <h2>{t.changes}</h2>
      <Fold summary={t.rename} open={isOf(answer, 'rename')}>
        <ActForm intent="rename" answer={answer}>
          <p>{t.renameText}</p>
          <div className="fields">
            <TextField name="name" label={sv.organisation.overview.name} value={view.name} maxLength={120} />
            <TextField
              name="initials"
              label={sv.organisation.overview.initials}
              value={view.initials}
              short
            />
            <TextField name="from" type="date" label={t.renameFrom} hint={t.renameHint} short />
          </div>
          <Submit main>{t.rename}</Submit>
        </ActForm>
      </Fold>
      {view.others.length === 0 ? null : <Merge view={view} answer={answer} />}
      <Split view={view} answer={answer} />
      <Fold summary={t.end} open={isOf(answer, 'end')}>
        <ActForm intent="end" answer={answer}>
          <p>{t.endText}</p>
          <TextField name="day" type="date" label={t.endDay} short />
          <Submit main>{t.decide}</Submit>
        </ActForm>
      </Fold>
    </section>
  );
}

function Merge({ view, answer }: Props) {
  const others = view.others.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Fold summary={t.merge} open={isOf(answer, 'merge')}>
      <ActForm intent="merge" answer={answer}>
        <p>{t.mergeText}</p>
        <Ticks name="others" legend={t.others} options={view.others} />
        <SelectField
          name="into"
          label={t.into}
          options={[
            { value: view.id, label: t.intoThis(view.name) },
            ...others,
            { value: 'new', label: t.intoNew },
          ]}
        />
        <NewUnit />
        <Submit main>{t.decide}</Submit>
      </ActForm>
    </Fold>
  );
}

function Split({ view, answer }: Props) {
  const others = view.others.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Fold summary={t.split} open={isOf(answer, 'split')}>
      {view.groups.length === 0 ? (
        <p>{t.splitNeedsGroups}</p>
      ) : (
        <ActForm intent="split" answer={answer}>
          <p>{t.splitText}</p>
          <Ticks name="groups" legend={t.splitGroups} options={view.groups} />
          <SelectField
            name="into"
            label={t.splitInto}
            options={[{ value: 'new', label: t.intoNew }, ...others]}
          />
          <NewUnit />
          <Submit main>{t.decide}</Submit>
        </ActForm>
      )}
    </Fold>
  );
}

function NewUnit() {
  return (
    <div className="fields">
      <TextField name="newName" label={t.newName} hint={t.newNameHint} maxLength={120} />
      <TextField name="newInitials" label={sv.organisation.overview.initials} short />
      <TextField name="day" type="date" label={t.from} short />
    </div>
  );
}
