/**
 * Runs beside the tests' PostgreSQL and ends it when the tests end in any way, also by kill -9: the pipe
 * to our standard input closes then. Arguments: the process to end, the folder to remove.
 */
import { rmSync } from 'node:fs';

const [pid, folder] = process.argv.slice(2);

// Ctrl-C at the terminal reaches the whole group; this process must outlive the tests.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.stdin.resume();
process.stdin.once('close', async () => {
  const server = Number(pid);
  signal(server, 'SIGINT');
  for (let tries = 0; tries < 100 && signal(server, 0); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  signal(server, 'SIGKILL');
  if (folder) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

/** @param {number} target @param {NodeJS.Signals | 0} kind */
function signal(target, kind) {
  try {
    return process.kill(target, kind);
  } catch {
    return false;
  }
}
