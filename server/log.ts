import type { Logger } from 'pino';
import pino from 'pino';
import { withoutWords } from './without-words.ts';

export type Log = Logger;

/**
 * One JSON object a line on stdout; `silent` says nothing (tests). Never log prose, names, addresses or cookies.
 * Errors may be given under any name: what they quote of people's words is left out.
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    { level, base: undefined, formatters: { log: told }, serializers: { err: asTold }, hooks: { logMethod } },
    destination ?? pino.destination(1),
  );
}

/** pino itself would write an error as `{}`, or with whatever a library has hung on it. */
function told(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Error ? withoutWords(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** Instead of pino's own, which runs after `told`. */
function asTold(value: unknown): unknown {
  return value;
}

/** A line without a text of its own gets its error's from pino, which may quote as well. */
function logMethod(this: Logger, given: Parameters<pino.LogFn>, log: pino.LogFn): void {
  const [first, ...rest] = given as unknown[];
  const error = first instanceof Error ? first : errOf(first);
  if (error === null || rest.length > 0) return log.apply(this, given);
  const fields = first instanceof Error ? { err: first } : first;
  log.apply(this, [fields, withoutWords(error).message] as unknown as Parameters<pino.LogFn>);
}

function errOf(fields: unknown): Error | null {
  const found = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : null;
  return found instanceof Error ? found : null;
}
