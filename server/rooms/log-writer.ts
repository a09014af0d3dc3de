import type { RoomRow } from '../database/rooms.ts';
import { within } from '../http/outage.ts';
import { CommitPace } from './commit-pace.ts';
import type { Signals } from './signals.ts';

/** A room as the log sees it. */
export type LoggedRoom = {
  /** How many are told of what it commits. */
  readonly audience: number;
  /** What waits, as one row under the next number; null when nothing does. Until its fate is told, no other is taken. */
  take(): RoomRow | null;
  committed(): void;
  /** It is known not to be stored: the room is closed to writing, or is not the section's room any more. */
  refused(): void;
  failed(cause: unknown): void;
};

/** Rows and bytes of one commit at most: a burst must not become one statement of any size. */
const MAX_ROWS = 500;
const MAX_BYTES = 4 * 1024 * 1024;

/** An answer that takes longer is none: what it would have said is then unknown. */
const PATIENCE_MS = 10_000;

/** So much waits that the commit is worth its while at once. */
const WORTH_UPDATES = 500;

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

/** What says that one row is wrong (a section that is gone) or in another's way, not that the database is away. */
const isRowError = (cause: unknown): boolean => codeOf(cause).startsWith('23') || codeOf(cause) === DEADLOCK;

const DEADLOCK = '40P01';

/** Somebody has ended the log with a row of their own, or another node writes here: the room must be read anew. */
const NUMBER_TAKEN = '23505';

/** Stores the rows that their sections take, all of them or none; answers with the others, of which nothing is. */
export type Append = (rows: readonly RoomRow[]) => Promise<readonly RoomRow[]>;

type Taken = { room: LoggedRoom; row: RoomRow };

type State =
  | { kind: 'idle' }
  | { kind: 'pausing'; end(): void }
  | { kind: 'committing'; done: Promise<void> };

/**
 * Writes what waits in all rooms by group commit, one after the other. Adaptive: at once when little is going on;
 * with many rooms or many readers it pauses before a commit, so that more goes into one commit and one frame.
 * Guarantee: a room is told `committed` only when its row is, in the order of its numbers, and `refused` only when it is
 * known not to be. It is told `failed` when the commit failed or its answer did not come; whether the row is stored is
 * then unknown. After either the room must be read anew before anything more is written to it.
 */
export class LogWriter {
  readonly #append: Append;
  readonly #signals: Signals;
  readonly #waiting = new Set<LoggedRoom>();
  /** Bytes of words in all rooms that no commit holds yet; the rooms keep the account. */
  waitingBytes = 0;
  #state: State = { kind: 'idle' };
  #updates = 0;
  readonly #pace = new CommitPace();

  constructor(append: Append, signals: Signals) {
    this.#append = append;
    this.#signals = signals;
  }

  /** The room has one more update that waits. */
  enlist(room: LoggedRoom): void {
    this.#waiting.add(room);
    this.#updates += 1;
    this.#pace.came(performance.now());
    if (this.#state.kind === 'idle') this.#pause();
    else if (this.#state.kind === 'pausing' && this.#updates >= WORTH_UPDATES) this.#state.end();
  }

  /** When everything enlisted so far is either committed or refused. */
  async settled(): Promise<void> {
    while (this.#state.kind !== 'idle') {
      if (this.#state.kind === 'pausing') this.#state.end();
      if (this.#state.kind === 'committing') await this.#state.done;
    }
  }

  #pause(): void {
    const begin = () => {
      this.#state = { kind: 'committing', done: this.#commit() };
    };
    const pauseMs = this.#pauseMs();
    // What the same turn of the loop brings goes into the same commit.
    const cancel = pauseMs > 0 ? timeout(begin, pauseMs) : immediate(begin);
    const end = () => {
      cancel();
      begin();
    };
    this.#state = { kind: 'pausing', end };
  }

  #pauseMs(): number {
    if (this.#updates >= WORTH_UPDATES) return 0;
    let readers = 0;
    for (const room of this.#waiting) readers += room.audience;
    return this.#pace.pauseMs(performance.now(), readers);
  }

  async #commit(): Promise<void> {
    const taken = this.#take();
    this.#pace.begins(taken[0]?.room);
    const updates = this.#updates;
    this.#updates = 0;
    await this.#write(taken, updates);
    this.#state = { kind: 'idle' };
    if (this.#waiting.size > 0) this.#pause();
  }

  #take(): Taken[] {
    const taken: Taken[] = [];
    let bytes = 0;
    for (const room of this.#waiting) {
      if (taken.length === MAX_ROWS || bytes > MAX_BYTES) break;
      this.#waiting.delete(room);
      const row = take(room);
      if (!row) continue;
      bytes += row.update.byteLength;
      taken.push({ room, row });
    }
    return taken;
  }

  async #write(taken: readonly Taken[], updates: number): Promise<void> {
    if (taken.length === 0) return;
    const began = performance.now();
    let refused: readonly RoomRow[];
    try {
      const rows = taken.map(({ row }) => row);
      refused = await within(PATIENCE_MS, this.#append(rows));
    } catch (cause) {
      // One room's wrong row must not take the others' words with it.
      if (taken.length > 1 && isRowError(cause)) for (const one of taken) await this.#write([one], 1);
      else if (codeOf(cause) === NUMBER_TAKEN) for (const { room } of taken) room.refused();
      else {
        this.#signals.commitFailed();
        for (const { room } of taken) room.failed(cause);
      }
      return;
    }
    const stored = taken.filter(({ row }) => !refused.includes(row));
    if (stored.length > 0)
      this.#signals.committed((performance.now() - began) / 1000, stored.length, updates);
    for (const { room, row } of taken) {
      if (refused.includes(row)) room.refused();
      else tellCommitted(room);
    }
  }
}

/** As `tellCommitted`. */
function take(room: LoggedRoom): RoomRow | null {
  try {
    return room.take();
  } catch (cause) {
    room.failed(cause);
    return null;
  }
}

/** A fault in one room is that room's: it is read anew, and the log goes on. */
function tellCommitted(room: LoggedRoom): void {
  try {
    room.committed();
  } catch (cause) {
    room.failed(cause);
  }
}

function timeout(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

function immediate(act: () => void): () => void {
  const turn = setImmediate(act);
  return () => clearImmediate(turn);
}
