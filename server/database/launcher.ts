import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { findBinaries } from './binaries.ts';
import type { ClusterPlaces } from './cluster-folder.ts';
import { CLUSTER_USER, ensureCluster, placesIn, removeTemporary, socketFolder } from './cluster-folder.ts';
import { explainFailure } from './failures.ts';
import type { ServerSetup } from './postmaster.ts';
import { livingPostmaster, readPidFile, startPostmaster, stopPostmaster } from './postmaster.ts';
import type { ServerAccount } from './server-account.ts';
import { serverAccount } from './server-account.ts';
import type { ClusterNews } from './supervisor.ts';
import { supervise } from './supervisor.ts';

export type ClusterOptions = {
  dataDir: string;
  /** Settings of PostgreSQL beside ours. */
  settings?: Record<string, string>;
  /** For a cluster that is thrown away: made without waiting for the disk. */
  quick?: boolean;
  /** Told when the server has ended by itself, and what became of it. */
  tell?: (news: ClusterNews) => void;
};

export type Cluster = {
  /** Of the database `postgres`. Stays the same when the server is started again. */
  url: string;
  /** Of the server that runs now. */
  readonly pid: number;
  /** Resolves with the reason if the server ended without `stop` and could not be started again. */
  lost: Promise<string>;
  /** Fast: sessions are ended, what was committed is on disk. Safe to call twice. */
  stop(): Promise<void>;
};

const SOCKET_PORT = 5432;

/** An error's details quote rows, which are people's words and have no place in a log. */
const OUR_SETTINGS = { log_error_verbosity: 'terse' };

/**
 * Starts the PostgreSQL of a data folder, made when it is missing, and keeps it running: one that dies is started
 * again at the same address. The caller owns the folder (`takeInstance`): a server that still runs there is an
 * orphan of a killed process and is stopped.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  mkdirSync(options.dataDir, { recursive: true });
  const places = placesIn(realpathSync(options.dataDir));
  const account = serverAccount(places.cluster);
  const binaries = await findBinaries(account);
  await stopOrphan({ places, binaries });
  ensureCluster(places, binaries, account, options.quick ?? false);
  const address = await chooseAddress(places, account);
  const settings = { ...OUR_SETTINGS, ...address.settings, ...options.settings };
  const setup = { places, binaries, account, settings };
  const started = await startPostmaster(setup);
  if (!started.ok) {
    address.clean();
    throw explainFailure(started.said, places.cluster);
  }
  const supervised = supervise(setup, started.postmaster, options.tell ?? (() => {}));
  return {
    url: address.url(readFileSync(places.password, 'utf8')),
    get pid() {
      return supervised.pid;
    },
    lost: supervised.lost,
    async stop() {
      await supervised.stop();
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

async function stopOrphan(setup: Pick<ServerSetup, 'places' | 'binaries'>): Promise<void> {
  const file = readPidFile(setup.places.cluster);
  const orphan = livingPostmaster(setup.places.cluster);
  if (orphan) await stopPostmaster(orphan.pid, setup);
  if (file) removeTemporary(file.sockets);
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
