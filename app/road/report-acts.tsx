import type { Missing } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useId } from 'react';
import { headingsOf } from '../report/outline.ts';
import { ActButton, ActForm } from './act-form.tsx';
import { Ask } from './ask.tsx';
import { GiveForm, ModeForm } from './mode-form.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRoad } from './road-context.tsx';
import { SectionBoxes } from './section-boxes.tsx';

const t = sv.road.report;
const GROUP = 'ask-report';

/** Opens the report for comments to a last day, or moves the day. */
export function OpenReport() {
  const { report, today } = useRoad();
  const id = useId();
  const isOpen = report.state === 'open';
  return (
    <Ask label={isOpen ? t.open.askDay : t.open.ask} group={GROUP}>
      <ActForm act="open-report" done={isOpen ? t.open.doneDay : t.open.done}>
        <p>{t.open.what}</p>
        <p className="field">
          <label className="label" htmlFor={id}>
            {t.open.day}
          </label>
          <input
            className="input short"
            id={id}
            type="date"
            name="lastCommentDay"
            min={today}
            defaultValue={report.lastCommentDay ?? undefined}
            required
          />
        </p>
        <ActButton busy={t.open.busy}>{isOpen ? t.open.actDay : t.open.act}</ActButton>
      </ActForm>
    </Ask>
  );
}

/** One can open it again, so nothing is asked. */
export function CloseComments() {
  return (
    <ActForm act="close-comments" done={t.close.done}>
      <ActButton busy={t.close.busy}>{t.close.act}</ActButton>
    </ActForm>
  );
}

export function RegistryNumber() {
  const { report } = useRoad();
  const id = useId();
  return (
    <Ask label={t.number.ask} group={GROUP}>
      <ActForm act="set-registry-number" done={t.number.done}>
        <p className="field">
          <label className="label" htmlFor={id}>
            {t.number.label}
          </label>
          <span className="hint" id={`${id}hint`}>
            {t.number.hint}
          </span>
          <input
            className="input short"
            id={id}
            name="registryNumber"
            aria-describedby={`${id}hint`}
            defaultValue={report.registryNumber ?? ''}
            maxLength={100}
          />
        </p>
        <ActButton busy={t.number.busy}>{t.number.act}</ActButton>
      </ActForm>
    </Ask>
  );
}

/** Several sections at once: what they are opened for, and which deputy has them. */
export function ManySections() {
  const { report } = useRoad();
  const all = headingsOf(report.outline).map(({ section, title }) => ({ ...section, title }));
  const openable = all.filter(({ rights }) => rights.open);
  const hasDeputies = (report.leading?.deputies.length ?? 0) > 0;
  return (
    <>
      {openable.length === 0 ? null : (
        <Ask label={t.sections.ask} group={GROUP}>
          <p>{t.sections.what}</p>
          <ModeForm of={null}>
            <SectionBoxes sections={openable} />
          </ModeForm>
        </Ask>
      )}
      {hasDeputies ? (
        <Ask label={t.give.ask} group={GROUP}>
          <GiveForm of={null}>
            <SectionBoxes sections={all} />
          </GiveForm>
        </Ask>
      ) : null}
    </>
  );
}

/** What is missing, with the way there, and then what cannot be taken back. */
export function Submit() {
  const { report } = useRoad();
  const missing = report.leading?.missing ?? [];
  const bySection = missingBySection(missing);
  const anchors = new Map(headingsOf(report.outline).map(({ section, anchor }) => [section.id, anchor]));
  return (
    <Ask label={t.submit.ask} group={GROUP}>
      {missing.length === 0 ? (
        <p>{t.submit.whole}</p>
      ) : (
        <>
          <p>{t.submit.missing(bySection.size)}</p>
          <ul className="missing">
            {[...bySection].map(([sectionId, [first, ...others]]) => (
              <li key={sectionId}>
                <a href={`#${anchors.get(sectionId)}`}>{first.title}</a>:{' '}
                {sv.road.missing.list([first, ...others])}.
              </li>
            ))}
          </ul>
        </>
      )}
      <ActForm act="submit" given={{ despite: String(missing.length > 0) }} closesText done={t.submit.done}>
        <p>
          <b>{t.submit.what}</b>
        </p>
        <ActButton main busy={t.submit.busy}>
          {missing.length > 0 ? t.submit.despite : t.submit.act}
        </ActButton>
      </ActForm>
    </Ask>
  );
}

function missingBySection(missing: readonly Missing[]): Map<string, [Missing, ...Missing[]]> {
  const bySection = new Map<string, [Missing, ...Missing[]]>();
  for (const what of missing) {
    const found = bySection.get(what.sectionId);
    if (found === undefined) bySection.set(what.sectionId, [what]);
    else found.push(what);
  }
  return bySection;
}

/** The superior names what is to be written again, and says why. */
export function ReturnReport() {
  const { report } = useRoad();
  const sections = headingsOf(report.outline).map(({ section: { id }, title }) => ({ id, title }));
  return (
    <Ask label={t.returnIt.ask} group={GROUP}>
      <ActForm act="return-report" done={t.returnIt.done} className="mode-form">
        <p>{t.returnIt.what}</p>
        <SectionBoxes sections={sections} />
        <ReasonField />
        <ActButton busy={t.returnIt.busy}>{t.returnIt.act}</ActButton>
      </ActForm>
    </Ask>
  );
}
