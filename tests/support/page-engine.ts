import { onTestFinished, vi } from 'vitest';
import { Engine } from '../../app/collab/engine.ts';
import type { Place } from '../../app/collab/section-desk.ts';
import { MemoryBrowser } from './memory-store.ts';
import { PageServer } from './page-server.ts';

export { text } from './page-server.ts';

/** Each section's provider listens for the end of the process until its page ends with the test. */
process.setMaxListeners(0);

export type Setting = {
  server?: PageServer;
  browser?: MemoryBrowser;
  accountId?: string;
  schema?: number;
  /** Sections that the page shows, and whether one may write in them. */
  writes?: Record<string, boolean>;
};

/** A page's engine with a server in memory on the other end of its socket, and a browser that keeps in memory. */
export function pageEngine(setting: Setting = {}) {
  const { server = new PageServer(), browser = new MemoryBrowser(), accountId = 'me', schema = 1 } = setting;
  const [ended, readAgain, readThreads, outdated] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const session = { own: true };
  let isKilled = false;
  const engine = new Engine({
    reportId: 'report',
    accountId,
    schema,
    places: placesOf(setting.writes ?? { s: true }),
    openSocket: () => server.accept(),
    async openStore(lost) {
      const store = await browser.open(accountId, lost);
      const whileAlive = <T>(act: () => Promise<T>) => (isKilled ? new Promise<T>(() => {}) : act());
      return {
        all: () => whileAlive(() => store.all()),
        change: (change) => whileAlive(() => store.change(change)),
        allAside: () => whileAlive(() => store.allAside()),
        setAside: (words, instead) => whileAlive(() => store.setAside(words, instead)),
        markSent: (id, sent) => whileAlive(() => store.markSent(id, sent)),
        throwAway: (id) => whileAlive(() => store.throwAway(id)),
        close: () => store.close(),
      };
    },
    isOwnSession: () => session.own,
    timers: {
      after(ms, act) {
        const timer = setTimeout(() => isKilled || act(), ms);
        return () => clearTimeout(timer);
      },
    },
    random: () => 0,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    readAgain,
    readThreads,
    outdated,
    ended,
  });
  onTestFinished(() => engine.abandon());
  /** The tab is gone from one moment to the next: nothing of it is sent or kept any more. */
  const kill = () => {
    isKilled = true;
    server.cutOff();
  };
  return { server, browser, engine, session, ended, readAgain, readThreads, outdated, kill };
}

export function placesOf(writes: Record<string, boolean>) {
  const sections = Object.entries(writes).map(([id, may]): [string, Place] => [
    id,
    { name: `Avsnitt ${id}`, epoch: 0, writes: may },
  ]);
  return { name: 'Verksamhetsberättelse 2031, Provenheten', sections: new Map(sections) };
}
