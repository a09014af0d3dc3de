import type { Logger } from 'pino';
import pino from 'pino';
import { isOutage } from './http/outage.ts';
import { withoutWords } from './without-words.ts';

export type Log = Logger;

/**
 * One JSON object a line on stdout; `silent` says nothing (tests). Never log prose, names, addresses or cookies.
 * Errors may be given under any name: what they quote of people's words is left out. That the database is away is
 * told once, by the pulse (`takePulse`): lines about what came of it are for those who look closer (`debug`).
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

/** As pino numbers it. */
const DEBUG = 20;

function logMethod(this: Logger, given: Parameters<pino.LogFn>, log: pino.LogFn, level: number): void {
  const [first, ...rest] = given as unknown[];
  const error = errorIn(first);
  if (error === null) return log.apply(this, given);
  if (level > DEBUG && isOutage(error)) return this.debug(...given);
  if (rest.length > 0) return log.apply(this, given);
  // A line without a text of its own gets its error's from pino, which may quote as well.
  const fields = first instanceof Error ? { err: first } : first;
  log.apply(this, [fields, withoutWords(error).message] as unknown as Parameters<pino.LogFn>);
}

function errorIn(first: unknown): Error | null {
  if (first instanceof Error) return first;
  if (typeof first !== 'object' || first === null) return null;
  return Object.values(first).find((value) => value instanceof Error) ?? null;
}
