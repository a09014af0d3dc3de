import { flood } from './flood.ts';
import { openings } from './openings.ts';
import type { Scenario } from './scenario.ts';
import { stalled } from './stalled.ts';
import { standingRooms } from './standing-rooms.ts';
import { crowd, cursors, fifty, manyRooms, manyRoomsSteady } from './typing.ts';

/** In the order in which they are run. */
export const SCENARIOS: Scenario[] = [
  fifty,
  crowd,
  cursors,
  manyRooms,
  standingRooms,
  flood,
  openings,
  stalled,
];

/** Run only when asked for by name. */
export const OTHER_SCENARIOS: Scenario[] = [manyRoomsSteady];
