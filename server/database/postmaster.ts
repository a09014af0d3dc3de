import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { ClusterPlaces } from './cluster-folder.ts';
import { handleOf, serverEnvironment, stdioWith } from './cluster-folder.ts';
import { isStillReleasing } from './failures.ts';
import { isPostgresIn, isRunning, postgresIn, waitFor } from './processes.ts';
import type { ServerAccount } from './server-account.ts';

/** What every start of one cluster has in common: the same folder, at the same address. */
export type ServerSetup = {
  places: ClusterPlaces;
  binaries: Binaries;
  account: ServerAccount | null;
  settings: Record<string, string>;
};

/** A PostgreSQL that takes connections, or did. */
export type Postmaster = {
  pid: number;
  /** Resolves with how it ended, however that came about. By itself it keeps our process from ending as little as the server does. */
  ended: Promise<string>;
  /** From now on our process does not end before `ended`. */
  hold(): void;
};

/** `said`: what PostgreSQL wrote while it failed to start. */
export type StartResult = { ok: true; postmaster: Postmaster } | { ok: false; said: string };

/** Reading the log again after a crash may take long; until then there is nothing to do but wait. */
const START_TIME = 300_000;
/** One that does not end when asked politely is ended all the same: it costs the next start a reading of the log. */
const STOP_TIME = 10_000;
const QUIT_TIME = 2_000;
/** A server that was killed lets go of its memory when the last of its processes ends. */
const RELEASE_TIME = 15_000;
const RELEASE_PAUSE = 100;

/** Starts the server of a folder in which none runs, and waits until it takes connections. `stop` ends the attempt. */
export async function startPostmaster(setup: ServerSetup, stop?: AbortSignal): Promise<StartResult> {
  const end = performance.now() + RELEASE_TIME;
  for (;;) {
    await endLeftovers(setup.places.cluster);
    removeSocketLock(setup);
    const result = await tryStart(setup, stop);
    if (result.ok || stop?.aborted) return result;
    if (!isStillReleasing(result.said) || performance.now() > end) return result;
    await pause(RELEASE_PAUSE);
  }
}

async function tryStart(setup: ServerSetup, stop?: AbortSignal): Promise<StartResult> {
  const { places } = setup;
  const began = existsSync(places.log) ? statSync(places.log).size : 0;
  const child = spawnServer(setup);
  const pid = child.pid ?? 0;
  let failure: string | null = null;
  const ended = howItEnds(child, places).then((words) => {
    failure = words;
    return words;
  });
  const giveUp = () => signalServer(pid, 'SIGINT');
  stop?.addEventListener('abort', giveUp);
  if (stop?.aborted) giveUp();
  const settled = await waitFor(() => failure !== null || isReady(places.cluster, pid), START_TIME);
  stop?.removeEventListener('abort', giveUp);
  if (!settled) {
    await endByForce(pid, places.cluster);
    return { ok: false, said: `no answer in time\n${tail(places.log, began)}` };
  }
  if (failure !== null) return { ok: false, said: `${failure}\n${tail(places.log, began)}` };
  child.unref();
  return { ok: true, postmaster: { pid, ended, hold: () => child.ref() } };
}

function howItEnds(child: ChildProcess, places: ClusterPlaces): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      const panic = /(?:PANIC|FATAL): .*/g;
      const words = code === 0 ? undefined : tail(places.log).match(panic)?.at(-1);
      resolve(signal ? `it was ended by ${signal}` : `it ended with ${code}${words ? `: ${words}` : ''}`);
    });
  });
}

function spawnServer({ places, binaries, account, settings }: ServerSetup): ChildProcess {
  const log = openLog(places.log);
  const handle = handleOf(places.cluster, account);
  try {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Detached: a Ctrl-C at the terminal is for us, who end the sessions first and then the server.
    const child = spawn(binaries.postgres, ['-D', handle.path, ...flags], {
      ...account,
      cwd: path.parse(places.cluster).root,
      detached: true,
      env: serverEnvironment(),
      stdio: stdioWith(handle, log),
    });
    // Whatever ends this process but kill -9 takes the server with it.
    const end = () => signalServer(child.pid ?? 0, 'SIGINT');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    return child;
  } finally {
    handle.close();
    closeSync(log);
  }
}

const LARGEST_LOG = 5_000_000;

function openLog(file: string): number {
  const tooLarge = existsSync(file) && statSync(file).size > LARGEST_LOG;
  return openSync(file, tooLarge ? 'w' : 'a', 0o600);
}

function tail(file: string, from = 0): string {
  try {
    return readFileSync(file).subarray(from).subarray(-4000).toString('utf8');
  } catch {
    return '';
  }
}

/** `postmaster.pid`: line 1 the process, 5 the socket's folder, 8 its state. */
export function readPidFile(cluster: string): { pid: number; sockets: string; state: string } | null {
  try {
    const lines = readFileSync(pidFileOf(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { pid, sockets: lines[4]?.trim() ?? '', state: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

const pidFileOf = (cluster: string): string => path.join(cluster, 'postmaster.pid');

function isReady(cluster: string, pid: number): boolean {
  const file = readPidFile(cluster);
  return file?.state === 'ready' && (file.pid === pid || process.platform === 'win32');
}

/**
 * The server that works in the folder, whoever started it, or null. The pid file outlives a power cut, and its
 * number may by now be anybody's: a file that names no server of this very folder is removed, which PostgreSQL
 * itself could take for a living one.
 */
export function livingPostmaster(cluster: string): { pid: number; sockets: string } | null {
  const file = readPidFile(cluster);
  if (!file) return null;
  if (isPostgresIn(file.pid, cluster)) return file;
  if (isRunning(file.pid)) rmSync(pidFileOf(cluster), { force: true });
  return null;
}

/** It too names a process that may by now be anybody's. The folder is ours alone, and no server of ours lives. */
function removeSocketLock({ settings }: ServerSetup): void {
  const { unix_socket_directories: folder, port } = settings;
  if (folder) rmSync(path.join(folder, `.s.PGSQL.${port}.lock`), { force: true });
}

/** Ends a server and all its processes: politely, then less so. Sessions are ended, what was committed is on disk. */
export async function stopPostmaster(
  pid: number,
  { places, binaries }: Pick<ServerSetup, 'places' | 'binaries'>,
): Promise<void> {
  const gone = () => !isPostgresIn(pid, places.cluster);
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', places.cluster]);
  } else if (!gone()) {
    signalServer(pid, 'SIGINT');
  }
  if (!(await waitFor(gone, STOP_TIME))) await endByForce(pid, places.cluster);
  await endLeftovers(places.cluster);
}

/** What is committed survives it; the next start reads the log again. */
async function endByForce(pid: number, cluster: string): Promise<void> {
  const gone = () => !isPostgresIn(pid, cluster);
  signalServer(pid, 'SIGQUIT');
  if (await waitFor(gone, QUIT_TIME)) return;
  signalServer(pid, 'SIGKILL');
  await waitFor(gone, QUIT_TIME);
}

/**
 * Ends what a killed server has left behind: processes that serve nobody, and keep the next server from starting
 * until the last has noticed. Only where no server lives in the folder.
 */
export async function endLeftovers(cluster: string): Promise<void> {
  if (livingPostmaster(cluster)) return;
  const left = () => postgresIn(cluster);
  if (left().length === 0) return;
  for (const pid of left()) signalServer(pid, 'SIGQUIT');
  if (await waitFor(() => left().length === 0, QUIT_TIME)) return;
  for (const pid of left()) signalServer(pid, 'SIGKILL');
  await waitFor(() => left().length === 0, QUIT_TIME);
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  // 0 would be our own group.
  if (pid <= 0) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
