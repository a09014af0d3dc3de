import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import type { RealSocket } from './connection.ts';
import type { EngineNeeds } from './engine.ts';
import { Engine } from './engine.ts';

/** The engine of a real page, with the browser's socket, clock and news of the network. */
export function startEngine(options: Pick<EngineNeeds, 'reportId' | 'accountId' | 'changed'>): Engine {
  const address = `${location.origin.replace(/^http/, 'ws')}/collab?schema=${SCHEMA_VERSION}`;
  const page = new AbortController();
  const engine = new Engine({
    ...options,
    // A browser's WebSocket has all of it; its handlers are typed with wider events.
    openSocket: () => new WebSocket(address) as unknown as RealSocket,
    timers: {
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    now: Date.now,
    ended: () => page.abort(),
  });
  const { signal } = page;
  window.addEventListener('online', () => engine.networkBack(), { signal });
  window.addEventListener('offline', () => engine.networkLost(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') engine.networkBack();
    },
    { signal },
  );
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (engine.unsent > 0) event.preventDefault();
    },
    { signal },
  );
  return engine;
}
