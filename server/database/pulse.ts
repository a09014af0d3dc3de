import { within } from '../http/outage.ts';
import type { Log } from '../log.ts';
import { withoutWords } from '../without-words.ts';
import type { Sql } from './connect.ts';

/** `read-only`: it answers, and takes no changes (a standby, an emergency). `away`: it does not answer. */
export type DatabaseState = 'ok' | 'read-only' | 'away';

/** Whether the database is there, for probes, for pages and for whoever watches over the server. */
export type Pulse = {
  /** As last heard. */
  readonly state: DatabaseState;
  /** Asks, and answers within two seconds. One question at a time: whoever comes meanwhile gets its answer. */
  check(): Promise<DatabaseState>;
  /** To be told of an outage that somebody met. */
  missed(): void;
  stop(): void;
};

const PATIENCE_MS = 2_000;
/** How often a database that is away is asked for. */
const LOOK_OUT_MS = 250;

/**
 * Guarantees: a database that hangs is never asked twice at the same time; that it is away, and that it is back, is
 * logged once each, however many requests meet it; while it is there and nobody asks, nothing runs.
 */
export function takePulse(sql: Sql, log: Log): Pulse {
  let state: DatabaseState = 'ok';
  let since = performance.now();
  let question: Promise<DatabaseState> | null = null;
  let overdue = false;
  let lookOut: NodeJS.Timeout | null = null;
  let stopped = false;

  /** What comes of it is noted whenever it comes, also when nobody waits for it any more. */
  function ask(): Promise<DatabaseState> {
    question ??= askOnce(sql)
      .catch((cause: unknown): Answer => ({ state: 'away', cause }))
      .then((answer) => {
        question = null;
        overdue = false;
        note(answer.state, answer.cause);
        return answer.state;
      });
    return question;
  }

  async function check(): Promise<DatabaseState> {
    if (overdue) return 'away';
    try {
      return await within(PATIENCE_MS, ask());
    } catch (cause) {
      overdue = question !== null;
      note('away', cause);
      return 'away';
    }
  }

  function note(heard: DatabaseState, cause?: unknown): void {
    if (stopped) return;
    if (heard !== state) {
      const seconds = Math.round((performance.now() - since) / 100) / 10;
      const reason = cause instanceof Error ? withoutWords(cause).message : undefined;
      if (heard === 'away') log.error({ reason }, 'the database does not answer');
      else if (heard === 'read-only') log.error('the database takes no changes');
      else log.info({ seconds }, 'the database is there again');
      state = heard;
      since = performance.now();
    }
    if (state === 'ok' || lookOut) return;
    lookOut = setTimeout(() => {
      lookOut = null;
      void check();
    }, LOOK_OUT_MS).unref();
  }

  return {
    get state() {
      return state;
    },
    check,
    missed() {
      if (state !== 'away' && !stopped) void check();
    },
    stop() {
      stopped = true;
      if (lookOut) clearTimeout(lookOut);
    },
  };
}

type Answer = { state: DatabaseState; cause?: unknown };

async function askOnce(sql: Sql): Promise<Answer> {
  const [row] = await sql<{ readOnly: boolean }[]>`
    select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "readOnly"`;
  return { state: row?.readOnly ? 'read-only' : 'ok' };
}
