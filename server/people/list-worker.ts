import { parentPort, workerData } from 'node:worker_threads';
import { readList } from './read-list.ts';

/** A thread that reads one list and ends. */
parentPort?.postMessage(await readList(workerData));
