import { sv } from '@delaktig/texts';
import { useEffect, useSyncExternalStore } from 'react';
import { useThreads } from './threads-context.tsx';

const STORED = 'delaktig:forslag-i-texten';
const listeners = new Set<() => void>();
/** Where the browser keeps nothing, for as long as the page is open. */
let chosen: boolean | null = null;

/** Draws suggestions in the text, or not: kept in this browser, and drawn until somebody has chosen otherwise. */
export function useChosenInText(): void {
  const isShown = useIsShown();
  useEffect(() => {
    document.documentElement.dataset.suggestions = isShown ? 'on' : 'off';
  }, [isShown]);
}

/** The choice; nothing while there are no suggestions. */
export function InTextChoice() {
  const { view } = useThreads();
  const isShown = useIsShown();
  if (!view.threads.some(({ suggestion, state }) => suggestion !== null && state === 'open')) return null;
  return (
    <label className="in-text-choice">
      <input type="checkbox" checked={isShown} onChange={(event) => choose(event.currentTarget.checked)} />
      <span>{sv.suggestions.inText.show}</span>
    </label>
  );
}

function useIsShown(): boolean {
  return useSyncExternalStore(subscribe, isShownNow, () => true);
}

function choose(shown: boolean): void {
  chosen = shown;
  try {
    window.localStorage.setItem(STORED, shown ? 'on' : 'off');
  } catch {
    // Full or forbidden: it holds for this page.
  }
  for (const listener of listeners) listener();
}

function isShownNow(): boolean {
  if (chosen !== null) return chosen;
  try {
    return window.localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
