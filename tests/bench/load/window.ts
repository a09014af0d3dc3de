import { type CpuTimes, cpuSince, cpuTimes, machineBusyMs, type Watched } from '../system/proc.ts';

export type Spent = {
  serverMs: number;
  databaseMs: number;
  wallMs: number;
  /** Share of the machine's processors that went to anything but the server, its database and the load. */
  foreign: number;
};

/** What a stretch of time cost: opened here, ended by calling what comes back. */
export function openWindow(watched: Watched, processors: number): () => Spent {
  const before: CpuTimes = cpuTimes(watched);
  const own = process.cpuUsage();
  const busy = machineBusyMs();
  const began = performance.now();
  return () => {
    const { server, database } = cpuSince(watched, before);
    const wallMs = performance.now() - began;
    const { user, system } = process.cpuUsage(own);
    const others = machineBusyMs() - busy - server - database - (user + system) / 1000;
    return {
      serverMs: server,
      databaseMs: database,
      wallMs,
      foreign: Math.max(0, others / (wallMs * processors)),
    };
  };
}
