import { sv } from '@delaktig/texts';
import type { UnitView } from '../../server/organisation/contract.ts';
import { ActForm, Fold, isOf, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';
import { TextField, Tick } from './fields.tsx';

const t = sv.organisation.unit;

type Props = { view: UnitView; answer: Answer | undefined };

export function UnitGroups({ view, answer }: Props) {
  return (
    <section className="part first">
      <h2>{t.groups}</h2>
      {view.groups.length === 0 ? <p>{t.noGroups}</p> : null}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="plain" role="list">
        {view.groups.map((group) => (
          <li key={group.id}>
            <b>{group.name}</b> <small>{sv.organisation.peopleCount(group.people)}</small>
            <Fold
              summary={sv.organisation.change}
              about={group.name}
              open={isOf(answer, 'rename-group', group.id) || isOf(answer, 'close-group', group.id)}
            >
              <ActForm intent="rename-group" target={group.id} answer={answer}>
                <TextField name="name" label={t.groupName} value={group.name} maxLength={120} />
                <Submit low>{t.renameGroup}</Submit>
              </ActForm>
              <ActForm intent="close-group" target={group.id} answer={answer}>
                <p>{t.closeText}</p>
                {group.people === 0 ? null : <Tick name="despite" label={t.closeDespite(group.people)} />}
                <Submit low>{t.closeGroup}</Submit>
              </ActForm>
            </Fold>
          </li>
        ))}
      </ul>
      <ActForm intent="add-group" answer={answer} className="row">
        <TextField name="name" label={t.newGroup} maxLength={120} />
        <Submit>{t.addGroup}</Submit>
      </ActForm>
      {view.closedGroups.length === 0 ? null : (
        <p className="muted small">
          {t.closedGroups}: {view.closedGroups.map(({ name }) => name).join(', ')}
        </p>
      )}
    </section>
  );
}
