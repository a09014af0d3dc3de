import { sv } from '@delaktig/texts';
import { useId } from 'react';

/** As much as an act takes. */
const MOST = 2_000;

type Props = { label?: string; hint?: string };

/** Why something is sent back: read by those who write. */
export function ReasonField({ label = sv.road.reason, hint = sv.road.reasonHint }: Props) {
  const id = useId();
  return (
    <p className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <span className="hint" id={`${id}hint`}>
        {hint}
      </span>
      <textarea
        className="input"
        id={id}
        name="reason"
        aria-describedby={`${id}hint`}
        rows={3}
        maxLength={MOST}
        required
      />
    </p>
  );
}
