import { residentKb } from '../../system/proc.ts';
import { earOf } from '../ear.ts';
import { LightClient } from '../light-client.ts';
import { CLOCKS_OF_START, lettersOf, Pen } from '../pen.ts';
import type { Target } from '../target.ts';
import { pause, until } from '../waiting.ts';

export type StalledPlan = {
  /** How many readers stall in each room. */
  readers: number[];
  /** Of all rooms together. */
  bytes: number;
  pieceBytes: number;
};

/** Pieces of one writer that are not yet with the one who reads. */
const IN_FLIGHT = 16;

/**
 * Some stop reading while much is written; in each room one more reads on. @returns by how many MB the server grew:
 * at its largest, and three seconds after all has arrived with those who read
 */
export async function stalled(target: Target, plan: StalledPlan): Promise<{ peak: number; after: number }> {
  const rooms = await Promise.all(plan.readers.map((count, room) => seat(target, room, count)));
  await pause(2_000);
  const before = residentKb(target);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentKb(target));
  }, 100);
  const pieces = Math.ceil(plan.bytes / plan.pieceBytes / rooms.length);
  const piece = lettersOf(plan.pieceBytes);
  await Promise.all(rooms.map((room) => write(room, pieces, piece)));
  await pause(3_000);
  clearInterval(watch);
  const after = residentKb(target);
  for (const { clients } of rooms) for (const client of clients) client.cut();
  return { peak: (peak - before) / 1024, after: (after - before) / 1024 };
}

type Room = { index: number; pen: Pen; writer: LightClient; clients: LightClient[]; arrived(): number };

async function seat(target: Target, room: number, count: number): Promise<Room> {
  const ear = earOf();
  const watcher = await LightClient.open(target, room, { onUpdate: ear.hear });
  const writer = await LightClient.open(target, room);
  const pen = new Pen(room);
  writer.sendUpdate(pen.begin());
  const readers = await Promise.all(
    Array.from({ length: count }, () => LightClient.open(target, room, { mayBeCut: true })),
  );
  for (const reader of readers) reader.socket.pause();
  const arrived = () => ear.has(room);
  await until(
    () => arrived() === CLOCKS_OF_START,
    () => 'the beginning',
  );
  return { index: room, pen, writer, clients: [watcher, writer, ...readers], arrived };
}

async function write({ index, pen, writer, arrived }: Room, pieces: number, piece: string) {
  for (let count = 0; count < pieces; count++) {
    await until(
      () => pen.clock - arrived() <= IN_FLIGHT * piece.length,
      () => `piece ${count} of room ${index}`,
    );
    writer.sendUpdate(pen.type(piece));
  }
  await until(
    () => arrived() === pen.clock,
    () => `the end of room ${index}`,
  );
}
