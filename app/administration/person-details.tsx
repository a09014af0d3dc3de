import { shownMobile } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { PersonView } from '../../server/organisation/contract.ts';
import { ActForm, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { TextField } from './fields.tsx';

const t = sv.organisation;

/** Name and addresses; of a protected identity neither can be read, and addresses can be replaced. */
export function PersonDetails({ view, answer }: { view: PersonView; answer: Answer | undefined }) {
  const hint = (has: boolean) => (view.isProtected ? t.person.hiddenContact(has) : undefined);
  return (
    <section className="part first">
      <h2>{t.person.details}</h2>
      <ActForm intent="details" answer={answer}>
        {view.isProtected ? null : (
          <TextField name="name" label={t.newPerson.name} value={view.name} maxLength={120} />
        )}
        <TextField
          name="email"
          type="email"
          label={t.newPerson.email}
          value={view.email ?? ''}
          hint={hint(view.hasEmail)}
        />
        <TextField
          name="mobile"
          type="tel"
          label={t.newPerson.mobile}
          value={view.mobile === null ? '' : shownMobile(view.mobile)}
          hint={hint(view.hasMobile)}
        />
        <Submit>{t.person.changeDetails}</Submit>
      </ActForm>
    </section>
  );
}
