import type postgres from 'postgres';
import { z } from 'zod';

type Sql = postgres.Sql;

/** The prose of a section as it is stored: a snapshot and the updates after it, in order. */
export type StoredRoom = {
  snapshot: { seq: number; state: Uint8Array } | null;
  tail: { seq: number; update: Uint8Array }[];
};

export type RoomUpdate = { sectionId: string; seq: number; update: Uint8Array; accountId: string | null };

const bytes = z.instanceof(Uint8Array);
const storedRow = z.object({ seq: z.coerce.number(), bytes, snapshot: z.boolean() });

/** One statement, so that a compaction at the same moment can leave no gap between snapshot and tail. */
export async function loadRoom(sql: Sql, sectionId: string): Promise<StoredRoom> {
  const rows = await sql`
    select seq, state as bytes, true as snapshot from room_snapshots where section_id = ${sectionId}
    union all
    select seq, update as bytes, false as snapshot from room_updates
    where section_id = ${sectionId}
      and seq > coalesce((select seq from room_snapshots where section_id = ${sectionId}), -1)
    order by seq`;
  const stored: StoredRoom = { snapshot: null, tail: [] };
  for (const row of rows) {
    const parsed = storedRow.parse(row);
    if (parsed.snapshot) stored.snapshot = { seq: parsed.seq, state: parsed.bytes };
    else stored.tail.push({ seq: parsed.seq, update: parsed.bytes });
  }
  return stored;
}

/** All or nothing, for any number of rooms. */
export async function appendUpdates(sql: Sql, updates: readonly RoomUpdate[]): Promise<void> {
  const rows = updates.map(({ sectionId, seq, update, accountId }) => ({
    section_id: sectionId,
    seq,
    update,
    account_id: accountId,
  }));
  await sql`insert into room_updates ${sql(rows, 'section_id', 'seq', 'update', 'account_id')}`;
}

/** The first snapshot of rooms that nobody has opened yet, inside the transaction that makes their sections. */
export async function createRooms(
  sql: postgres.ISql,
  rooms: readonly { sectionId: string; state: Uint8Array }[],
): Promise<void> {
  if (rooms.length === 0) return;
  const rows = rooms.map(({ sectionId, state }) => ({ section_id: sectionId, seq: 0, state }));
  await sql`insert into room_snapshots ${sql(rows, 'section_id', 'seq', 'state')}`;
}

/** Puts everything up to `seq` into the snapshot and takes it out of the tail, in one transaction. */
export async function compactRoom(
  sql: Sql,
  sectionId: string,
  seq: number,
  state: Uint8Array,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into room_snapshots (section_id, seq, state) values (${sectionId}, ${seq}, ${state})
      on conflict (section_id) do update set seq = excluded.seq, state = excluded.state
      where room_snapshots.seq < excluded.seq`;
    await tx`delete from room_updates where section_id = ${sectionId} and seq <= ${seq}`;
  });
}
