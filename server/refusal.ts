import { inspect } from 'node:util';
import { stackWithoutWords } from './without-words.ts';

/**
 * A start or a command that cannot go on, told to the person at the terminal: `message` is one clear
 * line that names what to do. Entry points print it without a stack and exit with 1.
 */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** What an entry point prints for anything thrown: one line for a refusal, stack and causes for a bug. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return error instanceof Error ? stackWithoutWords(error) : inspect(error);
}
