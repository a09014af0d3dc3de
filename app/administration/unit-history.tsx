import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { PlannedChange, UnitView } from '../../server/organisation/contract.ts';
import { ActForm, Submit } from './act-form.tsx';
import type { Answer } from './answer.ts';

const t = sv.organisation.unit;

/** What has been decided and waits for its day; may be taken back until then. */
export function UnitWaiting({ view, answer }: { view: UnitView; answer: Answer | undefined }) {
  const names = view.names.filter(({ from }) => from > view.today);
  if (names.length + view.changes.length === 0) return null;
  return (
    <section className="part">
      <h2>{t.waiting}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="plain waiting" role="list">
        {names.map(({ name, from }) => (
          <Waiting
            key={from}
            text={t.renamed(name, from)}
            intent="undo-rename"
            target={from}
            answer={answer}
          />
        ))}
        {view.changes.map((change) => (
          <Waiting
            key={change.id}
            text={plannedText(change)}
            intent="undo-change"
            target={change.id}
            answer={answer}
          />
        ))}
      </ul>
    </section>
  );
}

type WaitingProps = { text: string; intent: string; target: string; answer: Answer | undefined };

function Waiting({ text, intent, target, answer }: WaitingProps) {
  return (
    <li>
      <span>{text}</span>
      <ActForm intent={intent} target={target} answer={answer}>
        <Submit low>
          {sv.organisation.undo}
          <span className="sr">: {text}</span>
        </Submit>
      </ActForm>
    </li>
  );
}

function plannedText({ kind, day, units, groups, heir }: PlannedChange): string {
  const names = units.map(({ name }) => name);
  switch (kind) {
    case 'merge':
      return t.planned.merge(names, heir?.name ?? '', day);
    case 'split':
      return t.planned.split(
        groups.map(({ name }) => name),
        heir?.name ?? '',
        day,
      );
    case 'end':
      return t.planned.end(names, day);
  }
}

/** Names that the unit has had, and the units before and after it. */
export function UnitHistory({ view }: { view: UnitView }) {
  const names = view.names.filter(({ from }) => from <= view.today);
  if (names.length + view.heirs.length + view.predecessors.length === 0) return null;
  return (
    <section className="part">
      <h2>{t.history}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="plain" role="list">
        {view.heirs.map(({ id, name, from }) => (
          <li key={`h${id}`}>
            <Link to={`/administration/enheter/${id}`}>{name}</Link> <small>{t.heir(from)}</small>
          </li>
        ))}
        {view.predecessors.map(({ id, name, from }) => (
          <li key={`p${id}`}>
            <Link to={`/administration/enheter/${id}`}>{name}</Link> <small>{t.predecessor(from)}</small>
          </li>
        ))}
        {names.map(({ name, from }, index) => (
          <li key={from}>{index === names.length - 1 ? t.calledFirst(name) : t.wasCalled(name, from)}</li>
        ))}
      </ul>
    </section>
  );
}
