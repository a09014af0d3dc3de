import { MOST, useIsSending } from './act-form.tsx';

type Props = {
  id: string;
  label: string;
  required?: boolean;
  body: string;
  onChange: (body: string) => void;
  describedBy: string;
};

/** Words beside those that a form is about: why, or what somebody is told. */
export function BodyField({ id, label, required, body, onChange, describedBy }: Props) {
  const isSending = useIsSending();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        className="input low"
        id={id}
        name="body"
        rows={2}
        maxLength={MOST}
        readOnly={isSending}
        required={required}
        value={body}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={describedBy}
      />
    </div>
  );
}
