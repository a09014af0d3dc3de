import { formatTime, sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';
import { useSaveState } from './collab-context.tsx';
import type { SaveState } from './save-state.ts';

/** While one types, "Sparar …" stands still instead of blinking between two words at every key. */
const CALM_MS = 600;

/**
 * Whether all is saved, in the masthead's words. It does not speak by itself, since it changes with every key;
 * what one must know is told by the banner.
 */
export function SaveLine() {
  const state = useCalm(useSaveState());
  return (
    <p className={`line save-line ${state.kind}`} role="status" aria-live="off">
      <Words state={state} />
    </p>
  );
}

function Words({ state }: { state: SaveState }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'saved': {
      const { word, rest } = sv.save.saved(formatTime(new Date(state.at)));
      return (
        <span>
          <b>{word}</b> <span className="opt mid">{rest}</span>
        </span>
      );
    }
    case 'saving':
      return <span>{sv.save.saving}</span>;
    case 'offline': {
      const { word, rest } = sv.save.offline(state.unsent);
      return (
        <b>
          {word} <span className="roomy">{rest}</span>
        </b>
      );
    }
    case 'closed':
      return <b>{sv.save.closed}</b>;
  }
}

/** Bad news at once, "saved" when it has been so for a moment. */
function useCalm(state: SaveState): SaveState {
  const [shown, setShown] = useState(state);
  useEffect(() => {
    if (state.kind !== 'saved') return setShown(state);
    const timer = setTimeout(() => setShown(state), CALM_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return shown;
}
