import { availableParallelism } from 'node:os';
import { earOf } from '../ear.ts';
import { LightClient, openMany } from '../light-client.ts';
import { CLOCKS_OF_START, letterAt, Pen } from '../pen.ts';
import type { Target } from '../target.ts';
import { pause, until } from '../waiting.ts';
import { openWindow } from '../window.ts';

export type FloodPlan = {
  rooms: number;
  /** The first room that has not been flooded yet. */
  firstRoom?: number;
  /** Sent by one writer and not yet with the one who watches. */
  inFlight: number;
  warmUpSeconds: number;
  seconds: number;
  /** Of all rooms together: a document has an end. */
  most: number;
};

type Lane = { pen: Pen; writer: LightClient; watcher: LightClient; arrived(): number };

const BATCH = 200;
/** What waits in our own socket. */
const MOST_QUEUED = 256 * 1024;

/**
 * One writer and one who watches in each room; the writer sends single characters as fast as they come through.
 * @returns updates that arrived with the one who watches, per second of the server's CPU
 */
export async function flood(target: Target, plan: FloodPlan): Promise<{ rate: number; foreign: number }> {
  const lanes = await openMany(plan.rooms, 10, async (index): Promise<Lane> => {
    const ear = earOf();
    const watcher = await LightClient.open(target, (plan.firstRoom ?? 0) + index, { onUpdate: ear.hear });
    const writer = await LightClient.open(target, (plan.firstRoom ?? 0) + index);
    const pen = new Pen(index);
    writer.sendUpdate(pen.begin());
    return { pen, writer, watcher, arrived: () => ear.has(index) };
  });
  await until(
    () => lanes.every((lane) => lane.arrived() === CLOCKS_OF_START),
    () => 'the beginning of every room',
  );
  const mostOfLane = Math.floor(plan.most / plan.rooms);
  await pour(lanes, plan, plan.warmUpSeconds, mostOfLane / 4);
  const before = total(lanes);
  const end = openWindow(target, availableParallelism());
  await pour(lanes, plan, plan.seconds, mostOfLane);
  const spent = end();
  const updates = total(lanes) - before;
  await Promise.all(lanes.flatMap(({ writer, watcher }) => [writer.close(), watcher.close()]));
  return { rate: updates / (spent.serverMs / 1000), foreign: spent.foreign };
}

/** Sends for so long, or until so many have been sent, and waits until all have arrived. */
async function pour(lanes: Lane[], { inFlight }: FloodPlan, seconds: number, most: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && lanes.some(({ pen }) => pen.clock < most)) {
    let sent = 0;
    for (const { pen, writer, arrived } of lanes) {
      const room = Math.min(BATCH, inFlight - (pen.clock - arrived()), most - pen.clock);
      if (room <= 0 || writer.socket.bufferedAmount > MOST_QUEUED) continue;
      writer.together(() => {
        for (let count = 0; count < room; count++) {
          writer.sendUpdate(pen.type(letterAt(pen.clock)));
        }
      });
      sent += room;
    }
    if (sent > 0) await new Promise((resolve) => setImmediate(resolve));
    else await pause(1);
  }
  await until(
    () => lanes.every(({ pen, arrived }) => arrived() === pen.clock),
    () =>
      `all of ${lanes.reduce((sum, { pen }) => sum + pen.clock, 0)} updates; ${total(lanes)} have arrived`,
    60_000,
  );
}

const total = (lanes: Lane[]): number => lanes.reduce((sum, lane) => sum + lane.arrived(), 0);
