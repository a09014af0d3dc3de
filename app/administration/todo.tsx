import { sentence, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { OverviewView } from '../../server/organisation/contract.ts';
import { Icon } from '../components/icons.tsx';

const t = sv.organisation.overview;

/** What is not set up yet, each with the place where it is. */
export function Todo({ view, at }: { view: OverviewView; at: (path: string) => string }) {
  const units = view.units.flatMap(({ id, name, managers, hasSuperior }) => {
    const to = `/administration/enheter/${id}`;
    return [
      ...(managers.length === 0 ? [{ key: `m${id}`, to, text: t.noManager(name) }] : []),
      ...(hasSuperior ? [] : [{ key: `s${id}`, to, text: t.noSuperior(name) }]),
    ];
  });
  const people = [
    { key: 'sign-in', n: view.withoutSignIn, text: t.withoutSignIn },
    { key: 'role', n: view.withoutRole, text: t.withoutRole },
  ].flatMap(({ key, n, text }) =>
    n === 0 ? [] : [{ key, to: at(`/administration/personer?saknar=${key}`), text: sentence(text(n)) }],
  );
  const all = [...units, ...people];
  if (all.length === 0) {
    return (
      <p className="say-more all-there">
        <Icon name="check" /> {t.all}
      </p>
    );
  }
  return (
    <section className="part">
      <h2>{t.todo}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="plain" role="list">
        {all.map(({ key, to, text }) => (
          <li key={key}>
            <Link to={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
