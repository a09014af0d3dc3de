import { parentPort } from 'node:worker_threads';
import type { Answer, FromThread, ToThread } from './worker-thread.ts';

/** The other side of `WorkerThread`: does the jobs, and ends when it is told to. */
export function serveThread<Job>(work: (job: Job) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('This is no thread');
  const tell = (said: FromThread) => port.postMessage(said);
  port.on('message', (told: ToThread<Job>) => {
    if (told === 'end') port.close();
    else tell(answerTo(told.job, work));
  });
  tell('ready');
}

function answerTo<Job>(job: Job, work: (job: Job) => unknown): Answer {
  try {
    return { ok: true, value: work(job) };
  } catch (cause) {
    return { ok: false, why: cause instanceof Error ? cause.message : String(cause) };
  }
}
