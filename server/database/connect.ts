import postgres from 'postgres';

export type Sql = postgres.Sql;

export type ConnectOptions = {
  /** Connections held at most; 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
};

/**
 * A client for PostgreSQL. Counts and sequence numbers (bigint) arrive as numbers, `date` as the ISO
 * string that it is (a Date would move it between time zones), `timestamptz` as Date.
 * `?host=/folder` (and `&port=`) in the URL names the folder of a Unix socket, as for psql.
 */
export function connect(url: string, options: ConnectOptions = {}): Sql {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get('host');
  parsed.port = parsed.searchParams.get('port') ?? parsed.port;
  for (const name of ['host', 'port']) parsed.searchParams.delete(name);
  return postgres(parsed.href, {
    max: options.max ?? 10,
    connect_timeout: 10,
    backoff,
    onnotice: () => {},
    connection: { application_name: options.name ?? 'delaktig' },
    types: { ...BIGINT, ...DAY },
    ...(socketFolder ? { host: socketFolder } : {}),
  });
}

/**
 * Seconds until a connection that could not be had is tried again: soon, since a query waits for it, and not
 * at once, since all try. Left to itself postgres.js waits up to 20 s, long after the database is back.
 */
function backoff(attempts: number): number {
  return Math.min(0.02 * 2 ** attempts, 0.5) * (0.5 + Math.random() / 2);
}

/** The same server and account, another database. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}

const BIGINT: Record<string, postgres.PostgresType> = {
  bigint: { to: 20, from: [20], parse: Number, serialize: String },
};

const DAY: Record<string, postgres.PostgresType> = {
  day: { to: 1082, from: [1082], parse: (day: string) => day, serialize: (day: string) => day },
};
