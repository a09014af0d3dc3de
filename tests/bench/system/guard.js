/**
 * Runs beside the bench and clears up after it when it ends without doing so itself, also by kill -9: the pipe to
 * our standard input closes then. Each line of it adds (`+`) or takes back (`-`) a thing: `process 123`,
 * `postgres 124`, `folder /tmp/x`.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @type {Set<string>} */
const left = new Set();

// Ctrl-C at the terminal reaches the whole group; this process must outlive the bench.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line.startsWith('+')) left.add(line.slice(1));
  else left.delete(line.slice(1));
});
lines.on('close', async () => {
  for (const process of named('process')) signal(Number(process), 'SIGKILL');
  for (const postmaster of named('postgres')) await stopPostgres(Number(postmaster));
  for (const folder of named('folder')) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit(0);
});

/** @param {string} kind */
const named = (kind) =>
  [...left].filter((thing) => thing.startsWith(`${kind} `)).map((thing) => thing.slice(kind.length + 1));

/** @param {number} pid */
async function stopPostgres(pid) {
  signal(pid, 'SIGINT');
  for (let tries = 0; tries < 100 && signal(pid, 0); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  signal(pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals | 0} kind */
function signal(pid, kind) {
  try {
    return process.kill(pid, kind);
  } catch {
    return false;
  }
}
