import './collab.css';
import type { Writer } from '@delaktig/sync';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useUnsentSources } from '../sign-out/unsent-sources.ts';
import type { Engine } from './engine.ts';
import type { SaveState } from './save-state.ts';
import type { ReportPlaces } from './section-desk.ts';
import type { SetAside } from './unsent-store.ts';

const IDLE: SaveState = { line: { kind: 'idle' }, held: null };
const NOBODY: Writer[] = [];
const NOTHING_ASIDE: readonly SetAside[] = [];
const nothingToHear = () => () => {};

const EngineContext = createContext<Engine | null>(null);
const MissingContext = createContext({ isMissing: false, tell: () => {} });

/**
 * The page's one connection, for everything inside. Its code comes after the page has come alive, so that the
 * text can be read first. `onChanged`: something in the report, or one's rights in it, has changed: read it again;
 * `onThreads`: its comments have.
 */
export function CollabProvider(props: {
  reportId: string;
  accountId: string;
  places: ReportPlaces;
  onChanged: () => void;
  onThreads: () => void;
  children: ReactNode;
}) {
  const { reportId, accountId, places, onChanged, onThreads } = props;
  const [engine, setEngine] = useState<Engine | null>(null);
  const [isMissing, setMissing] = useState(false);
  const missing = useMemo(() => ({ isMissing, tell: () => setMissing(true) }), [isMissing]);
  const sources = useUnsentSources();
  const latest = useRef({ places, onChanged, onThreads });
  latest.current = { places, onChanged, onThreads };

  useEffect(() => {
    let left = false;
    let started: Engine | null = null;
    import('./start-engine.ts').then(
      ({ startEngine }) => {
        if (left) return;
        const made = startEngine({
          reportId,
          accountId,
          places: latest.current.places,
          readAgain: () => latest.current.onChanged(),
          readThreads: () => latest.current.onThreads(),
          ended: () => sources.delete(made),
        });
        started = made;
        sources.add(made);
        setEngine(made);
      },
      () => setMissing(true),
    );
    return () => {
      left = true;
      started?.destroy();
      setEngine(null);
    };
  }, [reportId, accountId, sources]);
  useEffect(() => engine?.setPlaces(places), [engine, places]);

  return (
    <MissingContext.Provider value={missing}>
      <EngineContext.Provider value={engine}>{props.children}</EngineContext.Provider>
    </MissingContext.Provider>
  );
}

/** Whether code that the page needs to be live could not be fetched. */
export function useIsMissing(): boolean {
  return useContext(MissingContext).isMissing;
}

/** What to call when such code did not come. */
export function useToldMissing(): () => void {
  return useContext(MissingContext).tell;
}

/** Null on the server and until the page has come alive. */
export function useEngine(): Engine | null {
  return useContext(EngineContext);
}

export function useSaveState(): SaveState {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => engine?.saveState() ?? IDLE,
    () => IDLE,
  );
}

/** What one wrote in the report and no section took. */
export function useAside(): readonly SetAside[] {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => engine?.aside() ?? NOTHING_ASIDE,
    () => NOTHING_ASIDE,
  );
}

/** Whether what is unsent outlives the tab. */
export function useKeeps(): boolean {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => engine?.keeps() ?? false,
    () => false,
  );
}

/** Who writes in a section right now, oneself excluded. */
export function useWriters(sectionId: string): Writer[] {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => engine?.writersIn(sectionId) ?? NOBODY,
    () => NOBODY,
  );
}
