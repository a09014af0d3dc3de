import type { FloodPlan } from '../load/jobs/flood.ts';
import type { Scenario } from './scenario.ts';
import { everybody, PEOPLE } from './scenario.ts';

const PLAN: Omit<FloodPlan, 'rooms'> = { inFlight: 2_000, warmUpSeconds: 1, seconds: 4, most: 150_000 };
const MANY = 20;

export const flood: Scenario = {
  name: 'flood',
  title: 'flood: single characters as fast as they come through',
  method: [
    `one writer and one who watches in each room, at most ${PLAN.inFlight} updates between them,`,
    `${PLAN.seconds} s (or ${PLAN.most} updates) after ${PLAN.warmUpSeconds} s of warming up, until the last has arrived`,
  ].join(' '),
  metrics: [
    { key: 'one', label: 'one room', unit: 'updates per server CPU second', digits: 0, ratio: true },
    { key: 'many', label: `${MANY} rooms`, unit: 'updates per server CPU second', digits: 0, ratio: true },
    { key: 'foreign', label: 'machine busy with other things', unit: '%', digits: 0 },
  ],
  bars: [
    { metric: 'one', limit: 25_000, of: 'value', sense: 'at least' },
    { metric: 'many', limit: 25_000, of: 'value', sense: 'at least' },
  ],
  wanted: { rooms: MANY + 1, people: PEOPLE },
  fits: everybody,
  async run(stage) {
    const many = await stage.ask('flood', { ...PLAN, rooms: MANY });
    await stage.restart();
    const one = await stage.ask('flood', { ...PLAN, rooms: 1, firstRoom: MANY });
    return { one: one.rate, many: many.rate, foreign: 50 * (one.foreign + many.foreign) };
  },
};
