import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether a process with this id runs; one of another user counts. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * What tells a process from a later one with the same number: when it began, in the system's own words
 * (with the boot, where ticks count from it). Null when there is no such process.
 */
export function startOf(pid: number): string | null {
  if (!isRunning(pid)) return null;
  try {
    if (process.platform === 'linux') return linuxStart(pid);
    if (process.platform === 'win32') {
      return powershell(`(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`);
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    }).trim();
  } catch {
    return null;
  }
}

function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may hold spaces: count after the last one. State is field 3, start 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}:${fields[19]}`;
}

/** Whether the process is a PostgreSQL (the server itself, or one of its own) that works in `folder` (a real path). */
export function isPostgresIn(pid: number, folder: string): boolean {
  if (!isRunning(pid)) return false;
  try {
    if (process.platform === 'linux') {
      // Also whoever looks around in the folder with a shell works there.
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder;
    }
    if (process.platform === 'win32') {
      return /postgres/i.test(powershell(`(Get-Process -Id ${pid}).ProcessName`));
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(folder);
  } catch {
    return false;
  }
}

/** All of them in a folder. Elsewhere than on Linux they cannot be told from others': none is found. */
export function postgresIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isPostgresIn(pid, folder));
}

function powershell(command: string): string {
  return execFileSync('powershell.exe', ['-NoProfile', '-Command', command], { encoding: 'utf8' }).trim();
}

/** Waits until `done` holds, looking every few milliseconds; false when the time ran out. */
export async function waitFor(done: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!done()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return true;
}
