import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { findBinaries } from './binaries.ts';
import type { ClusterPlaces } from './cluster-folder.ts';
import {
  CLUSTER_USER,
  ensureCluster,
  handleOf,
  placesIn,
  removeTemporary,
  serverEnvironment,
  socketFolder,
  stdioWith,
} from './cluster-folder.ts';
import { explainFailure, isStillReleasing } from './failures.ts';
import { isPostmasterOf, isRunning, waitFor } from './processes.ts';
import type { ServerAccount } from './server-account.ts';
import { serverAccount } from './server-account.ts';

export type ClusterOptions = {
  dataDir: string;
  /** Settings of PostgreSQL beside ours. */
  settings?: Record<string, string>;
  /** For a cluster that is thrown away: made without waiting for the disk. */
  quick?: boolean;
};

export type Cluster = {
  /** Of the database `postgres`. */
  url: string;
  pid: number;
  /** Resolves with its last words if the server ends without `stop`. */
  lost: Promise<string>;
  /** Fast: sessions are ended, what was committed is on disk. Safe to call twice. */
  stop(): Promise<void>;
};

const SOCKET_PORT = 5432;
const START_TIME = 60_000;
const STOP_TIME = 30_000;

/**
 * Starts the PostgreSQL of a data folder, made when it is missing. The caller owns the folder
 * (`takeInstance`): a server that still runs there is an orphan of a killed process and is stopped.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  mkdirSync(options.dataDir, { recursive: true });
  const places = placesIn(realpathSync(options.dataDir));
  const account = serverAccount(places.cluster);
  const binaries = await findBinaries(account);
  await stopOrphan(places, binaries);
  ensureCluster(places, binaries, account, options.quick ?? false);
  const address = await chooseAddress(places, account);
  const settings = { ...address.settings, ...options.settings };
  const { child, pid } = await launch(places, binaries, account, settings).catch((error: unknown) => {
    address.clean();
    throw error;
  });
  let stopping = false;
  const lost = new Promise<string>((resolve) => {
    child.once('exit', () => {
      if (!stopping) resolve(explainFailure(tail(places.log), places.cluster).message);
    });
  });
  // Whatever ends this process but kill -9 takes the server with it.
  const endServer = () => signalServer(pid, 'SIGINT');
  process.once('exit', endServer);
  return {
    url: address.url(readFileSync(places.password, 'utf8')),
    pid,
    lost,
    async stop() {
      stopping = true;
      process.off('exit', endServer);
      await stopServer(pid, places, binaries);
      address.clean();
    },
  };
}

type Address = { settings: Record<string, string>; url(password: string): string; clean(): void };

/** A Unix socket in a private folder; on Windows, a free port on loopback. Both ask for the password. */
async function chooseAddress(places: ClusterPlaces, account: ServerAccount | null): Promise<Address> {
  if (process.platform === 'win32') {
    const port = await freePort();
    return {
      settings: { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' },
      url: (password) => `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/postgres`,
      clean() {},
    };
  }
  const folder = socketFolder(places, account);
  return {
    settings: {
      listen_addresses: '',
      port: String(SOCKET_PORT),
      unix_socket_directories: folder,
      unix_socket_permissions: '0700',
    },
    url: (password) =>
      `postgres://${CLUSTER_USER}:${password}@localhost:${SOCKET_PORT}/postgres?host=${encodeURIComponent(folder)}`,
    clean: () => removeTemporary(folder),
  };
}

/** A server that was killed may take a moment to let go of its memory: tried again for a while. */
async function launch(
  places: ClusterPlaces,
  binaries: Binaries,
  account: ServerAccount | null,
  settings: Record<string, string>,
): Promise<{ child: ChildProcess; pid: number }> {
  const end = performance.now() + 15_000;
  for (;;) {
    const began = existsSync(places.log) ? statSync(places.log).size : 0;
    const { child, failure } = spawnServer(places, binaries, account, settings);
    const pid = child.pid ?? 0;
    const settled = await waitFor(() => failure() !== null || isReady(places.cluster, pid), START_TIME);
    if (settled && failure() === null) {
      child.unref();
      return { child, pid };
    }
    if (!settled) child.kill('SIGQUIT');
    const said = `${failure() ?? 'no answer in time'}\n${tail(places.log, began)}`;
    if (!isStillReleasing(said) || performance.now() > end) throw explainFailure(said, places.cluster);
  }
}

function spawnServer(
  places: ClusterPlaces,
  binaries: Binaries,
  account: ServerAccount | null,
  settings: Record<string, string>,
): { child: ChildProcess; failure: () => string | null } {
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
    let failure: string | null = null;
    child.once('error', (error) => {
      failure = error.message;
    });
    child.once('exit', (code, signal) => {
      failure ??= `it ended with ${code ?? signal}`;
    });
    return { child, failure: () => failure };
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
function readPidFile(cluster: string): { pid: number; sockets: string; state: string } | null {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { pid, sockets: lines[4]?.trim() ?? '', state: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

function isReady(cluster: string, pid: number): boolean {
  const file = readPidFile(cluster);
  return file?.state === 'ready' && (file.pid === pid || process.platform === 'win32');
}

/**
 * The pid file outlives a power cut, and its number may by now be anybody's: only a server that works in
 * this very folder is stopped, and a file that names another process is removed, which PostgreSQL itself
 * would take for a living server.
 */
async function stopOrphan(places: ClusterPlaces, binaries: Binaries): Promise<void> {
  const file = readPidFile(places.cluster);
  if (!file) return;
  if (isPostmasterOf(file.pid, places.cluster)) await stopServer(file.pid, places, binaries);
  else if (isRunning(file.pid)) rmSync(path.join(places.cluster, 'postmaster.pid'), { force: true });
  removeTemporary(file.sockets);
}

async function stopServer(pid: number, places: ClusterPlaces, binaries: Binaries): Promise<void> {
  const gone = () => !isRunning(pid) || !isPostmasterOf(pid, places.cluster);
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', places.cluster]);
  } else if (!gone()) {
    signalServer(pid, 'SIGINT');
  }
  if (await waitFor(gone, STOP_TIME)) return;
  signalServer(pid, 'SIGQUIT');
  await waitFor(gone, STOP_TIME);
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}
