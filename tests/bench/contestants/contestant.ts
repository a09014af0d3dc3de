import type { Sql } from '../../../server/database/connect.ts';
import type { Dialect } from '../load/target.ts';

/** Where a contestant's server keeps what it keeps. */
export type Place = { databaseUrl: string | null; folder: string };

export type Wanted = { rooms: number; people: number };

export type Contestant = {
  name: string;
  about: string;
  dialect: Dialect;
  /** Whether it keeps anything in PostgreSQL. */
  stores: boolean;
  /** Whether a room that nobody has open is taken out of memory, so that there are cold openings. */
  unloads: boolean;
  /** The process: arguments to Node and environment. */
  command(place: Place): { args: string[]; env: Record<string, string> };
  /** Finds the port in what the server says. */
  listening: RegExp;
  /** What follows the host and port in the address of a room. */
  path: string;
  /** Rooms and people to sign in, made once the server runs for the first time. */
  furnish(place: Place, wanted: Wanted): Promise<{ rooms: string[]; cookies: string[] }>;
  /** Bytes of the room's document in the database; null for those who store nothing. */
  storedBytes: ((sql: Sql, room: string) => Promise<number>) | null;
};

/** Names are enough where anybody may open any room. */
export async function freeRooms(_place: Place, { rooms }: Wanted) {
  return { rooms: Array.from({ length: rooms }, (_, index) => `room-${index}`), cookies: [] };
}

/** The servers of the bench say this, with their port. */
export const LISTENING = /listening on (\d+)/;

export const benchServer =
  (file: string) =>
  ({ databaseUrl }: Place) => ({
    args: [file],
    env: { ...(databaseUrl ? { BENCH_DATABASE_URL: databaseUrl } : {}) } as Record<string, string>,
  });

export async function countBytes(query: PromiseLike<readonly { bytes?: string | number | null }[]>) {
  const [row] = await query;
  return Number(row?.bytes ?? 0);
}
