import { sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';
import { Icon } from '../components/icons.tsx';

const t = sv.access.password;

/** Where a new password is chosen; it may be read while one types it, since thumbs miss. */
export function NewPassword(props: { name: string; label?: string; wrong: boolean }) {
  const [shown, setShown] = useState(false);
  const [canShow, setCanShow] = useState(false);
  useEffect(() => setCanShow(true), []);
  const hint = `${props.name}-om`;
  const error = `${props.name}-fel`;
  return (
    <div className="new-password">
      <label className="field">
        <span className="label">{props.label ?? t.label}</span>
        <span className="hint" id={hint}>
          {t.hint}
        </span>
        <input
          className="input"
          type={shown ? 'text' : 'password'}
          name={props.name}
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-invalid={props.wrong}
          aria-describedby={props.wrong ? `${hint} ${error}` : hint}
        />
      </label>
      {props.wrong ? (
        <p className="error" role="alert" id={error}>
          <Icon name="off" />
          {t.length}
        </p>
      ) : null}
      {canShow ? (
        <label className="tick">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t.show}
        </label>
      ) : null}
    </div>
  );
}
