import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { ThemeButton } from '../components/theme-button.tsx';

/** The title page on which people come in: name, one sentence, and what there is to do. */
export function CoverPage({ children }: { children: ReactNode }) {
  return (
    <div className="page">
      <header className="cover">
        <h1>{sv.chrome.product}</h1>
        <p className="lead">{sv.signIn.lead}</p>
      </header>
      <main className="who-are-you">{children}</main>
      <div className="theme-corner">
        <ThemeButton />
      </div>
    </div>
  );
}
