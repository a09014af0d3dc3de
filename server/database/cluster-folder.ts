import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Binaries } from './binaries.ts';
import { explainFailure } from './failures.ts';
import type { ServerAccount } from './server-account.ts';
import { mayEnter } from './server-account.ts';

export const CLUSTER_USER = 'delaktig';

/** The places of one cluster in a data folder. */
export type ClusterPlaces = {
  /** PGDATA. */
  cluster: string;
  password: string;
  log: string;
  sockets: string;
};

export function placesIn(dataDir: string): ClusterPlaces {
  return {
    cluster: path.join(dataDir, 'postgres'),
    password: path.join(dataDir, 'postgres-password'),
    log: path.join(dataDir, 'postgres.log'),
    sockets: path.join(dataDir, 'socket'),
  };
}

/**
 * A folder as PostgreSQL is told of it. Where its account may not enter the folders above, it gets the
 * open folder instead of the way to it: Linux lets a process go through a descriptor that it inherited.
 */
export type Handle = { path: string; descriptor: number | null; close(): void };

export function handleOf(folder: string, account: ServerAccount | null): Handle {
  if (mayEnter(account, path.dirname(folder))) return { path: folder, descriptor: null, close() {} };
  if (process.platform !== 'linux') {
    throw new Refusal(
      `PostgreSQL does not run as root, and no other account may enter ${path.dirname(folder)}: set DELAKTIG_DATA_DIR or DATABASE_URL`,
    );
  }
  const descriptor = openSync(folder, 'r');
  // The number is where `stdioWith` puts it in the child.
  return { path: '/proc/self/fd/3', descriptor, close: () => closeSync(descriptor) };
}

export function stdioWith(handle: Handle, output: number | 'pipe'): Array<'ignore' | 'pipe' | number> {
  return ['ignore', output, output, ...(handle.descriptor === null ? [] : [handle.descriptor])];
}

/** Our own environment without what would lead PostgreSQL elsewhere, and with messages in English. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C' };
}

/** Makes the cluster when there is none; one that cannot be used is refused. */
export function ensureCluster(
  places: ClusterPlaces,
  binaries: Binaries,
  account: ServerAccount | null,
  quick: boolean,
): void {
  if (!existsSync(places.cluster)) {
    makeCluster(places, binaries, account, quick);
    return;
  }
  const version = readVersion(places.cluster);
  if (version !== String(binaries.major)) {
    throw new Refusal(
      `The database in ${places.cluster} was made by PostgreSQL ${version}, but ${binaries.major} is installed: take a backup with the version that made it, and restore it into an empty folder`,
    );
  }
  if (account && statSync(places.cluster).uid === 0) {
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, places.cluster]);
  }
}

function readVersion(cluster: string): string {
  try {
    return readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new Refusal(
        `The database in ${cluster} belongs to another user of the system: start as that user`,
      );
    }
    throw new Refusal(
      `${cluster} holds no PostgreSQL database: move the folder away, or set DELAKTIG_DATA_DIR`,
    );
  }
}

/** Made beside its place and moved there when it is whole, so that a half-made one is never taken for it. */
function makeCluster(
  places: ClusterPlaces,
  binaries: Binaries,
  account: ServerAccount | null,
  quick: boolean,
): void {
  const half = `${places.cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  makePrivate(half, account);
  const password = randomBytes(24).toString('base64url');
  const scratch = privateTemporary(account);
  const passwordFile = path.join(scratch, 'password');
  const handle = handleOf(half, account);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=sv'];
    const auth = ['-U', CLUSTER_USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const made = spawnSync(
      binaries.initdb,
      ['-D', handle.path, ...locale, ...auth, ...(quick ? ['--no-sync'] : [])],
      { ...account, cwd: scratch, env: serverEnvironment(), stdio: stdioWith(handle, 'pipe') },
    );
    if (made.status !== 0)
      throw explainFailure(`${made.error ?? ''}${made.stdout}${made.stderr}`, places.cluster);
    writeFileSync(places.password, password, { mode: 0o600 });
    renameSync(half, places.cluster);
  } finally {
    handle.close();
    rmSync(half, { recursive: true, force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The longest path of a Unix socket that every system takes, without the socket's own name. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/** In the data folder, or in a private temporary one where that is too deep or cannot be entered. */
export function socketFolder(places: ClusterPlaces, account: ServerAccount | null): string {
  if (Buffer.byteLength(places.sockets) > LONGEST_SOCKET_FOLDER) return privateTemporary(account);
  if (!mayEnter(account, path.dirname(places.sockets))) return privateTemporary(account);
  makePrivate(places.sockets, account);
  return places.sockets;
}

const TEMPORARY_NAME = 'delaktig-postgres-';

/** Removes a socket folder that `socketFolder` has given; the one in the data folder stays. */
export function removeTemporary(folder: string): void {
  if (path.basename(folder).startsWith(TEMPORARY_NAME)) rmSync(folder, { recursive: true, force: true });
}

function privateTemporary(account: ServerAccount | null): string {
  const bases = [os.tmpdir(), '/tmp', '/var/tmp'].filter(
    (base) => existsSync(base) && Buffer.byteLength(base) < 60 && mayEnter(account, base),
  );
  const folder = mkdtempSync(path.join(bases[0] ?? os.tmpdir(), TEMPORARY_NAME));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

function makePrivate(folder: string, account: ServerAccount | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}
