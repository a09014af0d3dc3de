import { check } from './check.ts';
import { flood } from './flood.ts';
import { fill, openAtOnce, openCold, openWarm } from './openings.ts';
import { closeRooms, openRooms, pasteInRooms, showLifeInRooms, typeInRooms } from './rooms.ts';
import { stalled } from './stalled.ts';
import { typing } from './typing.ts';

/** What the load process can be asked to do, one thing at a time. */
export const JOBS = {
  check,
  typing,
  openRooms,
  pasteInRooms,
  typeInRooms,
  showLifeInRooms,
  closeRooms,
  flood,
  fill,
  openCold,
  openAtOnce,
  openWarm,
  stalled,
};

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
export type PlanOf<N extends JobName> = Parameters<Jobs[N]> extends [unknown, infer Plan] ? Plan : undefined;
export type ResultOf<N extends JobName> = Awaited<ReturnType<Jobs[N]>>;

export type Order = { job: JobName; target: unknown; plan: unknown };
export type Answer = { ok: true; result: unknown } | { ok: false; message: string };
