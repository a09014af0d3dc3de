import type { Engine } from '../collab/engine.ts';

type Saves = Pick<Engine, 'saveState' | 'subscribe'>;

/**
 * Resolves when the words of this page that can be sent are told as saved, with true; with false where they cannot
 * be sent until one has done something about it, as signed in again. `signal` ends the waiting, with false.
 */
export function allSaved(engine: Saves, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      const state = signal.aborted ? 'stuck' : wordsAre(engine);
      if (state === 'under-way') return;
      stop();
      signal.removeEventListener('abort', look);
      resolve(state === 'saved');
    };
    const stop = engine.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** What a closed section refused is told elsewhere, and no waiting brings it there. */
export function wordsAre(engine: Pick<Saves, 'saveState'>): 'saved' | 'under-way' | 'stuck' {
  const { line } = engine.saveState();
  switch (line.kind) {
    case 'idle':
    case 'saved':
    case 'partly':
      return 'saved';
    case 'saving':
      return 'under-way';
    case 'offline':
    case 'away':
      return line.unsent > 0 ? 'under-way' : 'saved';
    case 'closed':
      return line.unsent > 0 ? 'stuck' : 'saved';
  }
}
