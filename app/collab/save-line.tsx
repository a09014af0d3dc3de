import { formatTime, sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';
import { useSaveState } from './collab-context.tsx';
import type { SaveLine as Line } from './save-state.ts';

/** While one types, "Sparar …" stands still instead of blinking between two words at every key. */
const CALM_MS = 600;

/**
 * Whether all is saved, in the masthead's words. It does not speak by itself, since it changes with every key;
 * what one must know is told by the banner.
 */
export function SaveLine() {
  const line = useCalm(useSaveState().line);
  return (
    <p className={`line save-line ${line.kind}`} role="status" aria-live="off">
      <Words line={line} />
    </p>
  );
}

function Words({ line }: { line: Line }) {
  switch (line.kind) {
    case 'idle':
      return null;
    case 'saved': {
      const { word, rest } = sv.save.saved(formatTime(new Date(line.at)));
      return (
        <span>
          <b>{word}</b> <span className="opt mid">{rest}</span>
        </span>
      );
    }
    case 'saving':
      return <span>{sv.save.saving}</span>;
    case 'partly':
    case 'offline':
    case 'away': {
      const { word, rest } = sv.save[line.kind](line.unsent);
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
function useCalm(line: Line): Line {
  const [shown, setShown] = useState(line);
  useEffect(() => {
    if (line.kind !== 'saved') return setShown(line);
    const timer = setTimeout(() => setShown(line), CALM_MS);
    return () => clearTimeout(timer);
  }, [line]);
  return shown;
}
