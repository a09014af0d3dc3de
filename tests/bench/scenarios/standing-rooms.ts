import type { Target } from '../load/target.ts';
import { pause } from '../load/waiting.ts';
import { cpuTimes, fineCpu, residentKb } from '../system/proc.ts';
import type { Scenario } from './scenario.ts';
import { everybody, PEOPLE } from './scenario.ts';

const ROOMS = 500;
const CHARACTERS = 2_000;
/** A whole number of the heartbeats of each. */
const IDLE_MS = 30_000;
/** V8 collects of its own accord when a process has been calm for twice eight seconds. */
const SETTLE = { least: 19_000, most: 26_000, every: 500, still: 4, kb: 500 };
/** Nothing has happened yet that would be collected. */
const START_MS = 4_000;

export const standingRooms: Scenario = {
  name: 'standing-rooms',
  title: `${ROOMS} rooms with 2 sockets and ${CHARACTERS / 1000} kB of text each`,
  method: [
    'resident memory of the server process and its children, each time when it has come to rest',
    `(${SETTLE.least / 1000} to ${SETTLE.most / 1000} s, until it moves less than ${SETTLE.kb} kB in ${(SETTLE.every * SETTLE.still) / 1000} s; nobody forces a collection);`,
    'for a room: growth since the start divided by the rooms; typing: 10 keys in each room within 8 s;',
    `idle: ${IDLE_MS / 1000} s in which the clients send nothing`,
  ].join(' '),
  metrics: [
    { key: 'connect', label: 'connecting, CPU', unit: 'ms a socket', digits: 2, ratio: true },
    { key: 'settled', label: 'memory for a room, settled', unit: 'kB', digits: 0, ratio: true },
    { key: 'typed', label: 'memory for a room, after typing', unit: 'kB', digits: 0, ratio: true },
    { key: 'start', label: 'resident at the start', unit: 'MB', digits: 0 },
    { key: 'closed', label: 'resident when all are closed', unit: 'MB', digits: 0 },
    { key: 'left', label: 'of it above the start', unit: 'MB', digits: 0 },
    { key: 'idle', label: 'idle CPU', unit: '%', digits: 2 },
  ],
  bars: [
    { metric: 'settled', limit: 55, of: 'value', sense: 'at most' },
    { metric: 'typed', limit: 55, of: 'value', sense: 'at most' },
    { metric: 'left', limit: 30, of: 'value', sense: 'at most' },
    { metric: 'idle', limit: 0.1, of: 'value', sense: 'at most' },
  ],
  wanted: { rooms: ROOMS, people: PEOPLE },
  fits: everybody,
  together: true,
  async run(stage, company) {
    const start = await settled(stage.target, START_MS);
    const { cpu } = await company.turn(() => stage.ask('openRooms', { count: ROOMS }));
    await company.turn(() => stage.ask('pasteInRooms', { characters: CHARACTERS }));
    await company.meet();
    const full = await settled(stage.target);
    await stage.ask('showLifeInRooms', undefined);
    await company.meet();
    await pause(1_000);
    const idle = await idleShare(stage.target);
    await stage.ask('typeInRooms', { keysPerSecond: 1.25, seconds: 8 });
    const typed = await settled(stage.target);
    await stage.ask('closeRooms', undefined);
    const closed = await settled(stage.target);
    return {
      connect: cpu,
      settled: (full - start) / ROOMS,
      typed: (typed - start) / ROOMS,
      start: start / 1024,
      closed: closed / 1024,
      left: (closed - start) / 1024,
      idle: idle * 100,
    };
  },
};

/** Resident kB when it no longer moves, or when patience ends. */
async function settled(target: Target, least = SETTLE.least): Promise<number> {
  const seen: number[] = [];
  const began = performance.now();
  for (;;) {
    const now = residentKb(target);
    seen.push(now);
    const latest = seen.slice(-SETTLE.still - 1);
    const isStill = Math.max(...latest) - Math.min(...latest) < SETTLE.kb;
    const waited = performance.now() - began;
    if ((waited > least && isStill) || waited > SETTLE.most) return now;
    await pause(SETTLE.every);
  }
}

/** Of one processor, server and database together. */
async function idleShare(target: Target): Promise<number> {
  const { database } = cpuTimes(target);
  const server = fineCpu(target.serverPid);
  await pause(IDLE_MS);
  return (fineCpu(target.serverPid) - server + cpuTimes(target).database - database) / IDLE_MS;
}
