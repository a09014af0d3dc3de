import { availableParallelism } from 'node:os';
import { percentilesOf } from '../../percentiles.ts';
import { cursorOf } from '../cursor.ts';
import type { Ear } from '../ear.ts';
import { Ledger } from '../ledger.ts';
import { LightClient, openMany } from '../light-client.ts';
import { CLOCKS_OF_START, letterAt, Pen } from '../pen.ts';
import { play, scheduleOf } from '../schedule.ts';
import type { Target } from '../target.ts';
import { pause, until } from '../waiting.ts';
import { openWindow } from '../window.ts';

export type TypingPlan = {
  rooms: number;
  clientsPerRoom: number;
  writersPerRoom: number;
  /** Of each writer. */
  keysPerSecond: number;
  warmUpSeconds: number;
  seconds: number;
  /** Each keystroke is followed by where the caret stands. */
  cursors: boolean;
  /** Measured after the last key, for those who store later. */
  restSeconds: number;
  seed: number;
};

export type TypingResult = {
  cpu: number;
  server: number;
  database: number;
  p50: number;
  p95: number;
  p99: number;
  deliveries: number;
  foreign: number;
};

type Author = { pen: Pen; client: LightClient };
type Listener = { ear: Ear; room: number; self: number };

/** People who type, and others who see it. CPU is per 1,000 deliveries. */
export async function typing(target: Target, plan: TypingPlan): Promise<TypingResult> {
  const ledger = new Ledger();
  const { authors, listeners, clients } = await takeSeats(target, plan, ledger);
  await begin(authors, listeners, plan);

  const warmUp = scheduleOf(authors.length, plan.keysPerSecond, plan.warmUpSeconds, plan.seed + 1);
  const keystrokes = scheduleOf(authors.length, plan.keysPerSecond, plan.seconds, plan.seed);
  const press = (number: number) => {
    const author = authors[number];
    if (!author) return;
    const { pen, client } = author;
    const clock = pen.clock;
    const update = pen.type(letterAt(clock));
    ledger.sent(number, clock);
    client.sendUpdate(update);
    if (plan.cursors) client.sendAwareness(cursorOf(pen.clientId, clock));
  };
  await play(warmUp, press);
  ledger.measure();
  const end = openWindow(target, availableParallelism());
  await play(keystrokes, press);
  const expected = keystrokes.length * (plan.clientsPerRoom - 1);
  await until(
    () => ledger.latencies.length >= expected,
    () => `${ledger.latencies.length} of ${expected} deliveries`,
  );
  await pause(plan.restSeconds * 1000);
  const spent = end();
  await Promise.all(clients.map((client) => client.close()));
  const thousands = ledger.latencies.length / 1000;
  return {
    cpu: (spent.serverMs + spent.databaseMs) / thousands,
    server: spent.serverMs / thousands,
    database: spent.databaseMs / thousands,
    ...percentilesOf(ledger.latencies),
    deliveries: ledger.latencies.length,
    foreign: spent.foreign,
  };
}

/** The first in each room write. */
async function takeSeats(target: Target, plan: TypingPlan, ledger: Ledger) {
  const authors: Author[] = [];
  const listeners: Listener[] = [];
  const clients = await openMany(plan.rooms * plan.clientsPerRoom, 40, async (index) => {
    const room = Math.floor(index / plan.clientsPerRoom);
    const seat = index % plan.clientsPerRoom;
    const number = seat < plan.writersPerRoom ? room * plan.writersPerRoom + seat : -1;
    const ear = ledger.ear(number);
    listeners.push({ ear, room, self: number });
    const client = await LightClient.open(target, room, { onUpdate: ear.hear });
    if (number >= 0) authors[number] = { pen: new Pen(number), client };
    return client;
  });
  return { authors, listeners, clients };
}

/** Every writer begins their paragraph, and everybody in the room has it before anybody types. */
async function begin(authors: Author[], listeners: Listener[], plan: TypingPlan) {
  for (const { pen, client } of authors) {
    client.sendUpdate(pen.begin());
  }
  const writersOf = (room: number) =>
    Array.from({ length: plan.writersPerRoom }, (_, seat) => room * plan.writersPerRoom + seat);
  await until(
    () =>
      listeners.every(({ ear, room, self }) =>
        writersOf(room).every((writer) => writer === self || ear.has(writer) === CLOCKS_OF_START),
      ),
    () => 'the paragraphs of all writers with everybody',
  );
}
