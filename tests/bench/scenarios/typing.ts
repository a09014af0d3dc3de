import type { TypingPlan } from '../load/jobs/typing.ts';
import type { Bar, Metric, Scenario } from './scenario.ts';
import { everybody, PEOPLE } from './scenario.ts';

const METRICS: Metric[] = [
  { key: 'cpu', label: 'CPU, server and database', unit: 'ms per 1,000 deliveries', digits: 1, ratio: true },
  { key: 'server', label: 'of it the server', unit: 'ms', digits: 1 },
  { key: 'database', label: 'of it PostgreSQL', unit: 'ms', digits: 1 },
  { key: 'p50', label: 'latency p50', unit: 'ms', digits: 1 },
  { key: 'p95', label: 'p95', unit: 'ms', digits: 1 },
  { key: 'p99', label: 'p99', unit: 'ms', digits: 1 },
  { key: 'deliveries', label: 'deliveries', unit: '', digits: 0 },
  { key: 'foreign', label: 'machine busy with other things', unit: '%', digits: 0 },
];

const USUAL = {
  warmUpSeconds: 2,
  warmUpHaste: 8,
  /** Twice the longest that Hocuspocus waits until it stores. */
  seconds: 20,
  cursors: false,
  restSeconds: 0,
  seed: 3,
};

type Wish = Pick<TypingPlan, 'rooms' | 'clientsPerRoom' | 'writersPerRoom' | 'keysPerSecond'> &
  Partial<TypingPlan> & { name: string; title: string; bars: Bar[] };

function typingScenario({ name, title, bars, ...wish }: Wish): Scenario {
  const plan: TypingPlan = { ...USUAL, ...wish };
  return {
    name,
    title,
    method: [
      `${plan.keysPerSecond} keys a second from each writer, ${plan.seconds} s after ${plan.warmUpSeconds} s of warming up at ${plan.warmUpHaste} times that`,
      plan.cursors ? 'an awareness message after each key' : null,
      plan.restSeconds ? `${plan.restSeconds} s of rest counted in, for those who store later` : null,
    ]
      .filter((part) => part !== null)
      .join('; '),
    metrics: METRICS,
    bars,
    // One more, for a visit while the server is made warm.
    wanted: { rooms: plan.rooms + 1, people: PEOPLE },
    fits: everybody,
    async run(stage) {
      const figures = await stage.ask('typing', plan);
      return { ...figures, foreign: figures.foreign * 100 };
    },
  };
}

const atMost = (metric: string, limit: number, of: Bar['of'] = 'value'): Bar => ({
  metric,
  limit,
  of,
  sense: 'at most',
});

export const fifty = typingScenario({
  name: 'fifty',
  title: '50 clients, 5 writers, one room',
  rooms: 1,
  clientsPerRoom: 50,
  writersPerRoom: 5,
  keysPerSecond: 8,
  bars: [atMost('cpu', 0.85, 'ratio'), atMost('p50', 10)],
});

export const crowd = typingScenario({
  name: 'crowd',
  title: '200 clients, 10 writers, one room',
  rooms: 1,
  clientsPerRoom: 200,
  writersPerRoom: 10,
  keysPerSecond: 8,
  warmUpHaste: 4,
  bars: [atMost('cpu', 0.58, 'ratio'), atMost('p95', 30), atMost('p99', 45)],
});

export const cursors = typingScenario({
  name: 'cursors',
  title: '50 clients, 5 writers with cursors, one room',
  rooms: 1,
  clientsPerRoom: 50,
  writersPerRoom: 5,
  keysPerSecond: 8,
  cursors: true,
  bars: [atMost('cpu', 0.7, 'ratio')],
});

const MANY = { rooms: 500, clientsPerRoom: 2, writersPerRoom: 1, warmUpHaste: 4, restSeconds: 3 };

export const manyRooms = typingScenario({
  ...MANY,
  name: 'many-rooms',
  title: '500 rooms with 2 clients, light typing, persistence included',
  /** Nobody but a copyist presses a key each second: people think, and Hocuspocus stores when they do. */
  keysPerSecond: 0.25,
  seconds: 14,
  bars: [atMost('cpu', 0.45, 'ratio')],
});

/** Not among those that are run unless asked for: no bar stands on it. */
export const manyRoomsSteady = typingScenario({
  ...MANY,
  name: 'many-rooms-steady',
  title: '500 rooms with 2 clients, steady typing, persistence included',
  keysPerSecond: 1,
  bars: [],
});
