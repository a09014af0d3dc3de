import { sv } from '@delaktig/texts';
import { useId } from 'react';

/** As much as an act takes. */
const MOST = 2_000;

/** Why something is sent back: read by those who write. */
export function ReasonField() {
  const id = useId();
  return (
    <p className="field">
      <label className="label" htmlFor={id}>
        {sv.road.reason}
      </label>
      <span className="hint" id={`${id}hint`}>
        {sv.road.reasonHint}
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
