/** The database did not answer in time. */
export class TooSlow extends Error {
  override name = 'TooSlow';
}

/** Nothing is begun any more: the next server takes it. */
export class GoingDown extends Error {
  override name = 'GoingDown';

  constructor() {
    super('The server is going down');
  }
}

/** postgres.js and the operating system, when a connection cannot be had or is lost. */
const LOST = [
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
];

/** PostgreSQL's own words: connection exceptions, too many clients, shutting down, starting up. */
const REFUSED = /^(08...|53300|57P0[1-3])$/;

/** Whether an error says that the database is away, or this server soon, rather than that we are wrong. */
export function isOutage(error: unknown): boolean {
  if (error instanceof TooSlow || error instanceof GoingDown) return true;
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    // The folder of a Unix socket is empty when its server is down.
    if (LOST.includes(code) || REFUSED.test(code) || (code === 'ENOENT' && syscall === 'connect'))
      return true;
  }
  return error.cause !== undefined && isOutage(error.cause);
}

/** Gives up with `TooSlow`: queries wait in line while a lost database is sought again. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  // A plain timer: words are committed many times a second, and an abort signal for each costs more than the rest.
  const patience = setTimeout(() => reject(new TooSlow(`No answer in ${ms} ms`)), ms).unref();
  work.then(resolve, reject).finally(() => clearTimeout(patience));
  return promise;
}
