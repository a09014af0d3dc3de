import type { Logger } from 'pino';
import pino from 'pino';

export type Log = Logger;

/** One JSON object a line on stdout; `silent` says nothing (tests). Never log prose, names or cookies. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const serializers = { err: told, cause: told };
  return pino({ level, base: undefined, serializers }, destination ?? pino.destination(1));
}

/** Under any other key pino writes an error as `{}`. In `detail` and `where` PostgreSQL quotes whole rows. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { detail: _detail, where: _where, ...safe } = pino.stdSerializers.err(error);
  return safe;
}
