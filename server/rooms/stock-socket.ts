import { encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import type { WebSocket } from 'ws';
import type { Entrance } from './gate.ts';
import type { Member, Person } from './member.ts';
import { Outbox } from './outbox.ts';
import type { RoomRegistry } from './registry.ts';
import { toBytes } from './to-bytes.ts';

/** Says nothing, and is something said: y-websocket leaves a connection that has been silent for 30 seconds. */
const HEARTBEAT = encodeAwareness(encodeAwarenessEntries([]));

/**
 * One section for any stock y-websocket client: sync and awareness, nothing else. Resolves when the client is
 * in the room; throws when the room could not be read. The socket is paused meanwhile: a stock client speaks first.
 */
export async function attachStockSocket(
  socket: WebSocket,
  person: Person,
  entrance: Entrance,
  rooms: RoomRegistry,
): Promise<{ heartbeat(): void }> {
  const outbox = new Outbox(socket);
  const member: Member = {
    person,
    mayWrite: entrance.mayWrite,
    opened: () => {},
    deliver: (message) => outbox.send(message),
    saved: () => {},
    close: (code, reason) => outbox.close(code, reason),
  };
  const room = await rooms.enter(entrance, member);
  socket.on('message', (data) => {
    // One that is being shown out may still speak, and for half a minute if it does not answer.
    if (socket.readyState === socket.OPEN) room.receive(member, toBytes(data));
  });
  socket.on('close', () => room.leave(member));
  if (socket.readyState !== socket.OPEN) room.leave(member);
  return { heartbeat: () => outbox.send(HEARTBEAT) };
}
