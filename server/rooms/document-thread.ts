import { Worker } from 'node:worker_threads';
import type { Footprint } from '@delaktig/sync';

/** What the thread can be asked; each answer has the type beside it. */
export type Job =
  /** One update with all that the parts hold, as Yjs itself would write it: of what was deleted only the ids are left. */
  | { kind: 'compact'; parts: readonly Uint8Array[] }
  /** What someone who has the state vector lacks of the update. */
  | { kind: 'missing'; update: Uint8Array; stateVector: Uint8Array }
  | { kind: 'footprint'; update: Uint8Array };

export type Answer =
  | { ok: true; bytes: Uint8Array }
  | { ok: true; footprint: Footprint | null }
  | { ok: false; why: string };

/** More than this for one job means that something is wrong with it. */
const PATIENCE_MS = 20_000;

type Asked = { resolve(answer: Answer): void; reject(cause: Error): void; patience: NodeJS.Timeout };

/**
 * A thread for whatever must understand a document, so that nobody's typing waits for it: jobs are done one after
 * the other. Guarantee: every job is answered, or throws, whatever becomes of the thread; one that hangs takes
 * only the jobs with it that wait behind it, and the next gets a new thread.
 */
export class DocumentThread {
  #worker: Worker | null = null;
  readonly #asked = new Map<number, Asked>();
  #next = 1;

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

  /** As `footprintOf`. */
  async footprint(update: Uint8Array): Promise<Footprint | null> {
    const answer = await this.#ask({ kind: 'footprint', update });
    return answer.ok && 'footprint' in answer ? answer.footprint : null;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(job: Job): Promise<Answer> {
    const worker = this.#worker ?? this.#startWorker();
    const number = this.#next++;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      this.#asked.set(number, { resolve, reject, patience });
      // Copied, not handed over: the bytes are still served meanwhile.
      worker.postMessage({ number, job });
    });
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./document-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', ({ number, answer }: { number: number; answer: Answer }) => {
      const asked = this.#asked.get(number);
      this.#asked.delete(number);
      clearTimeout(asked?.patience);
      asked?.resolve(answer);
    });
    worker.on('error', () => {});
    worker.once('exit', () => {
      this.#worker = null;
      for (const { reject, patience } of this.#asked.values()) {
        clearTimeout(patience);
        reject(new Error('The thread for documents ended'));
      }
      this.#asked.clear();
    });
    this.#worker = worker;
    return worker;
  }
}

function bytesOf(answer: Answer): Uint8Array {
  if (!answer.ok) throw new Error(answer.why);
  if (!('bytes' in answer)) throw new Error('The thread answered another question');
  return answer.bytes;
}
