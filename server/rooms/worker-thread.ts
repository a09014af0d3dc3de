import { Worker } from 'node:worker_threads';

/** What a thread says: first that it is there, and then the answer to each job. */
export type FromThread = 'ready' | Answer;
export type Answer = { ok: true; value: unknown } | { ok: false; why: string };

/** What it is told. `end`: it ends by itself when it has done what it was told before. */
export type ToThread<Job> = { job: Job } | 'end';

export type WorkerThreadOptions = {
  /** Its program; see `serveThread`. */
  program: URL;
  /** More than this for one job, in milliseconds, means that something is wrong with it; it takes the thread with it. */
  patienceMs: number;
  /** Without a job for so long it ends, and leaves its memory; another is started for the next. Unless told, it stays. */
  idleMs?: number;
};

/** So long the thread may take to be there, and to go. */
const START_MS = 20_000;
const END_MS = 5_000;

type Asked<Job> = { job: Job; resolve(answer: Answer): void; reject(cause: Error): void };

/**
 * A thread of the process: jobs are done one after the other, and wait on this side, where they cost nothing. It is
 * started for the first of them. Guarantee: every job is answered or throws, whatever becomes of the thread; one that
 * hangs or ends it takes no other with it.
 */
export class WorkerThread<Job> {
  readonly #options: WorkerThreadOptions;
  #worker: Worker | null = null;
  #isReady = false;
  readonly #waiting: Asked<Job>[] = [];
  #current: Asked<Job> | null = null;
  #patience: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: WorkerThreadOptions) {
    this.#options = options;
  }

  /** Before it is needed: the first job would wait for it. */
  start(): void {
    this.#worker ??= this.#startWorker();
    this.#next();
  }

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** What is asked now would wait for nothing. */
  get isFree(): boolean {
    return this.#isReady && this.#current === null && this.#waiting.length === 0;
  }

  /** Throws `ThreadEnded`. */
  ask(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  /** What waits is told that the thread has ended; what is under way may be done, if it does not take long. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new ThreadEnded());
    await this.#letGo();
  }

  /** By itself: Node may not survive that a thread is ended while it loads its program. */
  async #letGo(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (!worker) return;
    if (this.#current === null) {
      this.#worker = null;
      this.#isReady = false;
    }
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    const end: ToThread<Job> = 'end';
    worker.postMessage(end);
    const patience = setTimeout(() => void worker.terminate(), END_MS);
    await gone;
    clearTimeout(patience);
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#idle);
    if (this.#waiting.length === 0) {
      const { idleMs } = this.#options;
      if (idleMs !== undefined) this.#idle = setTimeout(() => void this.#letGo(), idleMs).unref();
      return;
    }
    this.#worker ??= this.#startWorker();
    if (!this.#isReady) return;
    const worker = this.#worker;
    const asked = this.#waiting.shift();
    if (!asked) return;
    this.#current = asked;
    this.#patience = setTimeout(() => void worker.terminate(), this.#options.patienceMs);
    const said: ToThread<Job> = { job: asked.job };
    // Copied, not handed over: the bytes are still served meanwhile.
    worker.postMessage(said);
  }

  #startWorker(): Worker {
    const worker = new Worker(this.#options.program);
    worker.unref();
    this.#isReady = false;
    const starting = setTimeout(() => void worker.terminate(), START_MS).unref();
    worker.on('message', (said: FromThread) => {
      if (said !== 'ready') return this.#end(({ resolve }) => resolve(said));
      clearTimeout(starting);
      if (this.#worker !== worker) return;
      this.#isReady = true;
      this.#next();
    });
    worker.on('error', () => {});
    worker.once('exit', () => {
      clearTimeout(starting);
      // Another may have been started while it went.
      if (this.#worker !== worker) return;
      this.#worker = null;
      // A program that does not start would be started for ever.
      if (!this.#isReady) this.#current ??= this.#waiting.shift() ?? null;
      this.#end(({ reject }) => reject(new ThreadEnded()));
    });
    return worker;
  }

  #end(tell: (asked: Asked<Job>) => void): void {
    const asked = this.#current;
    if (!asked) return;
    clearTimeout(this.#patience);
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

/** What was answered. Throws what the thread had to throw. */
export function answered(answer: Answer): unknown {
  if (!answer.ok) throw new Error(answer.why);
  return answer.value;
}
