import { REPORT_KINDS } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Link, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Icon } from '../components/icons.tsx';
import type { ImportTrouble } from './trouble.ts';

const t = sv.importPage.create;

type Props = {
  units: { id: string; name: string }[];
  written: { kind: string; year: string; unit: string };
  trouble: ImportTrouble | null;
  doubts: boolean;
  /** The unit that the text names, when it is none of those one may choose. */
  otherUnit: string | null;
};

/** Kind, year and unit as they were understood, to be corrected, and the one act. */
export function CreateFields({ units, written, trouble, doubts, otherUnit }: Props) {
  const underWay = useNavigation().formData?.get('intent') === 'create';
  const wrong = trouble?.fields ?? [];
  const place = useRef<HTMLElement>(null);
  // The answer may be a screen away from where one pressed, and the button that was pressed is drawn anew.
  useEffect(() => {
    if (trouble === null) return;
    place.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [trouble]);
  return (
    <section className="create" id="skapa" ref={place}>
      <h2>{t.heading}</h2>
      {trouble === null || wrong.length > 0 ? null : <Trouble trouble={trouble} />}
      <div className="choices">
        <label className="field">
          <span className="label">{t.kind}</span>
          <select
            className="input"
            name="kind"
            defaultValue={written.kind}
            aria-invalid={wrong.includes('kind')}
            aria-describedby={wrong.includes('kind') ? 'fel-kind' : undefined}
          >
            {written.kind === '' ? <option value="">{t.choose}</option> : null}
            {REPORT_KINDS.map((kind) => (
              <option value={kind} key={kind}>
                {sv.kinds[kind].name}
              </option>
            ))}
          </select>
          <Wrong name="kind" wrong={wrong} />
        </label>
        <label className="field">
          <span className="label">{t.year}</span>
          <input
            className="input"
            name="year"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            defaultValue={written.year}
            aria-invalid={wrong.includes('year')}
            aria-describedby={wrong.includes('year') ? 'fel-year' : undefined}
          />
          <Wrong name="year" wrong={wrong} />
        </label>
        <label className="field">
          <span className="label">{t.unit}</span>
          {otherUnit === null ? null : <span className="hint">{t.otherUnit(otherUnit)}</span>}
          <select
            className="input"
            name="unit"
            defaultValue={written.unit}
            aria-invalid={wrong.includes('unit')}
            aria-describedby={wrong.includes('unit') ? 'fel-unit' : undefined}
          >
            {written.unit === '' ? <option value="">{t.choose}</option> : null}
            {units.map(({ id, name }) => (
              <option value={id} key={id}>
                {name}
              </option>
            ))}
          </select>
          <Wrong name="unit" wrong={wrong} />
        </label>
      </div>
      <p className="after">
        {t.after} {doubts ? t.doubtsAfter : null}
      </p>
      <div className="acts">
        <button className="btn main" type="submit" name="intent" value="create">
          {underWay ? sv.importPage.creating : t.submit}
        </button>
        <Link className="btn" to="/">
          {sv.importPage.cancel}
        </Link>
      </div>
    </section>
  );
}

function Wrong({ name, wrong }: { name: 'kind' | 'year' | 'unit'; wrong: readonly string[] }) {
  if (!wrong.includes(name)) return null;
  return (
    <span className="error" id={`fel-${name}`}>
      <Icon name="off" />
      {sv.importPage.errors[name]}
    </span>
  );
}

function Trouble({ trouble }: { trouble: ImportTrouble }) {
  const { errors } = sv.importPage;
  return (
    <p className="state-line" role="alert" tabIndex={-1}>
      <Icon name="off" />
      <span>
        {errors[trouble.reason]}{' '}
        {trouble.reportId === undefined ? null : (
          <>
            <Link to={`/rapporter/${trouble.reportId}`}>{errors.existsLink}</Link>. {errors.existsElse}
          </>
        )}
      </span>
    </p>
  );
}
