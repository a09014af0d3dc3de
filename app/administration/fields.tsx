import { sv } from '@delaktig/texts';
import type { HTMLInputTypeAttribute } from 'react';
import { useId } from 'react';
import type { Named } from '../../server/organisation/contract.ts';
import { useField } from './act-form.tsx';

const t = sv.organisation;

type TextProps = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  type?: HTMLInputTypeAttribute;
  short?: boolean;
  autoComplete?: string;
  maxLength?: number;
};

export function TextField(props: TextProps) {
  const { name, label, hint, value = '', type = 'text', short, autoComplete = 'off', maxLength } = props;
  const { written, invalid, errorId } = useField(name);
  const hintId = useId();
  const described = [hint === undefined ? '' : hintId, invalid ? errorId : ''].join(' ').trim();
  return (
    <label className={short ? 'field short' : 'field'}>
      <span className="label">{label}</span>
      {hint === undefined ? null : (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      <input
        className="input"
        type={type}
        name={name}
        defaultValue={written ?? value}
        autoComplete={autoComplete}
        maxLength={maxLength}
        aria-invalid={invalid || undefined}
        aria-describedby={described === '' ? undefined : described}
      />
    </label>
  );
}

/** The first and the last day, both included. */
export function SpanFields({ from, to }: { from: string | null; to: string | null }) {
  return (
    <div className="fields">
      <TextField name="from" type="date" label={`${t.day} (${t.optional})`} value={from ?? ''} short />
      <TextField name="to" type="date" label={`${t.lastDay} (${t.optional})`} value={to ?? ''} short />
      <p className="hint whole">{t.dayHint}</p>
    </div>
  );
}

type SelectProps = {
  name: string;
  label: string;
  value?: string;
  options: readonly { value: string; label: string }[];
  onChoose?: (value: string) => void;
};

export function SelectField({ name, label, value, options, onChoose }: SelectProps) {
  const { written, invalid, errorId } = useField(name);
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select
        className="input"
        name={name}
        defaultValue={written ?? value}
        onChange={(event) => onChoose?.(event.currentTarget.value)}
        aria-invalid={invalid || undefined}
        aria-describedby={invalid ? errorId : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Tick(props: { name: string; value?: string; label: string; ticked?: boolean }) {
  const { invalid, errorId } = useField(props.name);
  return (
    <label className="tick">
      <input
        type="checkbox"
        name={props.name}
        value={props.value ?? 'on'}
        defaultChecked={props.ticked}
        aria-invalid={invalid || undefined}
        aria-describedby={invalid ? errorId : undefined}
      />
      <span>{props.label}</span>
    </label>
  );
}

type TicksProps = { name: string; legend: string; options: readonly Named[]; ticked?: readonly string[] };

export function Ticks({ name, legend, options, ticked = [] }: TicksProps) {
  if (options.length === 0) return null;
  return (
    <fieldset className="ticks">
      <legend>{legend}</legend>
      {options.map(({ id, name: label }) => (
        <Tick key={id} name={name} value={id} label={label} ticked={ticked.includes(id)} />
      ))}
    </fieldset>
  );
}
