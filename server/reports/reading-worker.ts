import { parentPort, workerData } from 'node:worker_threads';
import { readText } from './read-text.ts';

/** A thread that reads one text and ends. */
parentPort?.postMessage(readText(workerData.bytes, workerData.options));
