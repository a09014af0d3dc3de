import { readdirSync, readFileSync } from 'node:fs';

/**
 * What the system knows of a process, from /proc. On other systems than Linux nothing of it is measured, and
 * every figure is NaN, which the report shows as "not measured".
 */
export const IS_MEASURED = process.platform === 'linux';

/** /proc counts in hundredths of a second on every Linux that Node supports. */
const MS_PER_TICK = 10;

export type Watched = { serverPid: number; databasePid: number | null };

/** Milliseconds of CPU since the start of each: the server with its children, and PostgreSQL with its backends. */
export type CpuTimes = { server: number; database: number };

export function cpuTimes({ serverPid, databasePid }: Watched): CpuTimes {
  if (!IS_MEASURED) return { server: Number.NaN, database: 0 };
  const processes = readAll();
  return {
    server: treeOf(processes, serverPid, databasePid),
    database: databasePid === null ? 0 : treeOf(processes, databasePid, null),
  };
}

export function cpuSince(watched: Watched, before: CpuTimes): CpuTimes {
  const now = cpuTimes(watched);
  return { server: now.server - before.server, database: now.database - before.database };
}

/** Nanosecond clock of a process's living threads, in milliseconds: for windows in which next to nothing happens. */
export function fineCpu(pid: number): number {
  if (!IS_MEASURED) return Number.NaN;
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[0] ?? 0);
  }
  return nanoseconds / 1e6;
}

/** Resident memory of the server with its children, in kB. */
export function residentKb({ serverPid, databasePid }: Watched): number {
  if (!IS_MEASURED) return Number.NaN;
  let sum = 0;
  for (const pid of familyOf(readAll(), serverPid, databasePid)) {
    sum += Number(/^Rss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);
  }
  return sum;
}

/** Milliseconds in which any processor was busy, all processes of the machine together. */
export function machineBusyMs(): number {
  if (!IS_MEASURED) return Number.NaN;
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] =
    (read('/proc/stat') ?? '').split('\n', 1)[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [];
  return (user + nice + system + irq + soft) * MS_PER_TICK;
}

type Process = { pid: number; parent: number; own: number; ended: number };

function readAll(): Map<number, Process> {
  const processes = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : null;
    if (stat === null) continue;
    // The name stands in brackets and may hold spaces: count after the last one. The state is field 3.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const at = (field: number) => (fields[field - 3] ?? 0) * MS_PER_TICK;
    const pid = Number(name);
    processes.set(pid, { pid, parent, own: at(14) + at(15), ended: at(16) + at(17) });
  }
  return processes;
}

function treeOf(processes: Map<number, Process>, pid: number, except: number | null): number {
  let sum = 0;
  for (const member of familyOf(processes, pid, except)) {
    const found = processes.get(member);
    if (found) sum += found.own + found.ended;
  }
  return sum;
}

function familyOf(processes: Map<number, Process>, pid: number, except: number | null): number[] {
  const children = [...processes.values()].filter((child) => child.parent === pid && child.pid !== except);
  return [pid, ...children.flatMap((child) => familyOf(processes, child.pid, except))];
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // It has ended meanwhile.
  }
}
