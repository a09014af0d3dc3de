import type { Ailing, Healed } from './healing.ts';
import type { Replaced, Replacement } from './replacement.ts';
import { answered, WorkerThread } from './worker-thread.ts';

export type Job = ({ kind: 'heal' } & Ailing) | ({ kind: 'replace' } & Replacement);

/** What takes milliseconds in a section as people write them. One that is made to take longer must not take it from others. */
const PATIENCE_MS = 3_000;

/** Where nobody comments it costs no memory. */
const IDLE_MS = 5 * 60_000;

/**
 * For the marks of comments; apart from the thread for documents, whose answers people wait for when they open a
 * section. Both throw when Yjs cannot make a document of the parts, and `ThreadEnded`.
 */
export class MarksThread {
  readonly #thread: WorkerThread<Job>;

  constructor({ patienceMs = PATIENCE_MS, idleMs = IDLE_MS } = {}) {
    const program = new URL('./marks-worker.ts', import.meta.url);
    this.#thread = new WorkerThread({ program, patienceMs, idleMs });
  }

  /** When it will be needed soon: the first job would wait for it. */
  start(): void {
    this.#thread.start();
  }

  get isRunning(): boolean {
    return this.#thread.isRunning;
  }

  /** What is asked now would wait for nothing. */
  get isFree(): boolean {
    return this.#thread.isFree;
  }

  async heal(ailing: Ailing): Promise<Healed> {
    return answered(await this.#thread.ask({ kind: 'heal', ...ailing })) as Healed;
  }

  async replaceWords(replacement: Replacement): Promise<Replaced> {
    return answered(await this.#thread.ask({ kind: 'replace', ...replacement })) as Replaced;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
