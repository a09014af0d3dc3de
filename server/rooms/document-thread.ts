import type { Footprint } from '@delaktig/sync';
import { answered, ThreadEnded, WorkerThread } from './worker-thread.ts';

export { ThreadEnded };

/** What the thread can be asked. */
export type Job =
  /** One update with all that the parts hold, as Yjs itself would write it: of what was deleted only the ids are left. */
  | { kind: 'compact'; parts: readonly Uint8Array[] }
  /** What someone who has the state vector lacks of the update. */
  | { kind: 'missing'; update: Uint8Array; stateVector: Uint8Array }
  /** `isStored`: ours, and not to be doubted. */
  | { kind: 'footprint'; update: Uint8Array; isStored: boolean };

export type Answers = { compact: Uint8Array; missing: Uint8Array | null; footprint: Footprint | null };

const PATIENCE_MS = 20_000;

/** For whatever must understand a document, so that nobody's typing waits for it. Each throws `ThreadEnded`. */
export class DocumentThread {
  readonly #thread = new WorkerThread<Job>({
    program: new URL('./document-worker.ts', import.meta.url),
    patienceMs: PATIENCE_MS,
  });

  /** Before it is needed: the first job would wait for it. */
  start(): void {
    this.#thread.start();
  }

  /** The compacted state. Throws when Yjs cannot make a document of it. */
  async compact(parts: readonly Uint8Array[]): Promise<Uint8Array> {
    return this.#ask({ kind: 'compact', parts });
  }

  /** Null on bytes that are no state vector. */
  async missing(update: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array | null> {
    return this.#ask({ kind: 'missing', update, stateVector });
  }

  /** As `soundFootprint`, or as `footprintOf` for what is stored. */
  async footprint(update: Uint8Array, { isStored = false } = {}): Promise<Footprint | null> {
    return this.#ask({ kind: 'footprint', update, isStored });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** Each kind of job has its answer: both sides are ours. */
  async #ask<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<Answers[Kind]> {
    return answered(await this.#thread.ask(job)) as Answers[Kind];
  }
}
