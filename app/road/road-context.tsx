import type { ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useEngine } from '../collab/index.ts';
import type { Refusal } from './answer.ts';
import { refusalFrom, stateAnchor, WHOLE_REPORT } from './answer.ts';

/** How long after an act the focus may still be led on: later one is somewhere else. */
const FOLLOWS_MS = 10_000;

type Road = {
  report: ReportView;
  /** Whom the page was made for. */
  accountId: string;
  /** ISO date of the day, for the choice of a last one. */
  today: string;
  /** An act went through: what is told of it, and where it belongs. The page is read again. */
  done(place: string, words: string): void;
  refused(place: string, reason: Refusal): void;
  /** An act begins: what was told of the one before it is old. */
  begins(): void;
};

type Told = { place: string; reason: Refusal } | null;

const RoadContext = createContext<Road | null>(null);
const ToldContext = createContext<Told>(null);

/** What the acts of a page share: the report they are of, what is told of them, and where the focus goes. */
export function RoadProvider(props: {
  report: ReportView;
  accountId: string;
  today: string;
  readAgain: () => void;
  children: ReactNode;
}) {
  const { report, accountId, today, readAgain } = props;
  const [told, setTold] = useState<Told>(useToldByAddress());
  const [said, setSaid] = useState('');
  const follow = useFocusAfter(report);
  const closed = useQuietAfterOwnAct();
  const begins = useCallback(() => {
    setTold(null);
    setSaid('');
  }, []);
  const done = useCallback(
    (place: string, words: string) => {
      setSaid(words);
      follow(place);
      closed(place);
      readAgain();
    },
    [follow, closed, readAgain],
  );
  const refused = useCallback(
    (place: string, reason: Refusal) => {
      setTold({ place, reason });
      if (reason !== 'away' && reason !== 'unsent' && reason !== 'invalid') readAgain();
    },
    [readAgain],
  );
  const road = useMemo(
    () => ({ report, accountId, today, done, refused, begins }),
    [report, accountId, today, done, refused, begins],
  );
  return (
    <RoadContext.Provider value={road}>
      <ToldContext.Provider value={told}>{props.children}</ToldContext.Provider>
      <p className="sr" role="status">
        {said}
      </p>
    </RoadContext.Provider>
  );
}

export function useRoad(): Road {
  const road = useContext(RoadContext);
  if (road === null) throw new Error('Acts on the road belong in a RoadProvider');
  return road;
}

/** Why the last act of a place did not come to be: what happened, what is safe, what to do. */
export function TellsRefusal({ place }: { place: string }) {
  const told = useContext(ToldContext);
  return (
    <div role="alert">
      {told?.place === place ? <p className="road-refusal">{sv.road.refused[told.reason]}</p> : null}
    </div>
  );
}

/** Where no script runs, the address tells of what was refused. */
function useToldByAddress(): Told {
  const [params] = useSearchParams();
  const reason = refusalFrom(params.get('besked'));
  const place = params.get('vid');
  return reason === null || place === null ? null : { place, reason };
}

/**
 * After an act the button that was pressed is often gone with the state that it left. Then the focus goes to the
 * line that tells of the new state, unless one has moved on.
 */
function useFocusAfter(report: ReportView): (place: string) => void {
  const after = useRef<{ place: string; until: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks where the focus is each time the report is new
  useEffect(() => {
    if (after.current === null) return;
    const { place, until } = after.current;
    if (Date.now() > until) after.current = null;
    else if (document.activeElement === document.body) {
      after.current = null;
      document.getElementById(stateAnchor(place))?.focus();
    }
  }, [report]);
  return useCallback((place) => {
    after.current = { place, until: Date.now() + FOLLOWS_MS };
  }, []);
}

/** Who has closed a section themselves need not be told that it closed, when all their words are in it. */
function useQuietAfterOwnAct(): (place: string) => void {
  const engine = useEngine();
  const own = useRef({ places: new Set<string>(), until: 0 });
  useEffect(() => {
    if (engine === null) return;
    return engine.subscribe(() => {
      const { held } = engine.saveState();
      const { places, until } = own.current;
      if (held === null || held.unsent > 0 || Date.now() > until) return;
      if (places.has(WHOLE_REPORT) || held.sections.every((id) => places.has(id))) engine.dismiss();
    });
  }, [engine]);
  return useCallback((place) => {
    const { places, until } = own.current;
    const known = Date.now() > until ? [] : [...places];
    own.current = { places: new Set([...known, place]), until: Date.now() + FOLLOWS_MS };
  }, []);
}
