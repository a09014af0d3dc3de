import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '../refusal.ts';

/** A user of the system, as spawn() takes it. */
export type ServerAccount = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. As root it therefore runs as the owner of the cluster when it
 * exists, else as `nobody`; PostgreSQL needs an account that the system knows by name.
 * @returns null when we are not root, and PostgreSQL runs as ourselves
 */
export function serverAccount(clusterFolder: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter((account) => account.uid > 0);
  const chosen =
    accounts.find((account) => account.name === 'nobody') ??
    accounts.find((account) => account.uid === 65_534) ??
    accounts[0];
  if (!chosen)
    throw new Refusal('PostgreSQL does not run as root: start as another user, or give DATABASE_URL');
  return { uid: chosen.uid, gid: chosen.gid };
}

/** Tried rather than worked out from mode bits: folders above, ACLs and mounts all count. */
export function mayEnter(account: ServerAccount | null, folder: string): boolean {
  if (!account) return true;
  const tried = spawnSync('/bin/sh', ['-c', '[ -x "$1" ]', 'sh', folder], { ...account, cwd: '/' });
  return tried.status === 0;
}
