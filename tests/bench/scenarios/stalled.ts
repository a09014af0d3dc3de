import type { Scenario } from './scenario.ts';
import { everybody, PEOPLE } from './scenario.ts';

const MB = 1024 * 1024;
/** Five in three rooms: one document of 16 MiB is more than our server takes. */
const READERS = [2, 2, 1];

export const stalled: Scenario = {
  name: 'stalled',
  title: '5 readers that do not read while 16 MiB are written',
  method: [
    '3 rooms with 2, 2 and 1 such readers, in each one writer and one who reads on;',
    'pieces of 8 KiB, at most 16 between the writer and the reader; growth of resident memory',
  ].join(' '),
  metrics: [
    { key: 'after', label: 'growth 3 s afterwards', unit: 'MB', digits: 0, ratio: true },
    { key: 'peak', label: 'growth at its largest', unit: 'MB', digits: 0 },
  ],
  bars: [{ metric: 'after', limit: 30, of: 'value', sense: 'at most' }],
  wanted: { rooms: READERS.length, people: PEOPLE },
  fits: everybody,
  async run(stage) {
    return stage.ask('stalled', { readers: READERS, bytes: 16 * MB, pieceBytes: 8 * 1024 });
  },
};
