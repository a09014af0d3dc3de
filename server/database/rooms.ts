import { EMPTY_UPDATE, type RoomId, roomIdOf } from '@delaktig/sync';
import type postgres from 'postgres';
import { z } from 'zod';

type Sql = postgres.Sql;

/** The prose of a section as it is stored: a snapshot and the updates after it, in order; and whose each Yjs client is. */
export type StoredRoom = {
  /** Of the section now; null when there is no such section. */
  epoch: number | null;
  snapshot: { seq: number; state: Uint8Array } | null;
  tail: { seq: number; update: Uint8Array }[];
  owners: Map<number, string>;
  /** Threads are on words of it. */
  hasPlaces: boolean;
};

/** What one commit adds to one room. */
export type RoomRow = RoomId & {
  seq: number;
  update: Uint8Array;
  /** Who did what in it: an encoded `Share` for each account. */
  shares: { accountId: string; share: Uint8Array }[];
  /** Yjs clients that are in the room for the first time. */
  newClients: { client: number; accountId: string }[];
};

const storedRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), number: z.coerce.number(), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('update'), number: z.coerce.number(), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('places') }),
  z.object({ kind: z.literal('epoch'), number: z.coerce.number() }),
  z.object({ kind: z.literal('client'), number: z.coerce.number(), account: z.string() }),
]);

/** One statement, so that a compaction or a replacement at the same moment can leave no gap between its parts. */
export async function loadRoom(sql: Sql, sectionId: string): Promise<StoredRoom> {
  const rows = await sql`
    select 'snapshot' as kind, seq as number, state as bytes, null as account
    from room_snapshots where section_id = ${sectionId}
    union all
    select 'update', seq, update, null from room_updates
    where section_id = ${sectionId}
      and seq > coalesce((select seq from room_snapshots where section_id = ${sectionId}), -1)
    union all
    select 'client', client, null, account_id::text from room_clients where section_id = ${sectionId}
    union all
    select 'places', 0, null, null where exists (select from thread_places where section_id = ${sectionId})
    union all
    select 'epoch', epoch, null, null from sections where id = ${sectionId}
    order by number`;
  const stored: StoredRoom = { epoch: null, snapshot: null, tail: [], owners: new Map(), hasPlaces: false };
  for (const row of rows) {
    const parsed = storedRow.parse(row);
    if (parsed.kind === 'epoch') stored.epoch = parsed.number;
    else if (parsed.kind === 'places') stored.hasPlaces = true;
    else if (parsed.kind === 'client') stored.owners.set(parsed.number, parsed.account);
    else if (parsed.kind === 'snapshot') stored.snapshot = { seq: parsed.number, state: owned(parsed.bytes) };
    else stored.tail.push({ seq: parsed.number, update: owned(parsed.bytes) });
  }
  return stored;
}

/** The driver cuts small values from a shared piece of memory, which one of them would keep alive. */
const owned = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/**
 * The rooms that are open to writing, and stand at the epoch in which the words were written: all of their rows or
 * none. Answers with the rows of the others, of which nothing is stored. A number that the room has already is refused
 * by the key, which fails the whole.
 *
 * In one of two statements whose texts never change, so that each is prepared once: few rows bring a Yjs client that
 * is new. Rooms come in the order of their ids, as with those who seal many: else the two could wait for each other.
 */
export async function appendRows(sql: postgres.ISql, rows: readonly RoomRow[]): Promise<RoomRow[]> {
  const shares = rows.flatMap((row) => row.shares.map((share) => ({ ...share, row })));
  const clients = rows.flatMap((row) => row.newClients.map((each) => ({ ...each, row })));
  const named =
    clients.length === 0
      ? sql``
      : sql`
        clients as (
          insert into room_clients (section_id, client, account_id)
          select id, client, account from unnest(
            string_to_array(${joined(clients, ({ row }) => row.sectionId)}, ',')::uuid[],
            string_to_array(${joined(clients, ({ row }) => row.epoch)}, ',')::int[],
            string_to_array(${joined(clients, ({ client }) => client)}, ',')::bigint[],
            string_to_array(${joined(clients, ({ accountId }) => accountId)}, ',')::uuid[])
            as each (id, epoch, client, account)
          join taken using (id, epoch)
          on conflict do nothing
        ),`;
  const taken = await sql`
    with taken as materialized (
      select each.* from unnest(
        string_to_array(${joined(rows, ({ sectionId }) => sectionId)}, ',')::uuid[],
        string_to_array(${joined(rows, ({ epoch }) => epoch)}, ',')::int[],
        string_to_array(${joined(rows, ({ seq }) => seq)}, ',')::bigint[],
        string_to_array(${joined(rows, ({ update }) => hex(update))}, ',')) as each (id, epoch, seq, update)
      join sections s on s.id = each.id and s.epoch = each.epoch
      join reports r on r.id = s.report_id
      where s.state in ('draft', 'reopened') and s.mode <> 'closed' and r.state not in ('submitted', 'adopted')
    ), ${named} shares as (
      insert into room_shares (section_id, seq, account_id, share)
      select id, each.seq, account, decode(share, 'hex') from unnest(
        string_to_array(${joined(shares, ({ row }) => row.sectionId)}, ',')::uuid[],
        string_to_array(${joined(shares, ({ row }) => row.epoch)}, ',')::int[],
        string_to_array(${joined(shares, ({ row }) => row.seq)}, ',')::bigint[],
        string_to_array(${joined(shares, ({ accountId }) => accountId)}, ',')::uuid[],
        string_to_array(${joined(shares, ({ share }) => hex(share))}, ','))
        as each (id, epoch, seq, account, share)
      join taken using (id, epoch)
    ), stored as (
      insert into room_updates (section_id, seq, update)
      select id, seq, decode(update, 'hex') from taken order by id
    )
    select id, epoch from taken`;
  if (taken.length === rows.length) return [];
  const stored = new Set(
    z
      .array(takenRow)
      .parse([...taken])
      .map(roomIdOf),
  );
  return rows.filter((row) => !stored.has(roomIdOf(row)));
}

/** The number of a row has been used: whoever wants to write must read the room anew. */
export class NumberTaken extends Error {
  override name = 'NumberTaken';
}

/**
 * One row that an act of the server writes, inside the transaction of the act; see `appendRows`. False: the section
 * takes no words, or has another room by now, and nothing is stored. Throws `NumberTaken` where a compaction has put
 * away the row that had the number, when PostgreSQL cannot know that it was taken: an act that comes so late.
 */
export async function appendComposed(tx: postgres.ISql, row: RoomRow): Promise<boolean> {
  const { sectionId, epoch, seq } = row;
  const refused = await appendRows(tx, [row]);
  // After the row, so that whoever had the number and is putting it away at this moment has been waited for.
  const passed = await tx`select from room_snapshots where section_id = ${sectionId} and seq >= ${seq}`;
  if (passed.length > 0) throw new NumberTaken(`Row ${seq} of room ${sectionId}.${epoch} is in its snapshot`);
  return refused.length === 0;
}

/** What a section's room is called now, and the report that it belongs to; null when there is no such section. */
export async function roomOf(
  sql: Sql,
  sectionId: string,
): Promise<{ sectionId: string; epoch: number; reportId: string } | null> {
  const [row] = await sql`select report_id as "reportId", epoch from sections where id = ${sectionId}`;
  return row ? { sectionId, ...roomRow.parse(row) } : null;
}

const roomRow = z.object({ reportId: z.string(), epoch: z.int() });

const takenRow = z
  .object({ id: z.string(), epoch: z.int() })
  .transform(({ id, epoch }) => ({ sectionId: id, epoch }));

/**
 * Ends the section's log with an empty row, inside the transaction that has closed the section to writing or has made
 * another room of it; call it after the row of the section was changed, under READ COMMITTED. Answers the row's number.
 * When the transaction commits, everything before the row was stored before it, and no row comes after it until
 * somebody opens the section again: what the transaction reads of the prose after this call is the exact last text.
 *
 * Why that holds, on any number of nodes. A row that is being appended has the number after the last one that its room
 * knows. Whoever appends that number first, wins: if it is the append, the insertion here waits for its end, finds it,
 * and takes the next number. If it is this row, the append waits for the end of this transaction, and fails on the key.
 * An append that begins after the commit sees the section closed, or at another epoch, and stores nothing. One that
 * would come after this row without meeting it must have read this row, and so begins after the commit.
 *
 * The words of everybody who writes into the section, and of those whose words are in the same commit, wait from here
 * to the end of the transaction: call it late. Whoever closes several sections calls it in the order of their ids.
 */
export async function sealRoom(tx: postgres.ISql, sectionId: string): Promise<number> {
  for (;;) {
    const [row] = await tx`
      insert into room_updates (section_id, seq, update)
      select ${sectionId}, greatest(
        (select max(seq) from room_updates where section_id = ${sectionId}),
        (select seq from room_snapshots where section_id = ${sectionId}), 0) + 1, ${EMPTY_UPDATE}
      on conflict do nothing
      returning seq`;
    // An append that was under way has taken the number.
    if (!row) continue;
    const { seq } = numberedRow.parse(row);
    // Or it had, and a compaction has put it away since this began to look: then the number is free, and no end.
    const passed = await tx`select from room_snapshots where section_id = ${sectionId} and seq >= ${seq}`;
    if (passed.length === 0) return seq;
  }
}

const numberedRow = z.object({ seq: z.coerce.number() });

/**
 * Makes another room of the section, with this prose (a Yjs update), inside the caller's transaction: as when it is
 * restored, erased or read in anew. Whoever holds the old one can not put any of it into the new one. The old rows go
 * with the next compaction. As of `sealRoom`, everybody's words wait from here to the end of the transaction.
 */
export async function replaceRoom(tx: postgres.ISql, sectionId: string, state: Uint8Array): Promise<void> {
  await tx`update sections set epoch = epoch + 1 where id = ${sectionId}`;
  const seq = await sealRoom(tx, sectionId);
  await tx`
    insert into room_snapshots (section_id, seq, state) values (${sectionId}, ${seq}, ${state})
    on conflict (section_id) do update set seq = excluded.seq, state = excluded.state`;
  await tx`delete from room_clients where section_id = ${sectionId}`;
}

/** The driver's own arrays cannot hold bytes, and copy everything a few times over to look for quotes. */
const joined = <T>(all: readonly T[], value: (each: T) => string | number): string => all.map(value).join();

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

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
  await sql`
    with kept as (
      insert into room_snapshots (section_id, seq, state) values (${sectionId}, ${seq}, ${state})
      on conflict (section_id) do update set seq = excluded.seq, state = excluded.state
      where room_snapshots.seq < excluded.seq
    )
    delete from room_updates where section_id = ${sectionId} and seq <= ${seq}`;
}

/** Throws away what waits in the queue of who did what. Answers how many entries there were. */
export async function discardShares(sql: Sql): Promise<number> {
  const { count } = await sql`delete from room_shares`;
  return count;
}
