import type postgres from 'postgres';
import { z } from 'zod';

type Sql = postgres.Sql;

/** The prose of a section as it is stored: a snapshot and the updates after it, in order; and whose each Yjs client is. */
export type StoredRoom = {
  snapshot: { seq: number; state: Uint8Array } | null;
  tail: { seq: number; update: Uint8Array }[];
  owners: Map<number, string>;
};

/** What one commit adds to one room. */
export type RoomRow = {
  sectionId: string;
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
  z.object({ kind: z.literal('client'), number: z.coerce.number(), account: z.string() }),
]);

/** One statement, so that a compaction at the same moment can leave no gap between snapshot and tail. */
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
    order by number`;
  const stored: StoredRoom = { snapshot: null, tail: [], owners: new Map() };
  for (const row of rows) {
    const parsed = storedRow.parse(row);
    if (parsed.kind === 'client') stored.owners.set(parsed.number, parsed.account);
    else if (parsed.kind === 'snapshot') stored.snapshot = { seq: parsed.number, state: owned(parsed.bytes) };
    else stored.tail.push({ seq: parsed.number, update: owned(parsed.bytes) });
  }
  return stored;
}

/** The driver cuts small values from a shared piece of memory, which one of them would keep alive. */
const owned = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/**
 * All or nothing, for any number of rooms, in one of two statements whose texts never change, so that each is prepared
 * once: few rows bring a Yjs client that is new. A number that the room has already is refused by the key.
 */
export async function appendRows(sql: Sql, rows: readonly RoomRow[]): Promise<void> {
  const shares = rows.flatMap((row) => row.shares.map((share) => ({ ...share, row })));
  const clients = rows.flatMap(({ sectionId, newClients }) =>
    newClients.map((each) => ({ ...each, sectionId })),
  );
  const named =
    clients.length === 0
      ? sql``
      : sql`
        clients as (
          insert into room_clients (section_id, client, account_id)
          select * from unnest(
            string_to_array(${joined(clients, ({ sectionId }) => sectionId)}, ',')::uuid[],
            string_to_array(${joined(clients, ({ client }) => client)}, ',')::bigint[],
            string_to_array(${joined(clients, ({ accountId }) => accountId)}, ',')::uuid[])
          on conflict do nothing
        ),`;
  await sql`
    with ${named} shares as (
      insert into room_shares (section_id, seq, account_id, share)
      select id, seq, account, decode(share, 'hex') from unnest(
        string_to_array(${joined(shares, ({ row }) => row.sectionId)}, ',')::uuid[],
        string_to_array(${joined(shares, ({ row }) => row.seq)}, ',')::bigint[],
        string_to_array(${joined(shares, ({ accountId }) => accountId)}, ',')::uuid[],
        string_to_array(${joined(shares, ({ share }) => hex(share))}, ',')) as each (id, seq, account, share)
    )
    insert into room_updates (section_id, seq, update)
    select id, seq, decode(update, 'hex') from unnest(
      string_to_array(${joined(rows, ({ sectionId }) => sectionId)}, ',')::uuid[],
      string_to_array(${joined(rows, ({ seq }) => seq)}, ',')::bigint[],
      string_to_array(${joined(rows, ({ update }) => hex(update))}, ',')) as each (id, seq, update)`;
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
