import type { SectionMode, SectionView } from '@delaktig/domain';
import { SECTION_MODES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { ActButton, ActForm } from './act-form.tsx';
import { useRoad } from './road-context.tsx';

const t = sv.road.mode;

type Named = { id: string; name: string };

/**
 * What a section is opened for, and for whom. `of` is the section that is changed, as it stands; null where
 * several are chosen in `children`.
 */
export function ModeForm({
  of,
  title,
  children,
}: {
  of: SectionView | null;
  title?: string;
  children?: ReactNode;
}) {
  const { report } = useRoad();
  const mode = of?.mode ?? 'comment';
  const groups = withKnown(report.leading?.groups ?? [], of?.writers.groups ?? []);
  return (
    <ActForm
      act="set-mode"
      place={of?.id}
      given={of === null ? {} : { sectionIds: of.id }}
      done={t.done}
      className="mode-form"
    >
      {children}
      <fieldset>
        <legend>{t.legend}</legend>
        {SECTION_MODES.map((one) => (
          <ModeChoice key={one} mode={one} isChosen={one === mode} />
        ))}
      </fieldset>
      <fieldset className="writers">
        <legend>{t.groups}</legend>
        {groups.length === 0 ? <p className="muted">{t.noGroups}</p> : null}
        {groups.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              name="workGroupIds"
              value={id}
              defaultChecked={of?.writers.groups.some((group) => group.id === id) ?? false}
            />
            {name}
          </label>
        ))}
        <label className="choice">
          <input
            type="checkbox"
            name="controllers"
            value="true"
            defaultChecked={of?.writers.controllers ?? false}
          />
          {t.controllers}
        </label>
      </fieldset>
      <ActButton busy={t.busy} about={title}>
        {of === null ? t.actMany : t.act}
      </ActButton>
    </ActForm>
  );
}

function ModeChoice({ mode, isChosen }: { mode: SectionMode; isChosen: boolean }) {
  return (
    <label className="choice">
      <input type="radio" name="mode" value={mode} defaultChecked={isChosen} />
      <span>
        <b>{t.names[mode]}:</b> {t.what[mode]}
      </span>
    </label>
  );
}

/** Those who lead know all of the unit; what is chosen already is to be seen in any case. */
function withKnown(all: readonly Named[], chosen: readonly Named[]): Named[] {
  return [...all, ...chosen.filter(({ id }) => all.every((one) => one.id !== id))];
}

/** Which deputies have a section; of several, for all of them alike. */
export function GiveForm({
  of,
  title,
  children,
}: {
  of: SectionView | null;
  title?: string;
  children?: ReactNode;
}) {
  const { report } = useRoad();
  const words = sv.road.give;
  return (
    <ActForm
      act="give-section"
      place={of?.id}
      given={of === null ? {} : { sectionIds: of.id }}
      done={words.done}
      className="mode-form"
    >
      {children}
      <fieldset>
        <legend>{words.legend}</legend>
        <p className="hint">{words.what}</p>
        {(report.leading?.deputies ?? []).map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              name="deputyIds"
              value={id}
              defaultChecked={of?.deputies.some((deputy) => deputy.id === id) ?? false}
            />
            {name === '' ? sv.roles.deputy : name}
          </label>
        ))}
      </fieldset>
      <ActButton busy={words.busy} about={title}>
        {of === null ? words.actMany : words.act}
      </ActButton>
    </ActForm>
  );
}
