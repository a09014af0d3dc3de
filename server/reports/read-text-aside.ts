import { Worker } from 'node:worker_threads';
import type { ReadTextResult } from '../http/context.ts';

/** The longest texts take seconds; this much means that something is wrong. */
const PATIENCE_MS = 60_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * As `readText`, on a thread of its own: a text of five megabytes takes seconds, and those who write in sections
 * must not wait for it. One text at a time, since each takes a whole core.
 */
export function readTextAside(
  bytes: Uint8Array,
  options: { lines: boolean } = { lines: false },
): Promise<ReadTextResult> {
  const turn = last.then(() => readOnThread(bytes, options));
  last = turn.catch(() => {});
  return turn;
}

function readOnThread(bytes: Uint8Array, options: { lines: boolean }): Promise<ReadTextResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData: { bytes, options },
    });
    const patience = setTimeout(() => {
      reject(new Error('A text could not be read in time'));
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (result: ReadTextResult) => resolve(result));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(patience);
      reject(new Error(`The thread that reads a text ended with ${code}`));
    });
  });
}
