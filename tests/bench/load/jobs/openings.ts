import { availableParallelism } from 'node:os';
import { percentilesOf } from '../../percentiles.ts';
import { earOf } from '../ear.ts';
import { LightClient, openMany } from '../light-client.ts';
import { type Story, writeStory } from '../story.ts';
import type { Target } from '../target.ts';
import { pause, until } from '../waiting.ts';
import { openWindow } from '../window.ts';

/** Updates that are sent and not yet with the one who watches. */
const IN_FLIGHT = 200;
/** Between openings of the same room, so that it has been let go. */
const LETTING_GO_MS = 700;

let story: Story | null = null;
const tell = (): Story => {
  story ??= writeStory();
  return story;
};

/** The same story in each room, update by update. @returns what Yjs makes of it, in bytes */
export async function fill(target: Target, { rooms }: { rooms: number }): Promise<{ encodedBytes: number }> {
  const { encodedBytes } = tell();
  await openMany(rooms, rooms, (room) => fillRoom(target, room));
  return { encodedBytes };
}

async function fillRoom(target: Target, room: number): Promise<void> {
  const { steps, clocks } = tell();
  const { ear, isWhole } = listener(clocks);
  const watcher = await LightClient.open(target, room, { onUpdate: ear.hear });
  const writer = await LightClient.open(target, room);
  for (const [index, step] of steps.entries()) {
    const earlier = steps[index - IN_FLIGHT];
    if (earlier && ear.has(earlier.writer) < earlier.clock) {
      await until(
        () => ear.has(earlier.writer) >= earlier.clock,
        () => `update ${index - IN_FLIGHT} of room ${room}`,
      );
    }
    writer.sendUpdate(step.update);
  }
  await until(isWhole, () => `the end of room ${room}`);
  await Promise.all([writer.close(), watcher.close()]);
}

/** Each of the rooms opened alone, when nobody has it open. The first pass warms the server and is not counted. */
export async function openCold(
  target: Target,
  { rooms, passes }: { rooms: number; passes: number },
): Promise<{ p50: number; cpu: number; foreign: number }> {
  const times: number[] = [];
  await openEach(target, rooms);
  await pause(LETTING_GO_MS);
  let serverMs = 0;
  let foreign = 0;
  for (let pass = 0; pass < passes; pass++) {
    const end = openWindow(target, availableParallelism());
    times.push(...(await openEach(target, rooms)));
    const spent = end();
    serverMs += spent.serverMs + spent.databaseMs;
    foreign += spent.foreign / passes;
    await pause(LETTING_GO_MS);
  }
  return { p50: percentilesOf(times).p50, cpu: serverMs / times.length, foreign };
}

async function openEach(target: Target, rooms: number): Promise<number[]> {
  const times: number[] = [];
  for (let room = 0; room < rooms; room++) {
    const { client, ms } = await openWhole(target, room);
    times.push(ms);
    await client.close();
  }
  return times;
}

/** As many cold rooms as there are, all at the same moment. @returns until the last one is whole; the median of rounds */
export async function openAtOnce(
  target: Target,
  { rooms, rounds }: { rooms: number; rounds: number },
): Promise<{ wall: number }> {
  const walls: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const opened = await openMany(rooms, rooms, (room) => openWhole(target, room));
    walls.push(performance.now() - began);
    await Promise.all(opened.map(({ client }) => client.close()));
    await pause(LETTING_GO_MS);
  }
  return { wall: percentilesOf(walls).p50 };
}

/** A room that somebody has open, opened by others, one after the other. */
export async function openWarm(
  target: Target,
  { times }: { times: number },
): Promise<{ p50: number; cpu: number }> {
  const { client: holder } = await openWhole(target, 0);
  const taken: number[] = [];
  const openOnce = async () => {
    const { client, ms } = await openWhole(target, 0);
    await client.close();
    return ms;
  };
  for (let index = 0; index < times / 4; index++) await openOnce();
  const end = openWindow(target, availableParallelism());
  for (let index = 0; index < times; index++) taken.push(await openOnce());
  const { serverMs, databaseMs } = end();
  await holder.close();
  return { p50: percentilesOf(taken).p50, cpu: (serverMs + databaseMs) / times };
}

/** From the first byte of the socket to the whole text. */
async function openWhole(target: Target, room: number): Promise<{ client: LightClient; ms: number }> {
  const { ear, isWhole } = listener(tell().clocks);
  const began = performance.now();
  const client = await LightClient.open(target, room, { onUpdate: ear.hear });
  const ms = performance.now() - began;
  if (!isWhole()) throw new Error(`The first sync of room ${room} did not hold the whole text`);
  return { client, ms };
}

function listener(clocks: number[]) {
  const ear = earOf();
  return { ear, isWhole: () => clocks.every((clock, writer) => ear.has(writer) === clock) };
}
