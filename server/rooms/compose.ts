import type { RoomId } from '@delaktig/sync';
import postgres from 'postgres';
import { NumberTaken, type RoomRow } from '../database/rooms.ts';
import { isOutage, TooSlow, within } from '../http/outage.ts';
import type { MarksThread } from './marks-thread.ts';
import type { Room } from './room.ts';

/** A room as it stands. */
export type Looked = RoomId & {
  /** The number of the next row. */
  seq: number;
  /** All that is committed: Yjs updates, in order. */
  parts: readonly Uint8Array[];
  /** A Yjs client of the server's own in this room: nobody else writes under it. */
  client: number;
};

/** A room that takes nobody's words while an act of the server writes into it: `seq` is the act's, for `appendComposed`. */
export type HeldRoom = Looked & {
  /** One that nobody has used: for words that are to be somebody's, who is told of in `newClients`. */
  newClient(): number;
};

export type Held = HeldRoom & {
  /** For what must understand the marks. */
  thread: MarksThread;
  /** Aborted when the act has taken too long: others write by then. What it has not committed it should not. */
  patience: AbortSignal;
};

export type Composed<T> = {
  /** What was stored; null when nothing was. */
  update: Uint8Array | null;
  /** As the row has them. */
  newClients?: RoomRow['newClients'];
  result: T;
};

/**
 * Lets the server write into a section's room, whether anybody has it open or not. Guarantee: nobody's words are committed
 * between the beginning and the end of `act`; what comes meanwhile waits. `act` stores its row itself, in a transaction
 * that has ended when it answers; then the row is told to everybody as committed. When it throws, nothing is told; when
 * nobody knows whether its transaction was committed, the room is closed and read anew. A number that is taken (by the end
 * that a closing puts to the log, by another node) lets it begin again once, on the room as it is then.
 */
export type Compose = <T>(sectionId: string, act: (held: Held) => Promise<Composed<T>>) => Promise<T>;

/** An act that takes longer has an unknown fate. Everybody's words in the room wait for it. */
const PATIENCE_MS = 10_000;

/** One try. `closed`: the room had come to its end before; `taken`: the number was, and the room is closed now. */
export async function composeIn<T>(
  room: Room,
  act: (held: Held) => Promise<Composed<T>>,
  thread: MarksThread,
): Promise<{ result: T; wrote: boolean } | 'closed' | 'taken'> {
  const held = await room.hold();
  if (!held) return 'closed';
  const patience = new AbortController();
  try {
    const {
      update,
      newClients = [],
      result,
    } = await within(PATIENCE_MS, act({ ...held, thread, patience: patience.signal }));
    if (update) room.composed(update, newClients);
    return { result, wrote: update !== null };
  } catch (cause) {
    if (isNumberTaken(cause)) {
      room.refused();
      return 'taken';
    }
    if (isOutage(cause)) room.failed(cause);
    throw cause;
  } finally {
    patience.abort(new TooSlow('An act has taken too long'));
    room.letGo();
  }
}

const isNumberTaken = (cause: unknown): boolean =>
  cause instanceof NumberTaken ||
  (cause instanceof postgres.PostgresError && cause.code === '23505' && cause.table_name === 'room_updates');
