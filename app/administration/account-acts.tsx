import { sv } from '@delaktig/texts';
import type { PersonView } from '../../server/organisation/contract.ts';
import { ActForm, Fold, isOf, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { TextField } from './fields.tsx';

const t = sv.organisation.person;

type Props = { view: PersonView; answer: Answer | undefined };

/** Protected identity and closing: each says first what it means. */
export function AccountActs({ view, answer }: Props) {
  return (
    <section className="part">
      {view.isProtected ? (
        <Fold summary={t.unprotect} open={isOf(answer, 'unprotect')}>
          <ActForm intent="unprotect" answer={answer}>
            <p>{t.unprotectText}</p>
            <TextField name="name" label={sv.organisation.newPerson.name} maxLength={120} />
            <Submit>{t.unprotectAct}</Submit>
          </ActForm>
        </Fold>
      ) : (
        <Fold summary={t.protect} open={isOf(answer, 'protect')}>
          <ActForm intent="protect" answer={answer}>
            <p>{t.protectText}</p>
            <Submit>{t.protectAct}</Submit>
          </ActForm>
        </Fold>
      )}
      {view.closed ? (
        <ActForm intent="reopen" answer={answer}>
          <Submit>{t.reopen}</Submit>
        </ActForm>
      ) : (
        <Fold summary={t.close} open={isOf(answer, 'close')}>
          <ActForm intent="close" answer={answer}>
            <p>{t.closeText}</p>
            <Submit>{t.close}</Submit>
          </ActForm>
        </Fold>
      )}
    </section>
  );
}
