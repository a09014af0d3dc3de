import type { Sql } from '../../../server/database/connect.ts';

/** The type as PostgreSQL numbers it: a list of bytes is not recognised as one. */
const BYTEA = 17;

/** Appended and not yet stored: `committed` is called when it is. */
export type Entry = { room: string; seq: number; update: Uint8Array };

export async function createTables(sql: Sql): Promise<void> {
  await sql`create table if not exists updates (
    room text, seq bigint, update bytea not null, primary key (room, seq))`;
  await sql`create table if not exists snapshots (room text primary key, seq bigint, state bytea not null)`;
}

/**
 * Group commit over all rooms: what comes within a window is one statement. The next window is collected while
 * a commit is under way.
 */
export class DurableLog {
  readonly #sql: Sql;
  readonly #windowMs: number;
  readonly #committed: (entries: Entry[]) => void;
  #waiting: Entry[] = [];
  #timer: NodeJS.Timeout | null = null;
  #underWay: Promise<void> = Promise.resolve();

  constructor(sql: Sql, windowMs: number, committed: (entries: Entry[]) => void) {
    this.#sql = sql;
    this.#windowMs = windowMs;
    this.#committed = committed;
  }

  append(entry: Entry): void {
    this.#waiting.push(entry);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, this.#windowMs);
  }

  /** Resolves when everything appended so far is stored. */
  flush(): Promise<void> {
    const entries = this.#waiting;
    this.#waiting = [];
    this.#underWay = this.#underWay.then(() => this.#commit(entries));
    return this.#underWay;
  }

  async #commit(entries: Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#sql`
      insert into updates select * from unnest(
        ${entries.map(({ room }) => room)}::text[],
        ${entries.map(({ seq }) => seq)}::bigint[],
        ${this.#sql.array(
          entries.map(({ update }) => update),
          BYTEA,
        )})`;
    this.#committed(entries);
  }
}

export type Stored = { state: Uint8Array | null; tail: Uint8Array[]; seq: number };

export async function load(sql: Sql, room: string): Promise<Stored> {
  const rows = await sql<{ seq: number; bytes: Uint8Array; snapshot: boolean }[]>`
    select seq, state as bytes, true as snapshot from snapshots where room = ${room}
    union all select seq, update, false from updates where room = ${room} order by seq`;
  const snapshot = rows.find((row) => row.snapshot);
  const tail = rows.filter((row) => !row.snapshot && row.seq > (snapshot?.seq ?? -1));
  return { state: snapshot?.bytes ?? null, tail: tail.map(({ bytes }) => bytes), seq: rows.at(-1)?.seq ?? 0 };
}

export async function compact(sql: Sql, room: string, seq: number, state: Uint8Array): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into snapshots values (${room}, ${seq}, ${state})
      on conflict (room) do update set seq = excluded.seq, state = excluded.state`;
    await tx`delete from updates where room = ${room} and seq <= ${seq}`;
  });
}
