import { sv } from '@delaktig/texts';
import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { AdministrationSummary } from '../../server/organisation/contract.ts';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Masthead } from '../components/masthead.tsx';
import { DoneLine } from './act-form.tsx';
import type { Answer } from './answer.ts';

const t = sv.organisation;

type Props = {
  administration: AdministrationSummary;
  /** There are others to choose. */
  many: boolean;
  kicker?: ReactNode;
  heading: string;
  answer?: Answer;
  children: ReactNode;
};

const PLACES = [
  { to: '/administration', label: t.nav.units, under: '/administration/enheter/' },
  { to: '/administration/personer', label: t.nav.people, under: '/administration/personer/' },
  { to: '/administration/inbjudningar', label: t.nav.invitations },
  { to: '/administration/godkannande', label: t.nav.approval },
  { to: '/administration/mejl', label: sv.telling.administration.nav },
  { to: '/administration/logg', label: t.nav.log },
];

/** What stands around every page for administrators. */
export function AdministrationFrame({ administration, many, kicker, heading, answer, children }: Props) {
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead showName>{administration.name}</Masthead>
      <nav className="admin-nav" aria-label={t.nav.label}>
        {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
        <ul role="list">
          {PLACES.map(({ to, label, under }) => (
            <li key={to}>
              <Link
                to={within(to, administration, many)}
                aria-current={
                  pathname === to ? 'page' : under && pathname.startsWith(under) ? 'true' : undefined
                }
              >
                {label}
              </Link>
            </li>
          ))}
          {many ? (
            <li>
              <Link to="/administration">{t.choose.other}</Link>
            </li>
          ) : null}
        </ul>
      </nav>
      <main className="wrap admin" id="text" tabIndex={-1}>
        {kicker === undefined ? null : <p className="kicker">{kicker}</p>}
        <h1 className="say calm">{heading}</h1>
        <DoneLine answer={answer} />
        {children}
      </main>
      <EndOfPage />
    </>
  );
}

/** An address of the administration; it is named where there are several. */
export function within(path: string, administration: { id: string }, many: boolean): string {
  if (!many) return path;
  return `${path}${path.includes('?') ? '&' : '?'}forvaltning=${administration.id}`;
}
