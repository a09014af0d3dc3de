import './collab.css';
import type { Writer } from '@delaktig/sync';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Engine } from './engine.ts';
import type { SaveState } from './save-state.ts';

const IDLE: SaveState = { kind: 'idle' };
const NOBODY: Writer[] = [];
const nothingToHear = () => () => {};

const EngineContext = createContext<Engine | null>(null);
const MissingContext = createContext({ isMissing: false, tell: () => {} });

/**
 * The page's one connection, for everything inside. Its code comes after the page has come alive, so that the
 * text can be read first. `onChanged`: something in the report has changed, read it again.
 */
export function CollabProvider(props: {
  reportId: string;
  accountId: string;
  onChanged?: (what: string) => void;
  children: ReactNode;
}) {
  const { reportId, accountId, onChanged } = props;
  const [engine, setEngine] = useState<Engine | null>(null);
  const [isMissing, setMissing] = useState(false);
  const missing = useMemo(() => ({ isMissing, tell: () => setMissing(true) }), [isMissing]);
  const changed = useRef(onChanged);
  changed.current = onChanged;

  useEffect(() => {
    let left = false;
    let started: Engine | null = null;
    import('./start-engine.ts').then(
      ({ startEngine }) => {
        if (left) return;
        started = startEngine({ reportId, accountId, changed: (what) => changed.current?.(what) });
        setEngine(started);
      },
      () => setMissing(true),
    );
    return () => {
      left = true;
      started?.destroy();
      setEngine(null);
    };
  }, [reportId, accountId]);

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

/** Who writes in a section right now, oneself excluded. */
export function useWriters(sectionId: string): Writer[] {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => engine?.writersIn(sectionId) ?? NOBODY,
    () => NOBODY,
  );
}
