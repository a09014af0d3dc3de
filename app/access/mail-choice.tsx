import { MAIL_CHOICES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Form, useNavigation } from '@remix-run/react';
import type { OwnAccount } from '../../server/accounts/contract.ts';
import { MadeFor } from '../components/made-for.tsx';
import { Told } from './told.tsx';

const t = sv.telling.choice;

type Props = { account: Pick<OwnAccount, 'email' | 'mailWish'>; canMail: boolean; isChanged: boolean };

/** How one wants mail about comments. Where there can be none it is said why, and there is nothing to choose. */
export function MailChoiceForm({ account: { email, mailWish }, canMail, isChanged }: Props) {
  const underWay = useNavigation().formData?.get('intent') === 'mail';
  if (!canMail) return <p className="muted">{t.noMail}</p>;
  if (email === null) return <p className="muted">{t.noAddress}</p>;
  return (
    <Form method="post" className="mail-choice" preventScrollReset>
      <MadeFor />
      <input type="hidden" name="intent" value="mail" />
      <fieldset className="rules">
        <legend>{t.lead}</legend>
        {MAIL_CHOICES.map((choice) => (
          <label className="tick" key={choice}>
            <input type="radio" name="choice" value={choice} defaultChecked={choice === mailWish.choice} />
            <span>
              <b>{t.choices[choice].name}</b>
              <small>{t.choices[choice].means}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="tick">
        <input type="checkbox" name="quiet" defaultChecked={mailWish.quiet} />
        <span>
          <b>{t.quiet}</b>
          <small>{t.quietMore}</small>
        </span>
      </label>
      <p className="small muted">{t.more}</p>
      <button className="btn" type="submit" aria-disabled={underWay || undefined}>
        {underWay ? t.busy : t.act}
      </button>
      {isChanged ? <Told wrong={false}>{t.done}</Told> : null}
    </Form>
  );
}
