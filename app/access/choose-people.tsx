import { sv } from '@delaktig/texts';
import { Form, Link, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Invitations, PersonInLine } from '../../server/accounts/contract.ts';
import { MadeFor } from '../components/made-for.tsx';
import { codeLine, shownAs } from './shown.ts';

const t = sv.access.invitations;

type Props = { people: PersonInLine[]; canMail: Invitations['canMail'] };

/** Those who cannot sign in yet, to be chosen; whoever has an invitation that still holds is not chosen to begin with. */
export function ChoosePeople({ people, canMail }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const underWay = useNavigation().formData?.get('intent');
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const chooseAll = (checked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="person"]') ?? []) {
      if (!box.disabled) box.checked = checked;
    }
  };
  const withMail = people.filter(({ hasEmail, mayAct }) => hasEmail && mayAct).length;
  return (
    <Form method="post" ref={form}>
      <MadeFor />
      {scripted ? (
        <label className="tick choose-all">
          <input type="checkbox" onChange={(event) => chooseAll(event.target.checked)} />
          {t.chooseAll}
        </label>
      ) : null}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="in-line" role="list">
        {people.map((person) => (
          <Person person={person} key={person.id} />
        ))}
      </ul>
      <div className="invite-acts">
        {canMail ? (
          <p>
            <button className="btn main" type="submit" name="intent" value="mail">
              {underWay === 'mail' ? t.sendBusy : t.send}
            </button>
            <span className="small muted">{t.sendMore(withMail, people.length)}</span>
          </p>
        ) : (
          <p className="small muted">{t.noMail}</p>
        )}
        <p>
          <button className={canMail ? 'btn' : 'btn main'} type="submit" name="intent" value="print">
            {underWay === 'print' ? t.printBusy : t.print}
          </button>
          <span className="small muted">{t.printMore}</span>
        </p>
      </div>
    </Form>
  );
}

function Person({ person }: { person: PersonInLine }) {
  const { id, name, roles, units, groups, hasEmail, mayAct, code } = person;
  const who = shownAs(name, roles);
  return (
    <li>
      <label className="who">
        <input
          type="checkbox"
          name="person"
          value={id}
          disabled={!mayAct}
          defaultChecked={mayAct && code?.state !== 'valid'}
          aria-label={t.choose(who)}
        />
        <span>
          <b>{who}</b>
          <small>{[...units, ...groups].join(', ')}</small>
        </span>
      </label>
      <span className="way">{hasEmail ? t.byMail : t.byPaper}</span>
      <span className="state">{mayAct ? codeLine(code) : t.elsewhere}</span>
      <Link className="to-person" to={`/administration/personer/${id}/inloggning`}>
        {t.open} <span className="sr">{t.openMore(who)}</span>
      </Link>
    </li>
  );
}
