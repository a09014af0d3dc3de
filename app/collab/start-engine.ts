import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { browserTimers } from '../browser-timers.ts';
import { isSomebodyElse, onSignedOut } from '../signed-in.ts';
import type { RealSocket } from './connection.ts';
import type { EngineNeeds } from './engine.ts';
import { Engine } from './engine.ts';
import { mayReload } from './reload.ts';
import { openUnsentStore } from './unsent-store.ts';

type Options = Pick<EngineNeeds, 'reportId' | 'accountId' | 'places' | 'readAgain' | 'readThreads' | 'ended'>;

/** The engine of a real page, with the browser's socket, clock, store and news of the network. */
export function startEngine(options: Options): Engine {
  const { accountId } = options;
  const address = `${location.origin.replace(/^http/, 'ws')}/collab?schema=${SCHEMA_VERSION}&account=${accountId}`;
  const page = new AbortController();
  const engine = new Engine({
    ...options,
    schema: SCHEMA_VERSION,
    // A browser's WebSocket has all of it; its handlers are typed with wider events.
    openSocket: () => new WebSocket(address) as unknown as RealSocket,
    openStore: (lost) => openUnsentStore(accountId, lost),
    isOwnSession: () => !isSomebodyElse(accountId),
    timers: browserTimers,
    random: Math.random,
    now: Date.now,
    // Not randomUUID, which only exists on pages that came over https.
    newId: () =>
      [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join(''),
    outdated: () => {
      if (mayReload(() => window.sessionStorage, Date.now())) location.reload();
    },
    ended: () => {
      page.abort();
      options.ended();
    },
  });
  onSignedOut(accountId, () => engine.signedOut(), page.signal);
  listen(engine, page.signal);
  return engine;
}

function listen(engine: Engine, signal: AbortSignal): void {
  window.addEventListener('online', () => engine.networkBack(), { signal });
  window.addEventListener('offline', () => engine.networkLost(), { signal });
  // Neither alone is certain: a phone may hide a page and never let it go in order.
  window.addEventListener('pagehide', () => void engine.keepNow(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') {
        engine.networkBack();
        void engine.lookAside();
      } else void engine.keepNow();
    },
    { signal },
  );
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (!engine.wouldLose) return;
      // Who stays, having been asked, has then lost nothing.
      void engine.keepNow();
      event.preventDefault();
    },
    { signal },
  );
}
