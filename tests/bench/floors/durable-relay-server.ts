import { decodeMessage, encodeSyncStep1, encodeSyncStep2 } from '@delaktig/sync';
import type { WebSocket } from 'ws';
import type { Sql } from '../../../server/database/connect.ts';
import { connect } from '../../../server/database/connect.ts';
import { createTables, DurableLog, type Entry } from './durable-log.ts';
import { DurableRoom } from './durable-room.ts';
import { databaseUrl, listen } from './listen.ts';

/** What comes within it is stored and sent together. */
const WINDOW_MS = 15;

const sql: Sql = connect(databaseUrl());
await createTables(sql);

const rooms = new Map<string, Promise<DurableRoom>>();
const open = new Map<string, DurableRoom>();
const log = new DurableLog(sql, WINDOW_MS, (entries: Entry[]) => {
  const touched = new Set<DurableRoom>();
  for (const { room, update } of entries) {
    const found = open.get(room);
    if (!found) continue;
    found.stored(update);
    touched.add(found);
  }
  for (const room of touched) room.broadcast();
});

async function load(name: string): Promise<DurableRoom> {
  const room = rooms.get(name) ?? DurableRoom.load(sql, name);
  rooms.set(name, room);
  const loaded = await room;
  open.set(name, loaded);
  return loaded;
}

async function leave(room: DurableRoom, socket: WebSocket): Promise<void> {
  room.leave(socket);
  if (!room.isEmpty) return;
  await log.flush();
  await room.compact(sql);
  if (!room.isEmpty) return;
  rooms.delete(room.name);
  open.delete(room.name);
}

function attach(room: DurableRoom, socket: WebSocket): void {
  room.join(socket);
  socket.send(encodeSyncStep1(room.stateVector()));
  socket.on('message', (data: Buffer) => {
    const message = decodeMessage(data);
    if (message?.kind === 'sync-step-1') socket.send(encodeSyncStep2(room.missing(message.stateVector)));
    else if (message?.kind === 'awareness') room.present(socket, data, WINDOW_MS);
    else if (message?.kind === 'update' || message?.kind === 'sync-step-2') {
      if (message.update.byteLength > 2) log.append(room.receive(socket, message.update));
    }
  });
  socket.on('close', () => void leave(room, socket));
}

await listen((socket, name) => {
  // An open room is joined in this very turn, so that it cannot be let go in between.
  const ready = open.get(name);
  if (ready) return attach(ready, socket);
  socket.pause();
  void load(name).then((room) => {
    attach(room, socket);
    socket.resume();
  });
});
