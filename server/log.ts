import type { Logger } from 'pino';
import pino from 'pino';

export type Log = Logger;

/** One JSON object a line on stdout; `silent` says nothing (tests). Never log prose, names or cookies. */
export function createLog(level: string): Log {
  return pino({ level, base: undefined });
}
