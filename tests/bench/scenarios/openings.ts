import { pause } from '../load/waiting.ts';
import type { Figures, Scenario } from './scenario.ts';
import { PEOPLE } from './scenario.ts';

const ROOMS = 12;
const PASSES = 3;
const ROUNDS = 5;
const WARM = 60;
/** What a server does with a room that nobody has open is done then. */
const REST_MS = 4_000;

export const openings: Scenario = {
  name: 'openings',
  title: 'opening 20 kB that five people have written in 5,000 updates',
  method: [
    `${ROOMS} rooms filled through the server, which is then started again; cold: a room that nobody has open,`,
    `${PASSES} times each after one pass of warming up; at once: ${ROOMS} different cold rooms in one instant,`,
    `until the last is whole, the median of ${ROUNDS}; warm: ${WARM} times into a room that somebody has open;`,
    'CPU of server and database, the closing included; stored: all bytes of the document in the database at rest',
  ].join(' '),
  metrics: [
    { key: 'cold', label: 'cold, p50', unit: 'ms', digits: 1, ratio: true },
    { key: 'coldCpu', label: 'cold, CPU', unit: 'ms', digits: 1, ratio: true },
    { key: 'atOnce', label: `${ROOMS} cold at once`, unit: 'ms', digits: 0, ratio: true },
    { key: 'warm', label: 'warm, p50', unit: 'ms', digits: 1, ratio: true },
    { key: 'warmCpu', label: 'warm, CPU', unit: 'ms', digits: 1, ratio: true },
    { key: 'stored', label: 'stored bytes against encodeStateAsUpdate', unit: 'x', digits: 2 },
    { key: 'foreign', label: 'machine busy with other things', unit: '%', digits: 0 },
  ],
  bars: [
    { metric: 'cold', limit: 8, of: 'value', sense: 'at most' },
    { metric: 'coldCpu', limit: 4, of: 'value', sense: 'at most' },
    { metric: 'atOnce', limit: 80, of: 'value', sense: 'at most' },
    { metric: 'stored', limit: 1.2, of: 'value', sense: 'at most' },
  ],
  wanted: { rooms: ROOMS, people: PEOPLE },
  fits: ({ dialect }) => dialect !== 'unsynced',
  async run(stage) {
    const figures: Figures = {};
    if (stage.contestant.unloads) {
      const { encodedBytes } = await stage.ask('fill', { rooms: ROOMS });
      await pause(REST_MS);
      figures.stored = ((await stage.storedBytes(0)) ?? Number.NaN) / encodedBytes;
      await stage.restart();
      const cold = await stage.ask('openCold', { rooms: ROOMS, passes: PASSES });
      const { wall } = await stage.ask('openAtOnce', { rooms: ROOMS, rounds: ROUNDS });
      Object.assign(figures, {
        cold: cold.p50,
        coldCpu: cold.cpu,
        atOnce: wall,
        foreign: cold.foreign * 100,
      });
    } else {
      await stage.ask('fill', { rooms: 1 });
    }
    const warm = await stage.ask('openWarm', { times: WARM });
    return { ...figures, warm: warm.p50, warmCpu: warm.cpu };
  },
};
