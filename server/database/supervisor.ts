import { setTimeout as pause } from 'node:timers/promises';
import { explainFailure, isBeyondRetry } from './failures.ts';
import type { Postmaster, ServerSetup, StartResult } from './postmaster.ts';
import { livingPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';

/** What happens to a server that nobody asked to end. */
export type ClusterNews =
  | { kind: 'ended'; how: string }
  | { kind: 'not started'; why: string; tries: number; nextInMs: number }
  | { kind: 'back'; seconds: number };

export type Supervised = {
  /** Of the server that runs, or ran last. */
  readonly pid: number;
  /** Resolves with the reason when it has been given up; never after `stop`. */
  lost: Promise<string>;
  /** Ends the server, or the attempt to start it. Safe to call twice. */
  stop(): Promise<void>;
};

/** Before each start, in milliseconds, by how many have failed in a row. As many failures are the end. */
const PAUSES = [100, 1_000, 2_000, 5_000, 10_000];

/** A server that does not live this long is started again after a second, not at once. */
const SHORT_LIFE_MS = 300;

/**
 * Keeps a server running: one that ends without being asked to is started again in the same folder at the same
 * address, so that whoever holds a pool or a URL finds it again. Guarantee: after `stop` nothing of it runs.
 */
export function supervise(
  setup: ServerSetup,
  first: Postmaster,
  tell: (news: ClusterNews) => void,
  pauses: readonly number[] = PAUSES,
): Supervised {
  const stopping = new AbortController();
  let current = first;
  const kept = keep();
  const lost = kept.then((reason) => reason ?? new Promise<never>(() => {}));
  let stopped: Promise<void> | null = null;
  return {
    get pid() {
      return current.pid;
    },
    lost,
    stop() {
      stopped ??= end();
      return stopped;
    },
  };

  /** @returns why it was given up; null when it was stopped */
  async function keep(): Promise<string | null> {
    for (;;) {
      const began = performance.now();
      const how = await current.ended;
      const ended = performance.now();
      const shortLived = ended - began < SHORT_LIFE_MS;
      const again = await startAgain(how, shortLived);
      if (again === null || typeof again === 'string') return again;
      current = again;
      tell({ kind: 'back', seconds: Math.round(performance.now() - ended) / 1000 });
    }
  }

  async function startAgain(how: string, shortLived: boolean): Promise<Postmaster | string | null> {
    const folder = setup.places.cluster;
    for (let tries = 0; ; tries++) {
      await pauseUnlessStopped(pauses[shortLived ? Math.max(tries, 1) : tries] ?? 0);
      if (stopping.signal.aborted) return null;
      if (tries === 0) tell({ kind: 'ended', how });
      const other = livingPostmaster(folder);
      if (other) return `PostgreSQL ended, and another (process ${other.pid}) was started in ${folder}`;
      const result = await startPostmaster(setup, stopping.signal).catch(asFailure);
      if (stopping.signal.aborted) {
        if (result.ok) await stopPostmaster(result.postmaster.pid, setup);
        return null;
      }
      if (result.ok) return result.postmaster;
      const why = explainFailure(result.said, folder).message;
      const nextInMs = pauses[tries + 1];
      if (nextInMs === undefined || isBeyondRetry(result.said)) return why;
      tell({ kind: 'not started', why, tries: tries + 1, nextInMs });
    }
  }

  async function pauseUnlessStopped(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }

  async function end(): Promise<void> {
    stopping.abort();
    current.hold();
    await stopPostmaster(current.pid, setup);
    await kept;
  }
}

/** A folder or a program that is gone: Node's own words. */
function asFailure(error: unknown): StartResult {
  return { ok: false, said: error instanceof Error ? error.message : String(error) };
}
