import { Worker } from 'node:worker_threads';
import type { Footprint } from '@delaktig/sync';
import type { Ailing, Healed } from './healing.ts';
import type { Replaced, Replacement } from './replacement.ts';

/** What the thread can be asked; each answer has the type beside it. */
export type Job =
  /** One update with all that the parts hold, as Yjs itself would write it: of what was deleted only the ids are left. */
  | { kind: 'compact'; parts: readonly Uint8Array[] }
  /** What someone who has the state vector lacks of the update. */
  | { kind: 'missing'; update: Uint8Array; stateVector: Uint8Array }
  /** `isStored`: ours, and not to be doubted. */
  | { kind: 'footprint'; update: Uint8Array; isStored: boolean }
  /** Marks where the threads are known to be. */
  | ({ kind: 'heal' } & Ailing)
  /** Other words at the mark of a thread. */
  | ({ kind: 'replace' } & Replacement);

export type Answer =
  | { ok: true; bytes: Uint8Array }
  | { ok: true; footprint: Footprint | null }
  | { ok: true; healed: Healed }
  | { ok: true; replaced: Replaced }
  | { ok: false; why: string };

/** More than this for one job means that something is wrong with it. */
const PATIENCE_MS = 20_000;

type Asked = { job: Job; resolve(answer: Answer): void; reject(cause: Error): void };

/**
 * A thread for whatever must understand a document, so that nobody's typing waits for it: jobs are done one after
 * the other, and wait on this side, where they cost nothing. Guarantee: every job is answered or throws, whatever
 * becomes of the thread; one that hangs or ends it takes no other with it.
 */
export class DocumentThread {
  #worker: Worker | null = null;
  readonly #waiting: Asked[] = [];
  #current: { asked: Asked; patience: NodeJS.Timeout } | null = null;

  /** Before it is needed: the first job would wait for it. */
  start(): void {
    this.#worker ??= this.#startWorker();
  }

  /** The compacted state. Throws when Yjs cannot make a document of it. */
  async compact(parts: readonly Uint8Array[]): Promise<Uint8Array> {
    return bytesOf(await this.#ask({ kind: 'compact', parts }));
  }

  /** Null on bytes that are no state vector. */
  async missing(update: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array | null> {
    const answer = await this.#ask({ kind: 'missing', update, stateVector });
    return answer.ok && 'bytes' in answer ? answer.bytes : null;
  }

  /** As `soundFootprint`, or as `footprintOf` for what is stored. */
  async footprint(update: Uint8Array, { isStored = false } = {}): Promise<Footprint | null> {
    const answer = await this.#ask({ kind: 'footprint', update, isStored });
    return answer.ok && 'footprint' in answer ? answer.footprint : null;
  }

  /** Throws when Yjs cannot make a document of the parts. */
  async heal(ailing: Ailing): Promise<Healed> {
    const answer = await this.#ask({ kind: 'heal', ...ailing });
    if (!answer.ok) throw new Error(answer.why);
    if (!('healed' in answer)) throw new Error('The thread answered another question');
    return answer.healed;
  }

  /** The same. */
  async replaceWords(replacement: Replacement): Promise<Replaced> {
    const answer = await this.#ask({ kind: 'replace', ...replacement });
    if (!answer.ok) throw new Error(answer.why);
    if (!('replaced' in answer)) throw new Error('The thread answered another question');
    return answer.replaced;
  }

  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new ThreadEnded());
    await this.#worker?.terminate();
  }

  #ask(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      if (!this.#current) this.#next();
    });
  }

  #next(): void {
    const asked = this.#waiting.shift();
    if (!asked) return;
    this.#worker ??= this.#startWorker();
    const worker = this.#worker;
    this.#current = { asked, patience: setTimeout(() => void worker.terminate(), PATIENCE_MS) };
    // Copied, not handed over: the bytes are still served meanwhile.
    worker.postMessage(asked.job);
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./document-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (answer: Answer) => this.#end(({ resolve }) => resolve(answer)));
    worker.on('error', () => {});
    worker.once('exit', () => {
      this.#worker = null;
      this.#end(({ reject }) => reject(new ThreadEnded()));
    });
    return worker;
  }

  #end(tell: (asked: Asked) => void): void {
    if (!this.#current) return;
    const { asked, patience } = this.#current;
    clearTimeout(patience);
    this.#current = null;
    tell(asked);
    this.#next();
  }
}

/** Of the job itself nothing is known. */
export class ThreadEnded extends Error {
  constructor() {
    super('The thread for documents ended');
  }
}

function bytesOf(answer: Answer): Uint8Array {
  if (!answer.ok) throw new Error(answer.why);
  if (!('bytes' in answer)) throw new Error('The thread answered another question');
  return answer.bytes;
}
