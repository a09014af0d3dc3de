import { availableParallelism } from 'node:os';
import { percentilesOf } from '../../percentiles.ts';
import { cursorOf } from '../cursor.ts';
import type { Ear } from '../ear.ts';
import { Ledger } from '../ledger.ts';
import { LightClient, openMany } from '../light-client.ts';
import { oneVisit } from '../one-visit.ts';
import { letterAt, Pen } from '../pen.ts';
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
  /** Servers live for days: they are made warm by people who type this many times faster. */
  warmUpHaste: number;
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

const SETTLING_MS = 500;

type Author = { pen: Pen; client: LightClient };
type Listener = { ear: Ear; room: number; self: number };

/** People who type, and others who see it. CPU is per 1,000 deliveries. */
export async function typing(target: Target, plan: TypingPlan): Promise<TypingResult> {
  const ledger = new Ledger();
  const { authors, listeners, clients } = await takeSeats(target, plan, ledger);
  await begin(authors, listeners, plan);

  const warmUp = scheduleOf(
    authors.length,
    plan.keysPerSecond * plan.warmUpHaste,
    plan.warmUpSeconds,
    plan.seed + 1,
  );
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
  await Promise.all([play(warmUp, press), oneVisit(target, plan.rooms)]);
  await inStep(authors, listeners, plan);
  // What the warming up leaves to be stored is not measured.
  await pause(SETTLING_MS + plan.restSeconds * 1000);
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
async function begin(authors: Author[], listeners: Listener[], plan: TypingPlan): Promise<void> {
  for (const { pen, client } of authors) client.sendUpdate(pen.begin());
  await inStep(authors, listeners, plan);
}

/** Until everybody has what all in their room have written. */
async function inStep(authors: Author[], listeners: Listener[], plan: TypingPlan): Promise<void> {
  const isInStep = ({ ear, room, self }: Listener) => {
    for (let seat = 0; seat < plan.writersPerRoom; seat++) {
      const number = room * plan.writersPerRoom + seat;
      if (number !== self && ear.has(number) !== authors[number]?.pen.clock) return false;
    }
    return true;
  };
  await until(
    () => listeners.every(isInStep),
    () => `${listeners.filter((listener) => !isInStep(listener)).length} clients are behind`,
  );
}
