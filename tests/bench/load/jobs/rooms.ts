import { availableParallelism } from 'node:os';
import { type Ear, earOf } from '../ear.ts';
import { LightClient, openMany } from '../light-client.ts';
import { CLOCKS_OF_START, letterAt, lettersOf, Pen } from '../pen.ts';
import { play, scheduleOf } from '../schedule.ts';
import type { Target } from '../target.ts';
import { until } from '../waiting.ts';
import { openWindow } from '../window.ts';

const SOCKETS_PER_ROOM = 2;

type Room = { pen: Pen; clients: LightClient[]; ear: Ear };

let rooms: Room[] = [];

/** Two sockets in each room. @returns CPU of the server and its database, in milliseconds for each socket */
export async function openRooms(target: Target, { count }: { count: number }): Promise<{ cpu: number }> {
  const end = openWindow(target, availableParallelism());
  rooms = await openMany(count, 20, async (index) => {
    const ear = earOf();
    const writer = await LightClient.open(target, index);
    const reader = await LightClient.open(target, index, { onUpdate: ear.hear });
    return { pen: new Pen(index), clients: [writer, reader], ear };
  });
  const { serverMs, databaseMs } = end();
  return { cpu: (serverMs + databaseMs) / (count * SOCKETS_PER_ROOM) };
}

/** A text in each room. */
export async function pasteInRooms(_target: Target, { characters }: { characters: number }): Promise<null> {
  for (const [index, room] of rooms.entries()) {
    room.clients[0]?.sendUpdate(room.pen.begin());
    room.clients[0]?.sendUpdate(room.pen.type(lettersOf(characters)));
    // A person does not paste in hundreds of rooms in one instant.
    if (index % 20 === 19) await arrived();
  }
  await arrived();
  return null;
}

export async function typeInRooms(
  _target: Target,
  { keysPerSecond, seconds }: { keysPerSecond: number; seconds: number },
): Promise<null> {
  await play(scheduleOf(rooms.length, keysPerSecond, seconds, 17), (index) => {
    const room = rooms[index];
    if (!room) return;
    room.clients[0]?.sendUpdate(room.pen.type(letterAt(room.pen.clock)));
  });
  await arrived();
  return null;
}

/** For a server that cuts those who say nothing for a minute. */
export async function showLifeInRooms(): Promise<null> {
  for (const { clients } of rooms) for (const client of clients) client.signOfLife();
  return null;
}

export async function closeRooms(): Promise<null> {
  await Promise.all(rooms.flatMap(({ clients }) => clients.map((client) => client.close())));
  rooms = [];
  return null;
}

/** Rooms where nothing has been written yet have nothing to wait for. */
async function arrived(): Promise<void> {
  const missing = () =>
    rooms.filter(({ pen, ear }, index) => pen.clock > CLOCKS_OF_START && ear.has(index) < pen.clock).length;
  await until(
    () => missing() === 0,
    () => `the text in ${missing()} rooms`,
    60_000,
  );
}
