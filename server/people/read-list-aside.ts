import { Worker } from 'node:worker_threads';
import type { ReadListResult } from './contract.ts';
import { isWorkbook, readList } from './read-list.ts';

/** A list of 5,000 people takes a second. */
const PATIENCE_MS = 20_000;
/** Text up to this takes some milliseconds, less than a thread needs to begin. */
const LITTLE_BYTES = 128 * 1024;
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

let last: Promise<unknown> = Promise.resolve();

/**
 * As `readList`, on a thread of its own with a bound on memory and time: a small file may be made to unfold into a very
 * large one. One list at a time, since each takes a whole core. A little text is read here and now.
 */
export function readListAside(bytes: Uint8Array): Promise<ReadListResult> {
  if (bytes.length <= LITTLE_BYTES && !isWorkbook(bytes)) return readList(bytes);
  const turn = last.then(() => readOnThread(bytes));
  last = turn.catch(() => {});
  return turn;
}

function readOnThread(bytes: Uint8Array): Promise<ReadListResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./list-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: LIMITS,
    });
    const patience = setTimeout(() => {
      resolve({ ok: false, reason: 'too-large' });
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (result: ReadListResult) => resolve(result));
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ ok: false, reason: 'too-large' });
      else reject(error);
    });
    worker.once('exit', (code) => {
      clearTimeout(patience);
      reject(new Error(`The thread that reads a list ended with ${code}`));
    });
  });
}
