import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { AdministrationSummary } from '../../server/organisation/contract.ts';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Masthead } from '../components/masthead.tsx';

const t = sv.organisation;

/** For those who administer several. */
export function Choose({ all }: { all: readonly AdministrationSummary[] }) {
  return (
    <>
      <Masthead showName>{t.title}</Masthead>
      <main className="wrap admin" id="text" tabIndex={-1}>
        <h1 className="say calm">{t.choose.say}</h1>
        {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
        <ul className="plain big" role="list">
          {all.map(({ id, name, organisation }) => (
            <li key={id}>
              <Link to={`/administration?forvaltning=${id}`}>{name}</Link> <small>{organisation}</small>
            </li>
          ))}
        </ul>
      </main>
      <EndOfPage />
    </>
  );
}
