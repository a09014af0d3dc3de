import { sv } from '@delaktig/texts';
import { Form } from '@remix-run/react';
import { Icon } from '../components/icons.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { Told } from './told.tsx';

const t = sv.access.person;

type Props = {
  present: string | null;
  answer: { wrong: 'form' | 'taken' | null; username: string } | null;
};

/** A name to sign in with, for someone who has neither e-mail nor mobile here. */
export function GiveUsername({ present, answer }: Props) {
  const wrong = answer?.wrong ?? null;
  return (
    <Form method="post" className="give-username">
      <MadeFor />
      <label className="field">
        <span className="label">{t.usernameLabel}</span>
        <span className="hint" id="username-om">
          {t.usernameHint}
        </span>
        <input
          className="input"
          name="username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={40}
          defaultValue={wrong === null ? (present ?? '') : answer?.username}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? 'username-om' : 'username-om username-fel'}
        />
      </label>
      {wrong === null ? null : (
        <p className="error" role="alert" id="username-fel">
          <Icon name="off" />
          {wrong === 'taken' ? t.usernameTaken : t.usernameForm}
        </p>
      )}
      <button className="btn" type="submit">
        {present === null ? t.usernameSubmit : t.usernameChange}
      </button>
      {answer !== null && wrong === null ? <Told wrong={false}>{t.usernameSet(answer.username)}</Told> : null}
    </Form>
  );
}
