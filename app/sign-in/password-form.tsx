import { sv } from '@delaktig/texts';
import { Form, Link, useNavigation } from '@remix-run/react';
import { Icon } from '../components/icons.tsx';

const t = sv.signIn;

/** What one signs in with and the password. Every way to fail is told in the same calm sentence. */
export function PasswordForm(props: { till: string; refused: boolean; identifier: string }) {
  const underWay = useNavigation().formData?.has('password') ?? false;
  const told = props.refused ? 'refused' : undefined;
  return (
    <Form method="post" className="sign-in-form">
      <input type="hidden" name="till" value={props.till} />
      <label className="field">
        <span className="label">{t.password.identifier}</span>
        <input
          className="input"
          type="text"
          name="identifier"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={props.identifier}
          aria-describedby={told}
        />
      </label>
      <label className="field">
        <span className="label">{t.password.password}</span>
        <input
          className="input"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          aria-describedby={told}
        />
      </label>
      {props.refused ? (
        <p className="error" role="alert" id={told}>
          <Icon name="off" />
          {t.refused}
        </p>
      ) : null}
      <button className="btn main" type="submit">
        {underWay ? t.password.busy : t.password.submit}
      </button>
      <p className="ways">
        <Link to="/glomt-losenord">{t.password.forgotten}</Link>
        <Link to="/valkommen">{t.password.haveCode}</Link>
      </p>
    </Form>
  );
}
