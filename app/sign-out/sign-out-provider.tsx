import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { createContext, lazy, Suspense, useCallback, useContext, useMemo, useState } from 'react';
import { useViewer } from '../viewer.ts';
import type { UnsentPlace } from './leaving.ts';
import type { UnsentSource } from './unsent-sources.ts';
import { UnsentSourcesProvider } from './unsent-sources.ts';

/** Only for those who have something unsent. */
const SignOutDialog = lazy(() => import('./sign-out-dialog.tsx'));

type State = { kind: 'here' } | { kind: 'asking'; places: UnsentPlace[] } | { kind: 'failed' };

const SignOutContext = createContext<() => void>(() => {});

/** What to call to sign out: asks first when words would be lost. */
export function useSignOut(): () => void {
  return useContext(SignOutContext);
}

/** Knows what is unsent in this tab, and asks before it is thrown away. */
export function SignOutProvider({ children }: { children: ReactNode }) {
  const accountId = useViewer()?.account.id;
  const sources = useMemo(() => new Set<UnsentSource>(), []);
  const [state, setState] = useState<State>({ kind: 'here' });

  const leave = useCallback(async () => {
    if (accountId === undefined) return;
    const { leave } = await import('./leaving.ts');
    if (!(await leave(accountId, sources))) setState({ kind: 'failed' });
  }, [accountId, sources]);

  const ask = useCallback(async () => {
    if (accountId === undefined) return;
    setState({ kind: 'here' });
    try {
      const { settle, unsentPlaces } = await import('./leaving.ts');
      await settle(sources);
      const places = await unsentPlaces(accountId, sources);
      if (places.length > 0) setState({ kind: 'asking', places });
      else await leave();
    } catch {
      // The code that looks for unsent words did not come: nothing is thrown away unseen.
      setState({ kind: 'failed' });
    }
  }, [accountId, sources, leave]);
  const signOut = useCallback(() => void ask(), [ask]);

  return (
    <UnsentSourcesProvider value={sources}>
      <SignOutContext.Provider value={signOut}>{children}</SignOutContext.Provider>
      {state.kind === 'asking' && accountId !== undefined ? (
        <Suspense fallback={null}>
          <SignOutDialog
            accountId={accountId}
            sources={sources}
            places={state.places}
            onStay={() => setState({ kind: 'here' })}
            onLeave={leave}
          />
        </Suspense>
      ) : null}
      <div role="status" className="without-contact">
        {state.kind === 'failed' ? (
          <p className="state off">
            <b>{sv.signOut.failed.title}</b> {sv.signOut.failed.text}
          </p>
        ) : null}
      </div>
    </UnsentSourcesProvider>
  );
}
