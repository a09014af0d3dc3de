import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, say } from './project.js';

const LOCK = path.join(
  os.tmpdir(),
  `delaktig-setup-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}`,
);

/** Longer than any installation: after this the number in the file may be another process' by now. */
const OLDEST_MS = 15 * 60_000;

/**
 * Two starts at once in one checkout install and build one after the other; the second then finds it done.
 * @param {() => Promise<void>} work
 */
export async function inTurn(work) {
  let told = false;
  while (!take()) {
    if (!told) say('Väntar på en annan start som installerar eller bygger …');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.once('exit', free);
  try {
    await work();
  } finally {
    process.off('exit', free);
    free();
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // Where nothing can be written there is nobody to take turns with.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return true;
    if (!isHeld()) free();
    return false;
  }
}

function isHeld() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > OLDEST_MS) return false;
    return process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function free() {
  rmSync(LOCK, { force: true });
}
