import { sv } from '@delaktig/texts';
import type { PeoplePreview } from '../../server/people/contract.ts';
import { Icon } from '../components/icons.tsx';

const t = sv.people.unrecognised;

/** People with a protected identity have no name to be found by: said before all else. */
export function Unrecognised({ preview: { unrecognised } }: { preview: PeoplePreview }) {
  if (unrecognised.length === 0) return null;
  return (
    <section className="roster-part" aria-labelledby="skyddade">
      <h2 id="skyddade">{t.heading}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul role="list" className="plain-lines">
        {unrecognised.map(({ unit, people }) => (
          <li key={unit}>{t.works(people, unit)}</li>
        ))}
      </ul>
      <p className="after">{t.more}</p>
    </section>
  );
}

type Props = { preview: PeoplePreview; refused: boolean };

/** Without the word of somebody who knows, none of the new people is taken in. */
export function NoneProtected({ preview: { counts, unrecognised }, refused }: Props) {
  if (counts.unproven === 0) return null;
  const units = unrecognised.map(({ unit }) => unit);
  return (
    <>
      <p className="after" id="nya-dar">
        {t.ask(counts.unproven, units)}
      </p>
      <label className="leaver all">
        <input
          type="checkbox"
          name="noneProtected"
          value="1"
          required
          aria-describedby={refused ? 'nya-dar fel-skyddade' : 'nya-dar'}
          aria-invalid={refused}
        />
        <span>{t.none(counts.unproven)}</span>
      </label>
      {refused ? (
        <p className="error" role="alert" id="fel-skyddade" tabIndex={-1}>
          <Icon name="off" />
          {t.refused}
        </p>
      ) : null}
    </>
  );
}
